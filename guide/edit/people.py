"""Whom a change of a rule affects."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guide.edit.trial import Verdict, answers_of, verdict
from guide.rules.answers import NONE_OF_THEM, NOT_KNOWN, Answers, Question, QuestionKind
from guide.rules.outcome import State
from guide.rules.standards import Standard

SAMPLE, _SEED = 2_000, 20261128
_OTHERWISE = 0.3
"""How many of a person's answers are drawn anew."""
_SHOWN = 40
"""Persons that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person whose outcome or reasons change."""

    name: str
    answers: Mapping[str, frozenset[str]]
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Effects:
    """Whom a change affects."""

    named: tuple[Person, ...]
    others: int
    """Persons like those of the examples that are not named."""
    moves: Mapping[tuple[str, str], int]
    """From which outcome to which, in the sample."""
    reasons: int
    """Those of the sample with the same outcome and other reasons."""


def effects(old: Standard, new: Standard, questions: Sequence[Question]) -> Effects:
    """Hold the old rule against the new one."""
    named = [person for name, answers in _neighbours(old, new) if (person := _changed(name, answers, old, new))]
    chance = random.Random(_SEED)  # noqa: S311  # persons for a table, no secret
    asked = [question for question in questions if question.id in {*old.questions, *new.questions}]
    starts = [example.answers for example in (*new.examples, *old.examples)] or [Answers()]
    sample = [_like(chance.choice(starts), asked, chance) for _ in range(SAMPLE)]
    moved = [person for answers in sample if (person := _changed("", answers, old, new))]
    moves = Counter((person.before.state, person.after.state) for person in moved)
    reasons = sum(moves.pop((state, state), 0) for state in State)
    return Effects(
        named=tuple(named[:_SHOWN]),
        others=len(named[_SHOWN:]),
        moves=dict(sorted(moves.items())),
        reasons=reasons,
    )


def _changed(name: str, answers: Answers, old: Standard, new: Standard) -> Person | None:
    before, after = verdict(old, answers), verdict(new, answers)
    return Person(name, answers, before, after) if before != after else None


def _neighbours(old: Standard, new: Standard) -> Iterator[tuple[str, Answers]]:
    """The examples' persons, and those with one other answer."""
    seen: set[frozenset[tuple[str, frozenset[str]]]] = set()
    examples = [*new.examples, *old.examples]
    questions = {**old.questions, **new.questions}.values()
    whole = [(example.name, example.answers) for example in examples]
    altered = (
        (
            f"{example.name}, men {question.name}: {option.label.self_}",
            Answers({**example.answers, question.id: frozenset((option.id,))}),
        )
        for example in examples
        for question in questions
        for option in answers_of(question)
    )
    for name, answers in (*whole, *altered):
        if (key := frozenset(answers.items())) not in seen:
            seen.add(key)
            yield name, answers


def _like(person: Answers, questions: Sequence[Question], chance: random.Random) -> Answers:
    """A person like this one, with some answers by chance.

    Persons with nothing but chance answers fit hardly any rule.
    """
    others = [question for question in questions if question.id not in person or chance.random() < _OTHERWISE]
    return Answers({**person, **{question.id: _random_answer(question, chance) for question in others}})


def _random_answer(question: Question, chance: random.Random) -> frozenset[str]:
    """One answer or several; now and then “Ved ikke”."""
    if chance.random() < 0.05:  # noqa: PLR2004
        return frozenset((NOT_KNOWN,))
    options = [option.id for option in answers_of(question)]
    if question.kind is QuestionKind.ONE:
        return frozenset((chance.choice(options),))
    several = [option for option in options if option != NONE_OF_THEM]
    return frozenset(chance.sample(several, chance.randint(1, min(3, len(several)))))
