"""Which single answer would make an outcome better. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guide.rules.answers import NOT_KNOWN, Option, Question
from guide.rules.met import NO, QuestionBits
from guide.rules.outcome import STATE_OF, Outcome, State

_BEST_FIRST, AGE = tuple(State), "alder"


@dataclass(frozen=True, slots=True)
class Change:
    """With one of these options, all else the same: ``state``."""

    question: Question
    options: tuple[Option, ...]
    state: State


def what_would_change(outcome: Outcome) -> tuple[Change, ...]:
    """Single answers that would make this outcome better.

    They are in the order of the rule. To a question that takes many answers an option is added. A need is no
    situation that may change, so needs are left out; and of the ages only the next one comes.
    """
    if outcome.state is State.NOT_SOUGHT:
        return ()
    bits = outcome.standard.bits
    asked = bits.changeable
    for each, met in zip(bits.required, outcome.met, strict=True):
        if met == NO:  # Only what is asked by all that rules it out can change that.
            asked &= each.asked
    questions = [question for question in bits.questions.values() if question.absent & asked]
    return tuple([change for question in questions for change in _changes(outcome, question)])


def _changes(outcome: Outcome, question: QuestionBits) -> Iterator[Change]:
    """What another answer to this question would change."""
    bits = outcome.standard.bits
    states: dict[int, State] = {}
    by_state: dict[State, list[Option]] = {}
    for option in _possible(question.question, outcome):
        if option.id != NOT_KNOWN:
            person = question.choose(outcome.person, option.id)
            if person not in states:
                states[person] = STATE_OF[min(bits.met(person))]
            by_state.setdefault(states[person], []).append(option)
    for state, options in by_state.items():
        if _BEST_FIRST.index(state) < _BEST_FIRST.index(outcome.state):
            yield Change(question.question, tuple(options), state)


def _possible(question: Question, outcome: Outcome) -> Sequence[Option]:
    """The options that can come true."""
    options, told = question.offered(outcome.answers.perspective), outcome.answers.get(question.id, frozenset())
    return [after for age, after in pairwise(options) if age.id in told] if question.id == AGE else options
