"""Which single answer would make an outcome better. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from guide.rules.answers import NOT_KNOWN, Answers, Option, Question
from guide.rules.outcome import Met, Outcome, State, evaluate, met_by

_BEST_FIRST = tuple(State)


@dataclass(frozen=True, slots=True)
class Change:
    """With one of these options, all else the same: ``state``."""

    question: Question
    options: tuple[Option, ...]
    state: State


def what_would_change(outcome: Outcome, answers: Answers) -> tuple[Change, ...]:
    """Single answers that would make this outcome better.

    They are in the order of the rule. To a question that takes many answers an option is added. A need is no
    situation that may change, so needs are left out; and of the ages only the next one comes.
    """
    standard, now = outcome.standard, outcome.state
    if now is State.NOT_SOUGHT:
        return ()
    needed = {condition.question.id for condition in standard.need.conditions} if standard.need else set()
    changes: list[Change] = []
    for question in standard.questions.values():
        if question.id in needed:
            continue
        conditions = [condition for condition in standard.conditions() if condition.question.id == question.id]
        # Answers that meet the same conditions have the same outcome, so one of each kind is evaluated.
        states: dict[tuple[Met, ...], State] = {
            tuple(met_by(condition, answers.get(question.id)) for condition in conditions): now
        }
        by_state: dict[State, list[Option]] = {}
        for option in _possible(question, answers):
            options = _with(question, option, answers)
            met = tuple(met_by(condition, options) for condition in conditions)
            if met not in states:
                states[met] = evaluate(standard, answers.with_answer(question.id, options)).state
            state = states[met]
            if _BEST_FIRST.index(state) < _BEST_FIRST.index(now):
                by_state.setdefault(state, []).append(option)
        changes.extend(Change(question, tuple(options), state) for state, options in by_state.items())
    return tuple(changes)


def _possible(question: Question, answers: Answers) -> list[Option]:
    """The options that can come true."""
    options = [option for option in question.offered(answers.perspective) if option.id != NOT_KNOWN]
    told = answers.get(question.id, frozenset())
    return [after for age, after in pairwise(options) if age.id in told] if question.id == "alder" else options


def _with(question: Question, option: Option, answers: Answers) -> frozenset[str]:
    if question.excludes_others(option.id):
        return frozenset((option.id,))
    others = answers.get(question.id, frozenset())
    return frozenset(other for other in others if not question.excludes_others(other)) | {option.id}
