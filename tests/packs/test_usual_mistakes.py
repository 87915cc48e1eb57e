"""Mistakes that are usual about a market's law, held against the shipped packs."""

import datetime as dt

import pytest

from engine.packs.pack import RulePack
from engine.packs.packset import PackSet

QMSR_FROM = dt.date(2026, 2, 2)


def american(shipped: PackSet) -> RulePack:
    """Give the pack of the American market."""
    (listed,) = shipped.markets["US"]
    assert listed.pack is not None
    return listed.pack


def test_no_period_of_retention_is_taken_from_820_35_which_holds_none(shipped: PackSet) -> None:
    """It comes through ISO 13485 4.2.5, which 820.10(a) calls up."""
    rules = {one.header.id: one.header for one in american(shipped).retention}
    cited = {(name, cite.source, cite.at.en) for name, header in rules.items() for cite in header.cites}

    assert {name for name, _, at in cited if at.startswith("820.35")} == set()
    assert ("US-RET-011", "qmsr", "820.10(a)") in cited
    assert ("US-RET-011", "iso_13485", "4.2.5") in cited
    assert rules["US-RET-011"].effective.begin == QMSR_FROM


def test_the_edition_of_iso_13485_is_the_one_that_820_7_incorporates(shipped: PackSet) -> None:
    editions = {
        cite.edition
        for one in american(shipped).requirements
        for cite in one.header.cites
        if cite.source == "iso_13485"
    }

    assert editions == {"2016"}


def test_nothing_of_the_former_regulation_outlasts_it_and_nothing_of_the_qmsr_comes_before_it(shipped: PackSet) -> None:
    pack = american(shipped)
    headers = list(pack.headers())
    former = [one for one in headers if {cite.source for cite in one.cites} & {"qsr"}]
    present = [one for one in headers if {cite.source for cite in one.cites} & {"qmsr", "qmsr_preamble"}]

    assert {one.effective.end for one in former} == {QMSR_FROM - dt.timedelta(days=1)}
    assert {one.effective.begin for one in present} == {QMSR_FROM}
    assert {one.effective.end for one in present} == {None}


@pytest.mark.parametrize("name", ["US-TRC-011", "US-TRC-020", "US-TRC-030"])
def test_the_traceability_of_implants_reaches_every_life_supporting_device(shipped: PackSet, name: str) -> None:
    (found,) = [one.header for one in american(shipped).requirements if one.header.id == name]

    assert ("qmsr", "820.10(d)") in {(cite.source, cite.at.en) for cite in found.cites}
    assert found.applies is not None
    assert found.applies.source.text == "product.implantable || product.life_supporting"
