"""What a result says first, which standards it may name to whom, and how much of them."""

from __future__ import annotations

import re
from itertools import product

import pytest

from guide.municipality import Guide
from guide.result.overview import UNDER_18, build_result
from guide.rules.answers import NOT_KNOWN, Answers, Perspective
from guide.rules.outcome import State, evaluate
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


@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_a_child_whose_age_is_not_known_is_not_led_to_a_home_for_adults(guide: Guide, slug: str) -> None:
    told = {"behov": "bolig", "aarsag": "autisme-adhd", "bolig": "familie", "stoettebehov": "moderat", "varig": "ja"}
    answers = {"hvem": "barn", "alder": NOT_KNOWN, "hjemme-nok": "nej", "botid": "varigt", **told}
    place = guide.municipalities[slug]
    result = build_result(place, Answers({question: (option,) for question, option in answers.items()}))
    homes = {"midlertidigt-botilbud", "laengerevarende-botilbud"}
    assert homes <= {row.standard.slug for row in result.for_adults}
    assert not homes & {row.standard.slug for row in result.fitting}


def test_what_is_for_the_young_is_not_called_an_offer_for_adults(guide: Guide) -> None:
    told = {"alder": ("0-15",), "behov": ("uddannelse", "undervisning"), "aarsag": ("fysisk",), "bolig": ("familie",)}
    result = build_result(guide.municipalities["helsingoer"], Answers(told))
    assert not result.is_for_adults(standard_of(guide, "stu"))
    assert result.is_for_adults(standard_of(guide, "specialundervisning"))


@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_a_child_of_unknown_age_is_told_of_all_help_for_children(guide: Guide, slug: str) -> None:
    def said(age: str) -> list[str]:
        told = Answers({"hvem": ("barn",), "alder": (age,), "behov": ("bolig",), "bolig": ("familie",)})
        return [message.id for message in build_result(guide.municipalities[slug], told).not_covered]

    assert said(NOT_KNOWN) == said("0-15") != []


@pytest.mark.parametrize(
    "slug", ["socialpaedagogisk-stoette", "beskyttet-beskaeftigelse", "aktivitets-og-samvaerstilbud"]
)
def test_how_much_there_is_in_a_home_with_support_is_told_to_who_lives_there(guide: Guide, slug: str) -> None:
    """And who lives in shared housing, which may be such a home, is told both."""
    rule = standard_of(guide, slug, "koebenhavn")
    fits = next(example.answers for example in rule.examples if example.expected == State.LIKELY)
    homes = ("midlertidigt-botilbud", "laengerevarende-botilbud", "bofaellesskab", "egen")
    there, for_good, shared, own = (evaluate(rule, Answers({**fits, "bolig": (home,)})).extents for home in homes)
    assert there == for_good
    assert len({there, shared, own}) == 3


def test_who_may_be_just_65_is_told_of_both_limits(guide: Guide) -> None:
    rule = standard_of(guide, "aktivitets-og-samvaerstilbud", "koebenhavn")
    fits = next(example.answers for example in rule.examples if example.expected == State.LIKELY)
    days = rule.figures["dage-botilbud"], rule.figures["dage-over-65"]
    for age, told in (("26-64", (True, False)), ("65-pension", (True, True)), ("pension", (False, True))):
        answers = Answers({**fits, "bolig": ("laengerevarende-botilbud",), "alder": (age,)})
        (extent,) = evaluate(rule, answers).extents
        assert tuple(each in extent.text.self_ for each in days) == told


