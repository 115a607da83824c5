"""The result page's content: outcomes grouped and ordered, each with its reasons and the way to change them.

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
    """A question and the labels of what was answered to it; no labels where it has not been asked."""

    question: Question
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A requirement, how far it is met, and the answers that say so."""

    finding: Finding
    answers: tuple[AnswerInWords, ...]

    @property
    def met(self) -> Met:
        """How far the requirement is met."""
        return self.finding.met


@dataclass(frozen=True, slots=True)
class Card:
    """One standard of the result."""

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
        """The standard that the card is about."""
        return self.outcome.standard

    @property
    def open_points(self) -> tuple[Question, ...]:
        """The questions that leave a requirement open: not answered, or not known."""
        grounds = (ground for finding in self.outcome.undecided for ground in finding.grounds)
        return tuple(dict.fromkeys(ground.condition.question for ground in grounds))


@dataclass(frozen=True, slots=True)
class Result:
    """All cards by state in the order of showing, and what stands above and below them."""

    groups: tuple[tuple[State, tuple[Card, ...]], ...]
    messages: tuple[Message, ...]
    not_covered: tuple[Message, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes in the order of showing."""
        return tuple(card.outcome for _state, cards in self.groups for card in cards)

    @property
    def worth_applying(self) -> tuple[Standard, ...]:
        """The standards that may fit."""
        return tuple(card.standard for state in (State.LIKELY, State.INDIVIDUAL) for card in self.cards(state))

    def cards(self, state: State) -> tuple[Card, ...]:
        """The cards of one state."""
        return dict(self.groups)[state]


def in_words(question: Question, chosen: frozenset[str] | None, answers: Answers) -> AnswerInWords:
    """What was answered to a question, in the words that the reader saw."""
    labels = tuple(
        option.label.for_(answers.perspective) for option in question.options if option.id in (chosen or frozenset())
    )
    return AnswerInWords(question, labels)


def _reason(finding: Finding, answers: Answers) -> Reason:
    by_question: dict[str, Ground] = {ground.condition.question.id: ground for ground in finding.grounds}
    return Reason(
        finding,
        tuple(
            in_words(ground.condition.question, _deciding(ground, finding), answers) for ground in by_question.values()
        ),
    )


def _deciding(ground: Ground, finding: Finding) -> frozenset[str] | None:
    """Of several chosen options those that met the condition; all of them where none did."""
    if ground.chosen is None or finding.as_answered in (Met.NO, Met.UNKNOWN):
        return ground.chosen
    counting = ground.condition.accepts if finding.as_answered is Met.YES else ground.condition.discretionary
    return ground.chosen & counting


def urgent_messages(municipality: Municipality, answers: Answers) -> tuple[Message, ...]:
    """What readers with these answers must see wherever they are, such as where to sleep tonight."""
    return tuple(message for message in municipality.messages if message.urgent and holds(message.when, answers))


def build_result(municipality: Municipality, answers: Answers, today: date) -> Result:
    """The result of these answers in this municipality, as of today."""
    outcomes = [evaluate(standard, answers) for standard in municipality.with_outcome]
    cards = [_card(outcome, outcomes, municipality, answers, today) for outcome in outcomes]
    return Result(
        groups=tuple((state, tuple(card for card in cards if card.outcome.state is state)) for state in State),
        messages=tuple(message for message in municipality.messages if holds(message.when, answers)),
        not_covered=tuple(message for message in municipality.not_covered if holds(message.when, answers)),
    )


def _card(outcome: Outcome, all_: list[Outcome], municipality: Municipality, answers: Answers, today: date) -> Card:
    deciding = outcome.reasons
    reasons = tuple(_reason(finding, answers) for finding in deciding)
    others = tuple(_reason(finding, answers) for finding in outcome.findings if finding not in deciding)
    return Card(
        outcome=outcome,
        reasons=reasons,
        others=others,
        changes=what_would_change(outcome.standard, answers),
        due=decision_due(outcome.standard.processing, today),
        clashes=tuple(clashes(outcome, all_, municipality)),
        tried_first=tried_first(outcome, all_),
        in_place_of=in_place_of(outcome, all_),
        law_changes=tuple(change for change in outcome.standard.law_changes if may_hold(change.when, answers)),
        rates=_rates_shown(outcome),
    )


def _rates_shown(outcome: Outcome) -> tuple[Rate, ...]:
    """The rates whose amounts stand in what the card says; the standard's page may show others too."""
    standard = outcome.standard
    said = " ".join(
        (
            standard.fee.self_,
            standard.application,
            *(extent.text.self_ for extent in outcome.extents),
            *(finding.requirement.text.self_ for finding in outcome.findings),
        )
    )
    return tuple(rate for rate in standard.rates if f"{rate.value} {rate.unit}" in said)
