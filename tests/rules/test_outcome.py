"""The truth table of outcomes, and the reasons that go with them."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from guide.rules.answers import Answers
from guide.rules.met import Met
from guide.rules.outcome import State, evaluate
from guide.rules.standards import Extent
from testing.rules import condition, question, requirement, standard, told, words

COLOUR = question("colour", "red", "blue", "green")
SIZE = question("size", "small", "large")
NEED = question("behov", "help", "other", many=True, opening=True)

RED = condition(COLOUR, "red", perhaps=("blue",))
SMALL = condition(SIZE, "small")


@pytest.mark.parametrize(
    ("chosen", "met"),
    [
        (None, Met.UNKNOWN),
        ({"ved-ikke"}, Met.UNKNOWN),
        ({"red"}, Met.YES),
        ({"blue"}, Met.DISCRETION),
        ({"green"}, Met.NO),
        ({"green", "blue"}, Met.DISCRETION),
        ({"green", "blue", "red"}, Met.YES),
    ],
)
def test_a_condition_is_met_by_the_best_of_the_chosen_options(chosen: set[str] | None, met: Met) -> None:
    assert RED.met_by(None if chosen is None else frozenset(chosen)) is met


def test_how_far_something_is_met_has_an_order_and_no_truth() -> None:
    assert sorted(Met, key=lambda met: met.value) == [Met.NO, Met.DISCRETION, Met.UNKNOWN, Met.YES]
    for lower, higher in pairwise(Met):
        assert min(lower, higher) is lower
        assert max(lower, higher) is higher
    with pytest.raises(TypeError, match="Compare with a state"):
        bool(Met.UNKNOWN)


VALUES = {Met.NO: "green", Met.DISCRETION: "blue", Met.UNKNOWN: "ved-ikke", Met.YES: "red"}
TABLE = {Met.NO: State.UNLIKELY, Met.DISCRETION: State.INDIVIDUAL, Met.UNKNOWN: State.UNKNOWN, Met.YES: State.LIKELY}


@pytest.mark.parametrize("values", list(product(Met, repeat=3)))
def test_the_outcome_is_the_least_of_need_and_requirements(values: tuple[Met, Met, Met]) -> None:
    asked = [question(f"q{number}", "red", "blue", "green", opening=True) for number in range(3)]
    need, *requirements = (requirement(condition(one, "red", perhaps=("blue",))) for one in asked)
    answers = Answers({one.id: (VALUES[value],) for one, value in zip(asked, values, strict=True)})
    outcome = evaluate(standard(*requirements, need=need), answers)
    assert outcome.state is (State.NOT_SOUGHT if values[0] is Met.NO else TABLE[min(values)])


@pytest.mark.parametrize("first", list(Met))
@pytest.mark.parametrize("second", list(Met))
def test_any_condition_meets_a_requirement(first: Met, second: Met) -> None:
    other = question("other", "red", "blue", "green")
    either = requirement(RED, condition(other, "red", perhaps=("blue",)))
    outcome = evaluate(standard(either), told(colour=VALUES[first], other=VALUES[second]))
    assert outcome.findings[0].met is max(first, second)
    assert outcome.state is TABLE[max(first, second)]


@pytest.mark.parametrize("value", list(Met))
def test_a_guiding_requirement_that_is_not_met_leaves_it_to_an_assessment(value: Met) -> None:
    outcome = evaluate(standard(requirement(RED, guiding=True)), told(colour=VALUES[value]))
    assert outcome.state is (State.INDIVIDUAL if value in (Met.NO, Met.DISCRETION) else TABLE[value])


def test_a_standard_without_needs_is_always_sought() -> None:
    assert evaluate(standard(requirement(RED)), Answers()).state is State.UNKNOWN


def test_any_ground_shows_a_need_and_one_that_is_not_known_is_no_no() -> None:
    home = question("bolig", "egen", "ingen", opening=True)
    either = requirement(condition(NEED, "help"), condition(home, "ingen"))
    sought = standard(requirement(RED), need=either)
    assert evaluate(sought, told(behov="other", bolig="ingen", colour="red")).state is State.LIKELY
    assert evaluate(sought, told(behov="other", bolig="egen", colour="red")).state is State.NOT_SOUGHT
    assert evaluate(sought, told(behov="other", bolig="ved-ikke", colour="red")).state is State.UNKNOWN
    assert evaluate(sought, told(behov="other", bolig="ved-ikke", colour="green")).state is State.UNLIKELY


def test_the_reasons_are_exactly_the_findings_that_decided() -> None:
    colour, size = requirement(RED), requirement(SMALL)
    rule = standard(colour, size)
    cases = [
        (told(colour="red", size="small"), [colour, size]),
        (told(colour="green", size="small"), [colour]),
        (told(colour="blue", size="large"), [size]),
        (told(colour="blue"), [colour]),
        (told(colour="red"), [size]),
    ]
    for answers, expected in cases:
        assert [reason.requirement for reason in evaluate(rule, answers).reasons] == expected


def test_a_finding_names_the_conditions_that_decided_and_what_was_answered() -> None:
    outcome = evaluate(standard(requirement(RED, SMALL)), told(colour="green", size="small"))
    assert [(ground.condition, ground.answer) for ground in outcome.findings[0].grounds] == [
        (SMALL, frozenset({"small"}))
    ]


def test_the_undecided_are_those_that_are_not_known_also_beside_discretion() -> None:
    colour, size = requirement(RED), requirement(SMALL)
    outcome = evaluate(standard(colour, size), told(colour="blue"))
    assert outcome.state is State.INDIVIDUAL
    assert [finding.requirement for finding in outcome.undecided] == [size]


EXTENTS = (
    Extent(words("few"), (condition(COLOUR, "red"), condition(SIZE, "small"))),
    Extent(words("some"), (condition(COLOUR, "blue"),)),
    Extent(words("most")),
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (told(colour="red", size="small"), ["few"]),
        (told(colour="red", size="large"), ["most"]),
        (told(colour="blue", size="small"), ["some"]),
        (told(colour="red"), ["few", "most"]),
        (told(size="small"), ["few", "some", "most"]),
        (told(colour="ved-ikke", size="large"), ["some", "most"]),
    ],
)
def test_the_first_extent_that_holds_and_those_still_possible(answers: Answers, expected: list[str]) -> None:
    assert [extent.text.self_ for extent in evaluate(standard(extents=EXTENTS), answers).extents] == expected


def test_no_extent_is_shown_where_the_outcome_is_unlikely_or_not_sought() -> None:
    rule = standard(requirement(SMALL), need=requirement(condition(NEED, "help")), extents=EXTENTS)
    assert evaluate(rule, told(behov="help", size="large", colour="red")).extents == ()
    assert evaluate(rule, told(behov="other", size="small", colour="red")).extents == ()
    assert evaluate(rule, told(behov="help", size="small", colour="red")).extents == EXTENTS[:1]


def test_answers_do_not_show_themselves_in_a_log() -> None:
    answers = told(colour="red")
    assert not any(word in repr(answers) + str(answers) for word in ("red", "colour"))
