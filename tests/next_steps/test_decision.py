"""What a decision does not answer: what its reader did not find in it, and nothing that the law does not ask of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from guide.municipality import Guide
from guide.next_steps.decision import (
    Decision,
    Grounds,
    Hearing,
    Paragraph,
    Point,
    Result,
    Says,
    is_older,
    later_changes,
    read_decision,
)
from testing.rules import condition, question, requirement, standard
from tests.conftest import standard_of

STANDARD = standard(*(requirement(condition(question(name, "ja", "nej"), "ja")) for name in ("a", "b", "c")))
COMPLETE = Decision(
    Result.NOTHING,
    Paragraph.OF_THE_STANDARD,
    (Says.YES, Says.NO, Says.YES),
    frozenset({Grounds.CONSIDERATIONS, Grounds.FACTS}),
    Hearing.HEARD,
    Says.YES,
)


def test_a_refusal_with_all_that_the_law_asks_leaves_nothing_unanswered() -> None:
    """What its reader disagrees with is no gap in it."""
    reading = read_decision(COMPLETE, STANDARD)
    assert reading.answers_all
    assert reading.unmet == (STANDARD.requirements[1],)


@pytest.mark.parametrize(
    ("lacking", "points"),
    [
        ({"result": Result.UNCLEAR}, [Point.RESULT]),
        ({"paragraph": Paragraph.NONE}, [Point.PARAGRAPH]),
        ({"paragraph": Paragraph.ANOTHER}, [Point.OTHER_PARAGRAPH]),
        ({"grounds": frozenset({Grounds.FACTS})}, [Point.CONSIDERATIONS]),
        ({"grounds": frozenset({Grounds.CONSIDERATIONS, Grounds.STANDARD})}, [Point.FACTS]),
        ({"grounds": frozenset({Grounds.NONE})}, [Point.CONSIDERATIONS, Point.FACTS]),
        ({"grounds": frozenset({Grounds.STANDARD})}, [Point.CONSIDERATIONS, Point.FACTS, Point.SITUATION]),
        ({"hearing": Hearing.NOT_HEARD}, [Point.HEARING]),
        ({"hearing": Hearing.UNCLEAR}, []),
        ({"hearing": Hearing.ALL_KNOWN}, []),
        ({"how_to_complain": Says.NO}, [Point.COMPLAINT]),
        ({"how_to_complain": Says.UNCLEAR}, [Point.COMPLAINT]),
    ],
)
def test_each_point_follows_from_what_was_not_found(lacking: dict[str, object], points: list[Point]) -> None:
    reading = read_decision(replace(COMPLETE, **lacking), STANDARD)  # type: ignore[arg-type]  # its own fields
    assert list(reading.points) == points
    assert reading.answers_all is not bool(points)


def test_every_requirement_is_in_one_list_by_what_the_decision_says() -> None:
    for said in product(Says, repeat=3):
        reading = read_decision(replace(COMPLETE, requirements=said), STANDARD)
        pairs = list(zip(STANDARD.requirements, said, strict=True))
        for listed, says in ((reading.open, Says.UNCLEAR), (reading.unmet, Says.NO), (reading.met, Says.YES)):
            assert list(listed) == [one for one, answer in pairs if answer is says]
        assert reading.answers_all is (Says.UNCLEAR not in said)


def test_who_was_granted_everything_is_owed_no_reasons() -> None:
    assert read_decision(Decision(Result.ALL), STANDARD).answers_all


def test_a_requirement_that_was_not_answered_is_a_mistake_and_not_a_gap() -> None:
    with pytest.raises(ValueError, match="zip"):
        read_decision(replace(COMPLETE, requirements=(Says.YES,)), STANDARD)


def test_a_decision_before_a_change_of_the_law_is_measured_by_nothing_younger(guide: Guide) -> None:
    costs = standard_of(guide, "merudgifter")
    (change,) = costs.law_changes
    assert change.in_force
    before = change.in_force - timedelta(days=1)
    assert later_changes(costs, before) == (change,)
    assert later_changes(costs, change.in_force) == later_changes(costs, None) == ()


def test_a_decision_may_be_older_than_the_source(guide: Guide) -> None:
    costs = standard_of(guide, "merudgifter")
    adopted = costs.source.adopted
    assert adopted
    assert is_older(costs, date(adopted.year - 1, 1, 1))
    assert not is_older(costs, adopted)
    assert not is_older(costs, None)
    assert not is_older(STANDARD, date(1999, 1, 1))
