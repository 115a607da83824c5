"""Which single answer would change an outcome. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guide.rules.answers import Option, Question
from guide.rules.met import NO, QuestionBits
from guide.rules.outcome import STATE_OF, Outcome, State


@dataclass(frozen=True, slots=True)
class Change:
    """With one of these options, all else the same: ``state``."""

    question: Question
    options: tuple[Option, ...]
    state: State


def what_would_change(outcome: Outcome) -> tuple[Change, ...]:
    """Single answers that would change this outcome.

    They are in the order of the rule. To a question that takes many answers an option is added. A need is no
    situation that may change, so needs are left out.
    """
    if outcome.state is State.NOT_SOUGHT:
        return ()
    bits = outcome.standard.bits
    asked = bits.changeable
    for each, met in zip(bits.required, outcome.met, strict=True):
        if met == NO:  # Only what is asked by all that rules it out can change that.
            asked &= each.unknown
    questions = [question for question in bits.questions.values() if question.absent & asked]
    return tuple([change for question in questions for change in _changes(outcome, question)])


def _changes(outcome: Outcome, question: QuestionBits) -> Iterator[Change]:
    """By another answer to this question."""
    bits = outcome.standard.bits
    states = {(kept, bit): STATE_OF[min(bits.met(outcome.person & kept | bit))] for kept, bit in question.ways}
    if all(state is outcome.state for state in states.values()):
        return
    by_state: dict[State, list[Option]] = {}
    for option in question.question.offered(outcome.answers.perspective):
        if option.id in question.choosing:
            by_state.setdefault(states[question.choosing[option.id]], []).append(option)
    for state, options in by_state.items():
        if state is not outcome.state:
            yield Change(question.question, tuple(options), state)
