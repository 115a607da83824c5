"""What would change an outcome: single answers, in the words of the question."""

from __future__ import annotations

import random
from itertools import product

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, QuestionKind
from guide.rules.change import what_would_change
from guide.rules.outcome import State, evaluate
from guide.rules.standards import Standard
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
    pain = standard(requirement(condition(REASONS, "ingen")))
    (only,) = what_would_change(evaluate(pain, told(aarsag="eyes,legs")))
    assert ([option.id for option in only.options], only.state) == (["ingen"], State.LIKELY)


def test_the_need_is_no_change_of_the_persons_situation() -> None:
    assert all(asked != "behov" for asked, _, _ in changes({"behov": "other", "colour": "red"}))


def test_nothing_is_named_that_makes_it_worse() -> None:
    assert changes({"behov": "help", "colour": "red", "size": "small", "aarsag": "legs"}) == []


def test_nobody_is_told_to_be_of_another_age_than_they_will_be() -> None:
    age = question("alder", "0-15", "16-17", "18-25", "pension")
    grown, young = (
        standard(requirement(condition(age, "18-25", "pension"))),
        standard(requirement(condition(age, "0-15"))),
    )

    def ages(rule: Standard, **answers: str) -> list[str]:
        found = what_would_change(evaluate(rule, told(**answers)))
        return [option.id for change in found for option in change.options]

    assert ages(grown, alder="16-17") == ["18-25"]
    assert ages(grown, alder="0-15") == ages(young, alder="pension") == ages(young) == []


@everywhere
def test_exactly_the_options_are_named_that_make_the_outcome_better(guide: Guide) -> None:
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
                if asked.kind is QuestionKind.ONE and asked.id not in needed | {"alder"}:
                    for option in asked.offered(answers.perspective):
                        then = evaluate(rule, answers.with_answer(asked.id, [option.id])).state
                        better = list(State).index(then) < list(State).index(now)
                        expected = then if better and option.id != NOT_KNOWN else None
                        assert named.get((asked.id, option.id)) is expected
