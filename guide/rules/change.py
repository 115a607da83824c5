"""What would change an outcome: the single answers that would give another one. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from guide.rules.answers import NOT_KNOWN, Answers, Option, Question, QuestionKind
from guide.rules.outcome import Met, State, evaluate, met_by
from guide.rules.standards import Standard


@dataclass(frozen=True, slots=True)
class Change:
    """With one of these options as the answer to ``question``, and all else as told, the outcome would be ``state``."""

    question: Question
    options: tuple[Option, ...]
    state: State


def what_would_change(standard: Standard, answers: Answers) -> tuple[Change, ...]:
    """The single answers that would change the outcome, by question in the order of the rule.

    To a question that takes many answers an option is added. An unknown need or the need that was not named is no
    change of the person's situation, so needs are left out.
    """
    now = evaluate(standard, answers).state
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
        for option in question.offered(answers.perspective):
            if option.id == NOT_KNOWN:
                continue
            chosen = _with(question, option, answers)
            met = tuple(met_by(condition, chosen) for condition in conditions)
            if met not in states:
                states[met] = evaluate(standard, answers.with_answer(question.id, chosen)).state
            state = states[met]
            if state is not now:
                by_state.setdefault(state, []).append(option)
        changes.extend(Change(question, tuple(options), state) for state, options in by_state.items())
    return tuple(changes)


def _with(question: Question, option: Option, answers: Answers) -> frozenset[str]:
    told = answers.get(question.id, frozenset())
    if question.kind is QuestionKind.ONE or question.excludes_others(option.id):
        return frozenset((option.id,))
    return frozenset(one for one in told if not question.excludes_others(one)) | {option.id}
