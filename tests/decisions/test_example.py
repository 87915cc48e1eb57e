"""The example lot: what is decided about it, by which provision, and what people are told."""

import datetime as dt

import pytest

from engine.packs.packset import PackSet
from tests.strategies import decided, example, market_of, outcome_of, released, verdicts


def test_the_example_is_rejected_released_and_held(shipped: PackSet) -> None:
    assert verdicts(decided(example(), shipped)) == {"CN": "reject", "EU": "release", "US": "hold"}


@pytest.mark.parametrize(
    ("market", "reasons"),
    [
        (
            "CN",
            [
                ("provision.violated", "CN-REL-030", "violated", "不符合"),
            ],
        ),
        ("EU", []),
        (
            "US",
            [
                (
                    "provision.indeterminate",
                    "US-REL-021",
                    "cannot be judged: evidence is missing",
                    "无法判定：缺少证据",
                )
            ],
        ),
    ],
)
def test_each_verdict_names_the_provisions_it_comes_from(
    shipped: PackSet, market: str, reasons: list[tuple[str, str, str, str]]
) -> None:
    found = market_of(decided(example(), shipped), market).reasons

    assert [(one.code, one.subject, one.message.en, one.message.zh) for one in found] == reasons


def test_the_rejection_in_cn_says_which_agreement_lacks_what(shipped: PackSet) -> None:
    outcome = outcome_of(decided(example(), shipped), "CN", "CN-REL-030")
    clause = outcome.clauses[0]

    assert outcome.outcome == "violated"
    assert outcome.otherwise == "reject"
    assert outcome.before == "dispatch"
    assert outcome.item == "lot.steps[eo]"
    assert clause.text == '"release_conditions" in step.supplier.quality_agreement.topics'
    assert clause.holds is False
    assert [one.path for one in clause.observed] == ["suppliers[SUP-0233].quality_agreement.topics"]
    assert clause.observed[0].value == (
        "[quality_standard, acceptance_criteria, responsibilities, process, validation, records]"
    )
    assert (clause.operator, clause.limit) == ("contains", "release_conditions")
    assert outcome.missing == ()


def test_the_rejection_in_cn_is_told_in_both_languages(shipped: PackSet) -> None:
    message = outcome_of(decided(example(), shipped), "CN", "CN-REL-030").message

    assert message is not None
    assert message.en == (
        "ethylene oxide sterilisation was sent out to Wuxi Sterilisation Services Co., Ltd. on 2026-11-04 "
        "without a complete quality agreement"
    )
    assert (
        message.zh
        == "2026-11-04 将环氧乙烷灭菌外协至 Wuxi Sterilisation Services Co., Ltd. 时，质量协议缺失或内容不完整"
    )


def test_the_rejection_in_cn_cites_both_articles(shipped: PackSet) -> None:
    cites = outcome_of(decided(example(), shipped), "CN", "CN-REL-030").cites

    assert [(one.source, one.edition, one.at.en, one.at.zh) for one in cites] == [
        ("gmp_2025", "2025", "Art. 115", "第115条"),
        ("gmp_2025", "2025", "Art. 116", "第116条"),
    ]


def test_the_hold_in_us_names_the_field_that_nobody_recorded(shipped: PackSet) -> None:
    outcome = outcome_of(decided(example(), shipped), "US", "US-REL-021")

    assert outcome.outcome == "indeterminate"
    assert outcome.message is None
    assert [(one.path, one.reason) for one in outcome.missing] == [("lot.label.releaser", "not-recorded")]
    assert outcome.missing[0].message.en == "not recorded: Labelling released by (lot.label.releaser)"
    assert outcome.missing[0].message.zh == "未记录：标签放行人（lot.label.releaser）"
    assert outcome.clauses[0].text == "lot.label.releaser != null"
    assert outcome.clauses[0].holds is None


def test_the_step_sent_out_before_the_new_agreement_rule_is_not_judged_by_it(shipped: PackSet) -> None:
    items = outcome_of(decided(example(), shipped), "CN", "CN-REL-030").items

    assert [(one.item, one.outcome) for one in items] == [
        ("lot.steps[ext]", "not_applicable"),
        ("lot.steps[eo]", "violated"),
    ]


def test_every_verdict_is_good_until_the_market_s_next_midnight(shipped: PackSet) -> None:
    decision = decided(example(), shipped)

    assert {one.market: one.good_until for one in decision.markets} == {
        "CN": dt.datetime.fromisoformat("2026-11-23T00:00:00+08:00"),
        "EU": dt.datetime.fromisoformat("2026-11-23T00:00:00+01:00"),
        "US": dt.datetime.fromisoformat("2026-11-22T00:00:00-05:00"),
    }


def test_the_example_with_its_two_gaps_filled_is_released_everywhere(shipped: PackSet) -> None:
    decision = decided(released(), shipped)

    assert verdicts(decision) == {"CN": "release", "EU": "release", "US": "release"}
    judged = [one for market in decision.markets for one in market.outcomes]
    # What only warns may be open: the example does not record all of it.
    assert {one.outcome for one in judged if one.otherwise != "warn"} == {"satisfied", "not_applicable"}
    assert all(one.reasons == () for one in decision.markets)


def test_only_the_markets_asked_about_are_answered_with_the_same_verdicts(shipped: PackSet) -> None:
    everything = decided(example(), shipped)
    one = decided(example(), shipped, markets=["US", "CN", "US"])

    assert [market.market for market in one.markets] == ["CN", "US"]
    assert one.markets == (everything.markets[0], everything.markets[2])
    assert one.retention == everything.retention


def test_a_decision_names_act_actor_and_what_decided(shipped: PackSet) -> None:
    decision = decided(example(), shipped)
    packs = {
        one.market: [(each.pack, each.version, each.applied, each.problems) for each in one.packs]
        for one in decision.markets
    }

    assert decision.act == "market_release"
    assert (decision.lot, decision.product) == ("CVC-2610-014", "CVC-1L-16G")
    assert {one.actor for one in decision.markets} == {("contract_manufacturer",)}
    assert packs == {
        "CN": [("cn_nmpa", "2026.11.0", True, ())],
        "EU": [("eu_mdr", "2026.11.0", True, ())],
        "US": [("us_fda", "2026.11.0", True, ())],
    }
