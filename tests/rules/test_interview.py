"""What is asked: the two laws of ``docs/vocabulary.md`` over real standards, and the bound of what is to come."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from math import prod
from typing import TypeVar

import pytest

from guide.municipality import Guide, Municipality
from guide.rules.answers import NOT_KNOWN, Answers, Question
from guide.rules.interview import Interview, deciding
from guide.rules.outcome import State, evaluate
from guide.rules.standards import Extent, Standard
from testing.people import asked_of
from testing.random_people import NOT_ASKED, PLACE, person, random_answer, random_person
from testing.rules import condition, distinguishable_answers, question, requirement, standard, told, words
from tests.conftest import everywhere, place_of, questions_of

PERSONS = 20_000
EVERY = sys.maxsize
QUICK_OR_ALL = [400, pytest.param(EVERY, marks=pytest.mark.full)]
"""How many combinations of one standard are looked at: all that there are, or so many of them."""
Choice = TypeVar("Choice")
UNASKED_OR_UNKNOWN = (State.LIKELY, State.UNKNOWN)


def every_standard(guide: Guide) -> Iterator[Standard]:
    for municipality in guide.municipalities.values():
        yield from municipality.with_outcome


def some(choices: Sequence[Sequence[Choice]], at_most: int) -> Iterator[tuple[Choice, ...]]:
    """Every combination, or if there are more than ``at_most``, so many by chance."""
    if prod(map(len, choices)) <= at_most:
        yield from product(*choices)
    else:
        chance = random.Random(20261122)
        yield from (tuple(map(chance.choice, choices)) for _ in range(at_most))


def knowing_less(one: Standard, at_most: int) -> Iterator[tuple[str, State, State]]:
    """Each question that is told, the state of the standard, and the state when just that is not told or not known."""
    questions = list(one.questions)

    @cache
    def state(combination: tuple[frozenset[str] | None, ...]) -> State:
        return evaluate(one, person(questions, combination)).state

    for combination in some(
        [(NOT_ASKED, *distinguishable_answers(one, asked)) for asked in one.questions.values()], at_most
    ):
        for position, chosen in enumerate(combination):
            if chosen is not NOT_ASKED:
                for less in (NOT_ASKED, frozenset((NOT_KNOWN,))):
                    after = state((*combination[:position], less, *combination[position + 1 :]))
                    yield questions[position], state(combination), after


@pytest.mark.timeout(400)
@pytest.mark.parametrize("at_most", QUICK_OR_ALL)
@everywhere
def test_law_1_knowing_less_turns_likely_into_unknown_only(guide: Guide, at_most: int) -> None:
    """Knowing less never makes likely, and turns likely into nothing but unknown."""
    checked = 0
    for one in every_standard(guide):
        for told_of, before, after in knowing_less(one, at_most):
            checked += 1
            assert after in UNASKED_OR_UNKNOWN if before is State.LIKELY else after is not State.LIKELY, (
                one.slug,
                told_of,
            )
    assert checked > (100_000 if at_most == EVERY and PLACE in guide.municipalities else 5_000)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("at_most", QUICK_OR_ALL)
@everywhere
def test_law_2_what_is_not_asked_changes_nothing(guide: Guide, at_most: int) -> None:
    """Whoever is asked only what is asked gets the same outcome."""
    questions = questions_of(guide, place_of(guide))
    for one in every_standard(guide):
        interview = Interview(questions, (one,))
        for combination in some([distinguishable_answers(one, asked) for asked in one.questions.values()], at_most):
            whole = person(list(one.questions), combination)
            told_so_far = asked_of(interview, whole)
            assert view(one, told_so_far) == view(one, whole), (one.slug, sorted(told_so_far))


@pytest.mark.timeout(400)
@pytest.mark.parametrize("persons", [PERSONS // 20, pytest.param(PERSONS, marks=pytest.mark.full)])
@everywhere
def test_law_2_holds_over_whole_persons_and_the_bound_never_rises(guide: Guide, persons: int) -> None:
    chance = random.Random(20261122)
    for slug, municipality in guide.municipalities.items():
        interview = Interview(questions_of(guide, slug), municipality.with_outcome)
        for _ in range(persons // len(guide.municipalities) + 1):
            whole = random_person(interview.questions, chance)
            asked, bounds = Answers(), []
            while left_to_ask := interview.open_questions(asked):
                bounds.append(len(left_to_ask))
                asked = asked.with_answer(left_to_ask[0].id, whole[left_to_ask[0].id])
            assert all(later < earlier for earlier, later in pairwise(bounds))
            assert len(bounds) <= bounds[0]
            assert shown(municipality, asked) == shown(municipality, whole)


def shown(municipality: Municipality, answers: Answers) -> list[tuple[State, tuple[Extent, ...]]]:
    return [view(one, answers) for one in municipality.with_outcome]


def view(one: Standard, answers: Answers) -> tuple[State, tuple[Extent, ...]]:
    outcome = evaluate(one, answers)
    return outcome.state, outcome.extents


@pytest.mark.timeout(400)
@pytest.mark.parametrize("persons", [40, pytest.param(500, marks=pytest.mark.full)])
@everywhere
def test_the_bound_does_not_rise_whatever_is_answered_in_whatever_order(guide: Guide, persons: int) -> None:
    chance = random.Random(7)
    for slug, municipality in guide.municipalities.items():
        interview = Interview(questions_of(guide, slug), municipality.with_outcome)
        for _ in range(persons):
            answers = Answers()
            before = {one.id for one in interview.open_questions(answers)}
            for one in chance.sample(interview.questions, len(interview.questions)):
                answers = answers.with_answer(one.id, random_answer(one, chance))
                now = {left.id for left in interview.open_questions(answers)}
                assert now < before or now == before - {one.id}
                before = now
            assert before == set()


def by_brute_force(one: Standard, choices: Mapping[str, Sequence[frozenset[str]]], answers: Answers) -> set[str]:
    """Which absent questions can change the view, by trying every way to answer all of them."""
    absent = [id_ for id_ in choices if id_ not in answers]
    found = set()
    for asked in absent:
        others = [id_ for id_ in absent if id_ != asked]
        for combination in product(*(choices[id_] for id_ in others)):
            rest = Answers({**answers, **dict(zip(others, combination, strict=True))})
            if len({view(one, rest.with_answer(asked, chosen)) for chosen in choices[asked]}) > 1:
                found.add(asked)
                break
    return found


@pytest.mark.timeout(400)
@pytest.mark.parametrize("persons", [20, pytest.param(150, marks=pytest.mark.full)])
@everywhere
def test_exactly_the_questions_that_can_change_something_are_left(guide: Guide, persons: int) -> None:
    chance = random.Random(3)
    for one in every_standard(guide):
        choices = {id_: distinguishable_answers(one, asked) for id_, asked in one.questions.items()}
        for _ in range(persons):
            absent = chance.sample(list(choices), min(3, len(choices)))
            answers = Answers({id_: chance.choice(choices[id_]) for id_ in choices if id_ not in absent})
            assert deciding(one.bits, one.bits.person(answers)) == by_brute_force(one, choices, answers), one.slug


@everywhere
def test_representatives_stand_for_every_answer_that_can_be_given(guide: Guide) -> None:
    chance = random.Random(5)
    for one in every_standard(guide):
        for asked in one.questions.values():
            conditions = [one_condition for one_condition in one.conditions() if one_condition.question is asked]
            known = {tuple(c.met_by(chosen) for c in conditions) for chosen in distinguishable_answers(one, asked)}
            for _ in range(200):
                given = random_answer(asked, chance)
                assert tuple(c.met_by(given) for c in conditions) in known


OPEN = question("behov", "help", "other", many=True, opening=True)
COLOUR = question("colour", "red", "blue", "green")
SIZE = question("size", "small", "large")
RED = requirement(condition(COLOUR, "red", perhaps=("blue",)))
SMALL = requirement(condition(SIZE, "small"))
SMALL_GUIDING = requirement(condition(SIZE, "small"), guiding=True)
NEED = requirement(condition(OPEN, "help"))


def left(one: Standard, answers: Answers) -> list[str]:
    return [asked.id for asked in Interview((OPEN, COLOUR, SIZE), (one,)).open_questions(answers)]


def test_what_is_remembered_of_answers_has_a_bound(guide: Guide) -> None:
    """Readers choose them: whoever sends ever new ones must not fill the memory."""
    place, chance = guide.municipalities[PLACE], random.Random(PLACE)
    interview = Interview(place.questions, place.with_outcome)
    for _ in range(200):
        told = random_person(place.questions, chance)
        for question_id in told:
            interview.open_questions(told.without(question_id))
    remembered = interview._deciding.cache_info()
    assert remembered.misses > 2 * (remembered.maxsize or 0)
    assert remembered.currsize <= 1_000


def test_opening_questions_are_asked_of_everybody() -> None:
    assert left(standard(RED), told(colour="green")) == ["behov"]


def test_nothing_is_asked_for_a_standard_that_is_decided() -> None:
    rule = standard(RED, SMALL, need=NEED)
    assert left(rule, told(behov="other")) == []
    assert left(rule, told(behov="help", colour="green")) == []


def test_discretion_beside_an_unknown_is_still_asked() -> None:
    assert left(standard(RED, SMALL), told(behov="help", colour="blue")) == ["size"]


def test_discretion_beside_a_guiding_unknown_is_not_asked() -> None:
    assert left(standard(RED, SMALL_GUIDING), told(behov="help", colour="blue")) == []


def test_a_question_answered_do_not_know_is_not_asked_again() -> None:
    assert left(standard(RED, SMALL), told(behov="help", colour="ved-ikke")) == ["size"]


def test_a_question_is_asked_for_the_extent_alone() -> None:
    extents = (Extent(words("few"), (condition(SIZE, "small"),)), Extent(words("more")))
    assert left(standard(RED, extents=extents), told(behov="help", colour="red")) == ["size"]
    assert left(standard(RED, extents=extents), told(behov="help", colour="green")) == []


@pytest.mark.parametrize("met", ["red", "blue"])
def test_a_condition_beside_one_that_is_met_is_not_asked(met: str) -> None:
    either = standard(requirement(condition(COLOUR, "red"), condition(SIZE, "small")))
    assert left(either, told(behov="help", colour=met)) == ([] if met == "red" else ["size"])


def test_questions_come_in_the_order_of_the_file() -> None:
    def asked_first(*questions: Question) -> list[str]:
        return [one.id for one in Interview(questions, (standard(RED, SMALL),)).open_questions(Answers())]

    assert asked_first(COLOUR, SIZE) == ["colour", "size"]
    assert asked_first(SIZE, COLOUR) == ["size", "colour"]


def test_a_question_that_does_not_matter_changes_nothing(guide: Guide) -> None:
    chance, idle = random.Random(7), 0
    for municipality in guide.municipalities.values():
        interview = Interview(guide.shared_questions, municipality.with_outcome)
        for _ in range(60):
            whole = random_person(guide.shared_questions, chance)
            asked = chance.sample(sorted(whole), chance.randint(0, len(whole)))
            answers = Answers({one: whole[one] for one in asked})
            views = shown(municipality, answers)
            mattering = interview.relevant(answers)
            for one in guide.shared_questions:
                if one.id not in mattering:
                    idle += 1
                    other = answers.with_answer(one.id, random_answer(one, chance))
                    assert shown(municipality, other) == views, one.id
    assert idle > 300


def test_of_what_has_not_been_answered_exactly_what_would_be_asked_matters(guide: Guide) -> None:
    chance = random.Random(8)
    municipality = guide.municipalities["helsingoer"]
    interview = Interview(guide.shared_questions, municipality.with_outcome)
    for _ in range(60):
        whole = random_person(guide.shared_questions, chance)
        answers = Answers({one: whole[one] for one in chance.sample(sorted(whole), chance.randint(0, len(whole)))})
        mattering = interview.relevant(answers)
        assert {one.id for one in interview.open_questions(answers)} == mattering - set(answers)