@pytest.mark.parametrize(
    ("alder", "behov", "more", "door"),
    [
        ("16-17", "uddannelse", {}, "standard:stu"),
        ("16-17", "undervisning", {}, "standard:specialundervisning"),
        ("26-64", "uddannelse", {"dagtilbud": "stu"}, "standard:stu"),
        ("18-25", "uddannelse samvaer", {}, "standard:stu"),
        ("26-64", "undervisning", {}, "standard:specialundervisning"),
        ("26-64", "undervisning", {"aarsag": "hjerneskade"}, "standard:specialundervisning"),
        ("pension", "praktisk samvaer", {}, "https://www.helsingor.dk"),
        (NOT_KNOWN, "personlig-pleje", {"hvem": "voksen"}, "https://www.helsingor.dk"),
        (NOT_KNOWN, "praktisk", {}, "https://www.helsingor.dk"),
        ("26-64", "ud-af-huset", {"faerdes": "nej"}, "https://www.helsingor.dk"),
        ("18-25", "uddannelse undervisning afgoerelse", {}, "frister"),
        ("16-17", "uddannelse afgoerelse", {}, "frister"),
        ("0-15", "raad afgoerelse", {"hvem": "barn"}, "frister"),
        ("26-64", "undervisning", {"bolig": "ingen"}, "standard:boformer-hjemloese"),
        ("16-17", "vold uddannelse", {}, "https://www.helsingor.dk"),
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


def test_what_stands_in_quotation_marks_is_the_same_whoever_it_is_about(guide: Guide) -> None:
    """The name of a page has no “person” where the page says “you”."""
    for place in guide.municipalities.values():
        messages = [message.text for message in (*place.messages, *place.not_covered)]
        for wording in (*messages, *(step.text for step in place.first_steps)):
            oneself, *others = (set(re.findall("“[^”]*”", text)) for text in wording)
            assert all(oneself >= other for other in others)


@pytest.mark.parametrize(
    ("told", "asked", "message"),
    [
        ({"alder": "pension", "behov": "aflastning"}, "Borgercenter Handicap", "aflastning-over-65"),
        ({"alder": "65-pension", "behov": "samvaer", "aarsag": "sociale"}, "Sundhedsforvaltningen", "over-65"),
        ({"alder": "16-17", "behov": "vold"}, "Københavns Kommune", "vold"),
        ({"hvem": "barn", "alder": NOT_KNOWN, "behov": "vold"}, "Københavns Kommune", "vold"),
    ],
)
def test_an_age_leads_to_whoever_helps_there(guide: Guide, told: dict[str, str], asked: str, message: str) -> None:
    """Who minds a child is helped as if younger, and the young cannot find a crisis centre alone."""
    answers = Answers({question: (option,) for question, option in ({"hvem": "mig", "bolig": "egen"} | told).items()})
    result = build_result(guide.municipalities["koebenhavn"], answers)
    text = result.first_step.text.for_(answers.perspective)
    assert asked in text.partition(". Hvis")[0]
    assert message in {each.id for each in (*result.messages, *result.not_covered)}


@pytest.mark.parametrize("age", sorted(UNDER_18))
@pytest.mark.parametrize("perspective", [Perspective.SELF, Perspective.CHILD])
def test_the_young_read_which_support_is_for_adults(guide: Guide, perspective: Perspective, age: str) -> None:
    for place in guide.municipalities.values():
        (needs,) = (question.option_ids for question in place.questions if question.id == "behov")
        for need in needs:
            told = {"hvem": (perspective,), "alder": (age,), "behov": (need,), "aarsag": ("psykisk",)}
            result = build_result(place, Answers(told))
            names = [row.standard.title.lower() for row in result.for_adults]
            said = [one for message in result.not_covered for one in message.text.for_(perspective).lower().split(". ")]
            assert all("voks" in one for one in said if any(name in one for name in names)), (place.slug, need)


@pytest.mark.parametrize("age", [*sorted(UNDER_18), NOT_KNOWN, "26-64", "pension"])
@pytest.mark.parametrize("perspective", Perspective)
def test_whoever_has_a_decision_reads_by_when_to_complain(guide: Guide, perspective: Perspective, age: str) -> None:
    """Whatever else comes first: a home that stops, violence, a child."""
    for place, home, more in product(guide.municipalities.values(), ("egen", "ingen"), ("vold", "uddannelse", "bolig")):
        told = {"hvem": (perspective,), "alder": (age,), "behov": ("afgoerelse", more), "bolig": (home,)}
        result = build_result(place, Answers(told))
        said = [result.first_step.text, *(message.text for message in result.messages)]
        assert any(guide.time_to_complain.in_words in wording.for_(perspective) for wording in said)
