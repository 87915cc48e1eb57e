"""A policy is never worded as a violation of law: in no title or message of a pack, in no rendering of an outcome."""

import re

import pytest

from engine.model.decision import Decision
from engine.packs.pack import Requirement
from engine.packs.packset import PackSet
from lotgate.explaining import explained, provisions_of
from lotgate.report import report
from lotgate.words import AUTHORITIES, OUTCOMES
from tests.shipped import Shipped, shipped_cases
from tests.strategies import decided, outcome_of
from tools.coverage_reference import provisions

LANGUAGES = ("en", "zh")
WORDS = {
    "en": re.compile(
        r"violat\w*|unlawful|illegal|infring|offence|(?:against|breach of|required by) (?:the )?(?:law|regulation)",
        re.IGNORECASE,
    ),
    "zh": re.compile("违反|违法|违规|非法|法定"),
}
# Of an outcome itself these are said, of law and of policy alike: they name no rule that was broken.
NEUTRAL = {"en": {"violated"}, "zh": set()}
POLICY = {name for name, header in provisions().items() if header.authority == "policy"}
POLICIES = [case for case in shipped_cases() if case.provision in POLICY]


def accusing(text: str, language: str) -> list[str]:
    """Find the words that say that a law was broken."""
    return [word for word in WORDS[language].findall(text) if word.lower() not in NEUTRAL[language]]


def told(decision: Decision, provision: str, language: str) -> list[str]:
    """Give the lines of a report that are about a provision."""
    lines = report(decision, language, is_whole=True).splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith(f"  · {provision} "))
    rest = [place for place, line in enumerate(lines) if place > first and not line.startswith("      ")]
    return lines[first : rest[0]]


def test_the_words_are_found_where_they_stand() -> None:
    assert accusing("this violates the regulation", "en") == ["violates"]
    assert accusing("违反法规", "zh") == ["违反"]
    assert accusing("ISO-PRO-010 violated: usually special", "en") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_message_or_explanation_of_a_policy_says_that_a_law_was_broken(
    shipped: PackSet, language: str
) -> None:
    packs = [one.pack for listed in shipped.markets.values() for one in listed if one.pack is not None]
    policies = [one for pack in packs for one in provisions_of(pack) if one.header.authority == "policy"]

    assert len(policies) > 10
    for one in policies:
        texts = [one.header.title.text(language), explained(one, language)]
        if isinstance(one, Requirement):
            message = one.message_en if language == "en" else one.message_zh
            texts += [part for part in message.parts if isinstance(part, str)]
        assert [word for text in texts for word in accusing(text, language)] == [], one.header.id
        assert AUTHORITIES[language]["policy"] in explained(one, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", POLICIES, ids=lambda case: case.provision)
def test_no_report_of_a_violated_policy_says_that_a_law_was_broken(case: Shipped, language: str) -> None:
    decision = decided(case.violated, case.packset, case.as_of, act=case.act, markets=[case.market])

    lines = told(decision, case.provision, language)

    assert OUTCOMES[language]["violated"] in lines[0]
    assert accusing("\n".join(lines), language) == []
    # The line of the authority says whose rule it is; what it cites is only what it was modelled on.
    assert lines[1].strip().startswith(AUTHORITIES[language]["policy"])
    assert AUTHORITIES[language]["law"] not in re.split("[(（]", lines[1])[0]
    reasons = [one.message.text(language) for one in decision.markets[0].reasons if one.subject == case.provision]
    assert [word for text in reasons for word in accusing(text, language)] == []
    found = outcome_of(decision, case.market, case.provision)
    assert found.authority == "policy"
    assert found.message is not None
    assert accusing(found.message.text(language), language) == []


def test_there_is_a_violated_policy_to_look_at() -> None:
    assert "ISO-PRO-010" in {case.provision for case in POLICIES}
