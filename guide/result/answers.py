"""Answers in words, and what each comes to. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guide.municipality import Municipality
from guide.rules.answers import NOT_KNOWN, Answers, Option, Question
from guide.rules.outcome import Finding, find
from guide.rules.standards import Condition, Requirement


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """A question and the labels of its answer, if any."""

    question: Question
    labels: tuple[str, ...]


def in_words(question: Question, options: frozenset[str] | None, answers: Answers) -> AnswerInWords:
    """An answer in the words that the reader saw."""
    labels = tuple(
        option.label.for_(answers.perspective) for option in question.options if option.id in (options or ())
    )
    return AnswerInWords(question, labels)


def answers_in_words(municipality: Municipality, answers: Answers) -> tuple[AnswerInWords, ...]:
    """All answers, in the order of asking."""
    return tuple(
        in_words(question, answers[question.id], answers)
        for question in municipality.questions
        if question.id in answers
    )


def by_answer(requirement: Requirement) -> Iterator[tuple[Condition, Option, Finding]]:
    """What each answer comes to, whatever other conditions do."""
    for condition in requirement.conditions:
        alone = replace(requirement, alternatives=((condition,),))
        for option in condition.question.options:
            if option.id != NOT_KNOWN:
                answers = Answers({condition.question.id: (option.id,)})
                yield condition, option, find(alone, answers)
