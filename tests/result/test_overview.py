"""What a result says first, and which standards it may name to whom."""

from __future__ import annotations

from itertools import product

import pytest

from guide.municipality import Guide
from guide.result.overview import UNDER_18, build_result
from guide.rules.answers import NOT_KNOWN, Answers, Perspective
from tests.conftest import standard_of


@pytest.mark.parametrize("age", [*sorted(UNDER_18), NOT_KNOWN, "26-64", "pension"])
@pytest.mark.parametrize("perspective", Perspective)
def test_whoever_has_no_home_is_told_whom_to_call(guide: Guide, perspective: Perspective, age: str) -> None:
    """Nobody is left to an office that is open on some days."""
    answers = Answers({"hvem": (perspective,), "alder": (age,), "behov": ("bolig",), "bolig": ("ingen",)})
    for place in guide.municipalities.values():
        assert build_result(place, answers).first_step.phones


@pytest.mark.parametrize("age", sorted(UNDER_18))
def test_nobody_under_18_may_fit_where_adults_just_turn_up(guide: Guide, age: str) -> None:
    every = guide.municipalities["helsingoer"]
    for cause, home in product(("sociale", "misbrug", "psykisk"), ("egen", "familie", "ingen")):
        told = {"alder": (age,), "behov": ("bolig", "raad", "samvaer"), "aarsag": (cause,), "bolig": (home,)}
        fitting = build_result(every, Answers(told)).fitting
        assert [row.standard.slug for row in fitting if not row.standard.can_be_applied_for] == []


def test_what_is_for_the_young_is_not_called_an_offer_for_adults(guide: Guide) -> None:
    told = {"alder": ("0-15",), "behov": ("uddannelse", "undervisning"), "aarsag": ("fysisk",), "bolig": ("familie",)}
    result = build_result(guide.municipalities["helsingoer"], Answers(told))
    assert not result.is_for_adults(standard_of(guide, "stu"))
    assert result.is_for_adults(standard_of(guide, "specialundervisning"))


@pytest.mark.parametrize(
    ("alder", "behov", "more", "door"),
    [
        ("16-17", "uddannelse", {}, "standard:stu"),
        ("18-25", "uddannelse samvaer", {}, "standard:stu"),
        ("26-64", "undervisning", {}, "standard:specialundervisning"),
        ("26-64", "undervisning", {"aarsag": "hjerneskade"}, "standard:specialundervisning"),
        ("pension", "praktisk samvaer", {}, "https://www.helsingor.dk"),
        (NOT_KNOWN, "personlig-pleje", {"hvem": "voksen"}, "https://www.helsingor.dk"),
        ("18-25", "uddannelse undervisning afgoerelse", {}, "frister"),
        ("26-64", "undervisning", {"bolig": "ingen"}, "standard:boformer-hjemloese"),
    ],
)
def test_the_first_step_leads_to_whoever_takes_the_application(
    guide: Guide, alder: str, behov: str, more: dict[str, str], door: str
) -> None:
    """Few kinds of help have a door of their own, and what cannot wait still comes first."""
    place = guide.municipalities["helsingoer"]
    told = {"hvem": "mig", "alder": alder, "behov": behov, "bolig": "egen"} | more
    first = build_result(place, Answers({question: answer.split() for question, answer in told.items()})).first_step
    assert first.link == door
    assert first is not place.first_steps[-1]


@pytest.mark.parametrize(
    ("told", "message", "shown"),
    [
        ({"hvem": "barn", "alder": "0-15", "behov": "afgoerelse", "bolig": "familie"}, "afgoerelse", True),
        ({"hvem": "mig", "alder": "16-17", "behov": "uddannelse afgoerelse"}, "afgoerelse", True),
        ({"hvem": "mig", "alder": "26-64", "behov": "vold afgoerelse"}, "afgoerelse", True),
        ({"hvem": "mig", "alder": "26-64", "behov": "afgoerelse", "bolig": "ingen"}, "afgoerelse", True),
        ({"hvem": "mig", "alder": "26-64", "behov": "raad"}, "afgoerelse", False),
        ({"hvem": "barn", "alder": "0-15", "behov": "praktisk"}, "hjemmehjaelp", False),
        ({"hvem": "mig", "alder": "26-64", "behov": "praktisk"}, "hjemmehjaelp", True),
        ({"hvem": "barn", "alder": NOT_KNOWN, "behov": "bolig", "bolig": "ingen"}, "under-18-uden-bolig", True),
        ({"hvem": "barn", "alder": NOT_KNOWN, "behov": "raad"}, "under-18", True),
    ],
)
def test_a_message_reaches_whom_it_concerns_whatever_the_first_step_is(
    guide: Guide, told: dict[str, str], message: str, *, shown: bool
) -> None:
    answers = Answers({question: answer.split() for question, answer in told.items()})
    result = build_result(guide.municipalities["helsingoer"], answers)
    assert (message in {each.id for each in (*result.messages, *result.not_covered)}) == shown
