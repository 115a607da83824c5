"""What would change an outcome: single answers, in the words of the question."""

from __future__ import annotations

import random
from itertools import product

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, QuestionKind
from guide.rules.change import what_would_change
from guide.rules.outcome import State, evaluate
from testing.random_people import random_person
from testing.rules import condition, question, requirement, standard, told
from tests.conftest import everywhere, questions_of

COLOUR = question("colour", "red", "blue", "green")
SIZE = question("size", "small", "large")
REASONS = question("aarsag", "legs", "eyes", "ingen", many=True)
NEED = question("behov", "help", "other", many=True, opening=True)


def changes(rule_answers: dict[str, str]) -> list[tuple[str, list[str], State]]:
    rule = standard(
        requirement(condition(COLOUR, "red", perhaps=("blue",))),
        requirement(condition(SIZE, "small")),
        requirement(condition(REASONS, "legs")),
        need=requirement(condition(NEED, "help")),
    )
    answers = told(**rule_answers)
    found = what_would_change(evaluate(rule, answers))
    return [(change.question.id, [option.id for option in change.options], change.state) for change in found]


def test_the_answer_in_the_way_is_named_with_what_it_would_give() -> None:
    assert changes({"behov": "help", "colour": "green", "size": "small", "aarsag": "legs"}) == [
        ("colour", ["red"], State.LIKELY),
        ("colour", ["blue"], State.INDIVIDUAL),
    ]


def test_where_two_requirements_fail_no_single_answer_changes_anything() -> None:
    assert changes({"behov": "help", "colour": "green", "size": "large", "aarsag": "legs"}) == []


def test_an_option_is_added_to_many_and_an_excluding_one_stands_alone() -> None:
    assert changes({"behov": "help", "colour": "red", "size": "small", "aarsag": "eyes"}) == [
        ("aarsag", ["legs"], State.LIKELY)
    ]
    told_both = changes({"behov": "help", "colour": "red", "size": "small", "aarsag": "eyes,legs"})
    assert [change for change in told_both if change[0] == "aarsag"] == [("aarsag", ["ingen"], State.UNLIKELY)]


def test_the_need_is_no_change_of_the_persons_situation() -> None:
    assert all(asked != "behov" for asked, _, _ in changes({"behov": "other", "colour": "red"}))


@everywhere
def test_exactly_the_options_are_named_that_change_the_outcome(guide: Guide) -> None:
    chance = random.Random(20261122)
    for place, _person in product(guide.municipalities.values(), range(40)):
        answers = random_person(questions_of(guide, place.slug), chance)
        for rule in place.with_outcome:
            now = evaluate(rule, answers).state
            named = {
                (change.question.id, option.id): change.state
                for change in what_would_change(evaluate(rule, answers))
                for option in change.options
            }
            needed = {one.question.id for one in rule.need.conditions} if rule.need else set()
            for asked in rule.questions.values():
                if asked.kind is QuestionKind.ONE and asked.id not in needed:
                    for option in asked.offered(answers.perspective):
                        then = evaluate(rule, answers.with_answer(asked.id, [option.id])).state
                        expected = None if then is now or option.id == NOT_KNOWN else then
                        assert named.get((asked.id, option.id)) is expected
