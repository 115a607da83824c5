"""Answers in the words that the reader saw. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from guide.municipality import Municipality
from guide.rules.answers import Answers, Question


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
