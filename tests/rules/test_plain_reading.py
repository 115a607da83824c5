"""The rule once more, read plainly from the words of ``docs/vocabulary.md``: no bits, and nothing passed over.

It is slow and obvious, and the guide must say the same of everybody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import prod

from guide.municipality import Guide, Municipality
from guide.rules.answers import NONE_OF_THEM, NOT_KNOWN, Answers, Option, Question, QuestionKind
from guide.rules.change import Change, what_would_change
from guide.rules.outcome import State, evaluate
from guide.rules.standards import Condition, Extent, Requirement, Standard
from testing.random_people import NOT_ASKED, person, random_person
from testing.rules import distinguishable_answers
from tests.conftest import everywhere_in_the_long_run

PERSONS = 60
MOST = 4_000
"""Combinations of answers to one standard that are all looked at."""
WORDS = ("no", "discretion", "unknown", "yes")
"""How far something is met, the least first."""


def of_condition(condition: Condition, answers: Answers) -> str:
    if condition.question.id not in answers or NOT_KNOWN in answers[condition.question.id]:
        return "unknown"
    each = [
        "yes" if option in condition.accepts else "discretion" if option in condition.discretionary else "no"
        for option in answers[condition.question.id]
    ]
    return (min if condition.each else max)(each, key=WORDS.index, default="no")


def of_requirement(requirement: Requirement, answers: Answers) -> str:
    each = (
        min((of_condition(condition, answers) for condition in conditions), key=WORDS.index)
        for conditions in requirement.alternatives
    )
    greatest = max(each, key=WORDS.index, default="discretion")  # what only the municipality can tell
    return "discretion" if greatest == "no" and requirement.advisory else greatest


def outcome(standard: Standard, answers: Answers) -> str:
    if standard.need and of_requirement(standard.need, answers) == "no":
        return "not_sought"
    everything = (*([standard.need] if standard.need else []), *standard.requirements)
    met = {of_requirement(requirement, answers) for requirement in everything}
    if "no" in met:
        return "unlikely"
    if "discretion" in met:
        return "individual"
    return "unknown" if "unknown" in met else "likely"


def reasons(standard: Standard, answers: Answers) -> list[Requirement]:
    decided = {"unlikely": "no", "individual": "discretion", "unknown": "unknown", "likely": "yes"}
    if outcome(standard, answers) == "not_sought":
        return [standard.need] if standard.need else []
    everything = (*([standard.need] if standard.need else []), *standard.requirements)
    return [one for one in everything if of_requirement(one, answers) == decided[outcome(standard, answers)]]


def extents(standard: Standard, answers: Answers) -> Iterator[Extent]:
    if outcome(standard, answers) in ("unlikely", "not_sought"):
        return
    for extent in standard.extents:
        met = {of_condition(condition, answers) for condition in extent.when}
        if "no" not in met:
            yield extent
        if met <= {"yes"}:
            return


def changes(standard: Standard, answers: Answers) -> Iterator[tuple[str, str, str]]:
    """Question, option and the outcome with it, for each option that makes it better and can come true."""
    now, better = outcome(standard, answers), [str(state) for state in State]
    of_need = [condition.question.id for condition in standard.need.conditions] if standard.need else []
    for asked in standard.questions.values() if now != "not_sought" else ():
        for option in asked.options if asked.id not in of_need else ():
            then = outcome(standard, answers.with_answer(asked.id, choosing(asked, option.id, answers)))
            if better.index(then) < better.index(now) and option.id != NOT_KNOWN and can_be(asked, option, answers):
                yield asked.id, option.id, then


def can_be(asked: Question, option: Option, answers: Answers) -> bool:
    """Whether it is offered to this reader; of the ages, the next one."""
    offered = [one.id for one in asked.options if answers.perspective in one.offered_to]
    told = answers.get("alder", frozenset())
    next_ages = [after for age, after in pairwise(offered) if age in told]
    return option.id in (next_ages if asked.id == "alder" else offered)


def choosing(asked: Question, option: str, answers: Answers) -> set[str]:
    """One option, or where many can be chosen, it and the others."""
    if asked.kind is QuestionKind.ONE or option == NONE_OF_THEM:
        return {option}
    return (set(answers.get(asked.id, ())) | {option}) - {NONE_OF_THEM, NOT_KNOWN}


def persons(place: Municipality, standard: Standard) -> Iterator[Answers]:
    """Those of the standard's examples, part-answered ones by chance, and where they are not too many, all."""
    yield from (example.answers for example in standard.examples)
    choices = [(NOT_ASKED, *distinguishable_answers(standard, asked)) for asked in standard.questions.values()]
    if prod(map(len, choices)) <= MOST:
        yield from (person(list(standard.questions), combination) for combination in product(*choices))
    chance = random.Random(standard.slug)
    for _person in range(PERSONS):
        whole = random_person(place.questions, chance)
        yield Answers({id_: whole[id_] for id_ in chance.sample(sorted(whole), chance.randint(0, len(whole)))})


@everywhere_in_the_long_run
def test_the_guide_says_what_a_plain_reading_says(guide: Guide) -> None:
    """Outcome, reasons, extents, and what would change it."""
    states = set()
    for place in guide.municipalities.values():
        for standard, answers in ((one, answers) for one in place.with_outcome for answers in persons(place, one)):
            said = evaluate(standard, answers)
            states.add(said.state)
            assert said.state == outcome(standard, answers)
            assert [reason.requirement for reason in said.reasons] == reasons(standard, answers)
            assert list(said.extents) == list(extents(standard, answers))
            assert named(what_would_change(said)) == sorted(changes(standard, answers))
    assert states == set(State)


def named(told: Sequence[Change]) -> list[tuple[str, str, str]]:
    return sorted((change.question.id, option.id, str(change.state)) for change in told for option in change.options)
