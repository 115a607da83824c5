"""The result page: outcomes grouped and ordered, with their reasons.

It explains nothing of its own: reasons are the findings that decided (house rule 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guide.municipality import Message, Municipality
from guide.next_steps.deadlines import decision_due
from guide.result.relations import clashes, in_place_of, tried_first
from guide.rules.answers import Answers, Question
from guide.rules.change import Change, what_would_change
from guide.rules.outcome import Finding, Ground, Met, Outcome, State, evaluate, holds, may_hold
from guide.rules.standards import LawChange, Rate, Relation, Standard


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """A question and the labels of its answer, if any."""

    question: Question
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    finding: Finding
    answers: tuple[AnswerInWords, ...]

    @property
    def met(self) -> Met:
        return self.finding.met


@dataclass(frozen=True, slots=True)
class Card:
    outcome: Outcome
    reasons: tuple[Reason, ...]
    others: tuple[Reason, ...]
    changes: tuple[Change, ...]
    due: date | None
    clashes: tuple[Relation, ...]
    tried_first: tuple[Standard, ...]
    in_place_of: tuple[Relation, ...]
    law_changes: tuple[LawChange, ...]
    rates: tuple[Rate, ...]

    @property
    def standard(self) -> Standard:
        return self.outcome.standard

    @property
    def open_points(self) -> tuple[Question, ...]:
        """The questions that leave a requirement open."""
        grounds = (ground for finding in self.outcome.undecided for ground in finding.grounds)
        return tuple(dict.fromkeys(ground.condition.question for ground in grounds))


@dataclass(frozen=True, slots=True)
class Result:
    """All cards by state, and the messages around them."""

    groups: tuple[tuple[State, tuple[Card, ...]], ...]
    """In the order of showing."""
    messages: tuple[Message, ...]
    not_covered: tuple[Message, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(card.outcome for _state, cards in self.groups for card in cards)

    @property
    def worth_applying(self) -> tuple[Standard, ...]:
        return tuple(card.standard for state in (State.LIKELY, State.INDIVIDUAL) for card in self.cards(state))

    def cards(self, state: State) -> tuple[Card, ...]:
        return dict(self.groups)[state]


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


def _reason(finding: Finding, answers: Answers) -> Reason:
    grounds = {ground.condition.question.id: ground for ground in finding.grounds}.values()
    return Reason(
        finding, tuple(in_words(ground.condition.question, _deciding(ground, finding), answers) for ground in grounds)
    )


def _deciding(ground: Ground, finding: Finding) -> frozenset[str] | None:
    """The options that met the condition, or else all."""
    if ground.answer is None or finding.as_answered in (Met.NO, Met.UNKNOWN):
        return ground.answer
    counting = ground.condition.accepts if finding.as_answered is Met.YES else ground.condition.discretionary
    return ground.answer & counting


def urgent_messages(municipality: Municipality, answers: Answers) -> tuple[Message, ...]:
    """What every page must show, as where to sleep tonight."""
    return tuple(message for message in municipality.messages if message.urgent and holds(message.when, answers))


def build_result(municipality: Municipality, answers: Answers, today: date) -> Result:
    outcomes = [evaluate(standard, answers) for standard in municipality.with_outcome]
    cards = [_card(outcome, outcomes, municipality, answers, today) for outcome in outcomes]
    return Result(
        groups=tuple((state, tuple(card for card in cards if card.outcome.state is state)) for state in State),
        messages=tuple(message for message in municipality.messages if holds(message.when, answers)),
        not_covered=tuple(message for message in municipality.not_covered if holds(message.when, answers)),
    )


def _card(outcome: Outcome, outcomes: list[Outcome], municipality: Municipality, answers: Answers, today: date) -> Card:
    deciding, standard = outcome.reasons, outcome.standard
    reasons = tuple(_reason(finding, answers) for finding in deciding)
    others = tuple(_reason(finding, answers) for finding in outcome.findings if finding not in deciding)
    said = (standard.fee, *(extent.text for extent in outcome.extents))
    said += tuple(finding.requirement.text for finding in outcome.findings)
    borrowed = {*standard.application_rates, *(rate for wording in said for rate in wording.rates)}
    return Card(
        outcome=outcome,
        reasons=reasons,
        others=others,
        changes=what_would_change(outcome, answers),
        due=decision_due(standard.processing, today),
        clashes=tuple(clashes(outcome, outcomes, municipality)),
        tried_first=tried_first(outcome, outcomes),
        in_place_of=in_place_of(outcome, outcomes),
        law_changes=tuple(change for change in standard.law_changes if may_hold(change.when, answers)),
        rates=tuple(rate for rate in standard.rates if rate.id in borrowed),
    )
