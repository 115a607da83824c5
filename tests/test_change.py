"""What would change an outcome: single answers, in the words of the question."""

from __future__ import annotations

from guide.change import what_would_change
from guide.outcome import State
from tests.rules import condition, question, requirement, standard, told

COLOUR = question("colour", "red", "blue", "green")
SIZE = question("size", "small", "large")
REASONS = question("aarsag", "legs", "eyes", "ingen", many=True)
NEED = question("behov", "help", "other", many=True, opening=True)


def changes(rule_answers: dict[str, str]) -> list[tuple[str, list[str], State]]:
    rule = standard(
        requirement(condition(COLOUR, "red", perhaps=("blue",))),
        requirement(condition(SIZE, "small")),
        requirement(condition(REASONS, "legs")),
        needs=requirement(condition(NEED, "help")),
    )
    found = what_would_change(rule, told(**rule_answers))
    return [(change.question.id, [option.id for option in change.options], change.state) for change in found]


def test_the_one_answer_that_stands_in_the_way_is_named_with_what_it_would_give() -> None:
    assert changes({"behov": "help", "colour": "green", "size": "small", "aarsag": "legs"}) == [
        ("colour", ["red"], State.LIKELY),
        ("colour", ["blue"], State.INDIVIDUAL),
    ]


def test_where_two_requirements_fail_no_single_answer_changes_anything() -> None:
    assert changes({"behov": "help", "colour": "green", "size": "large", "aarsag": "legs"}) == []


def test_to_a_question_of_many_answers_an_option_is_added_and_the_excluding_one_stands_alone() -> None:
    assert changes({"behov": "help", "colour": "red", "size": "small", "aarsag": "eyes"}) == [
        ("aarsag", ["legs"], State.LIKELY)
    ]
    told_both = changes({"behov": "help", "colour": "red", "size": "small", "aarsag": "eyes,legs"})
    assert [change for change in told_both if change[0] == "aarsag"] == [("aarsag", ["ingen"], State.UNLIKELY)]


def test_the_need_is_no_change_of_the_persons_situation() -> None:
    assert all(asked != "behov" for asked, _, _ in changes({"behov": "other", "colour": "red"}))
