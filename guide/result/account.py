"""One standard for one person: reasons, extent, days.

It explains nothing of its own: reasons are the findings that decided (house rule 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guide.municipality import Municipality
from guide.next_steps.deadlines import decision_due
from guide.result.answers import AnswerInWords, in_words
from guide.result.relations import clashes, in_place_of, see_also, see_instead, tried_first
from guide.rules.answers import Answers
from guide.rules.change import Change, what_would_change
from guide.rules.met import Met
from guide.rules.outcome import Finding, Ground, Outcome, State, holds
from guide.rules.standards import Case, Condition, LawChange, Relation, Standard
from guide.sources import Rate


@dataclass(frozen=True, slots=True)
class Reason:
    finding: Finding
    answers: tuple[AnswerInWords, ...]

    @property
    def met(self) -> Met:
        return self.finding.met


@dataclass(frozen=True, slots=True)
class Account:
    outcome: Outcome
    reasons: tuple[Reason, ...]
    others: tuple[Reason, ...]
    changes: tuple[Change, ...]
    cases: tuple[Case, ...]
    """Those that are or may be this reader's."""
    due: date | None
    """``None`` also where more than one time may be theirs."""
    clashes: tuple[Relation, ...]
    tried_first: tuple[Standard, ...]
    in_place_of: tuple[Relation, ...]
    see_instead: tuple[Relation, ...]
    see_also: tuple[Relation, ...]
    law_changes: tuple[LawChange, ...]
    rates: tuple[Rate, ...]

    @property
    def standard(self) -> Standard:
        return self.outcome.standard

    @property
    def applied_to(self) -> str:
        """Who receives the letter, if their case says so."""
        own = (case for case in self.cases if case.when and holds(case.when, self.outcome.answers))
        return next((case.applied_to for case in own if case.applied_to), "")


def account_of(outcome: Outcome, outcomes: Sequence[Outcome], municipality: Municipality, today: date) -> Account:
    """The account of one of a person's ``outcomes``."""
    deciding, standard, answers = outcome.reasons, outcome.standard, outcome.answers
    cases = tuple(case for case in standard.cases if _may_be_met(case.when, answers))
    said = (standard.fee, *(text for case in cases for text in (case.extent, case.fee) if text))
    said += tuple(extent.text for extent in outcome.extents)
    said += tuple(finding.requirement.text for finding in outcome.findings)
    borrowed = {*standard.application_rates, *(rate for wording in said for rate in wording.rates)}
    times = {case.processing for case in cases if case.processing}
    if not any(case.when and case.processing and holds(case.when, answers) for case in cases):
        times.add(standard.processing)
    return Account(
        outcome=outcome,
        reasons=tuple(_reason(finding, answers) for finding in deciding),
        others=tuple(_reason(finding, answers) for finding in outcome.findings if finding not in deciding),
        changes=what_would_change(outcome),
        cases=cases,
        due=decision_due(times.pop(), today) if len(times) == 1 else None,
        clashes=tuple(clashes(outcome, outcomes, municipality)),
        tried_first=tried_first(outcome, outcomes),
        in_place_of=in_place_of(outcome, outcomes),
        see_instead=see_instead(outcome, outcomes),
        see_also=see_also(outcome, outcomes),
        law_changes=tuple(change for change in standard.law_changes if _may_concern(change, outcome)),
        rates=tuple(rate for rate in standard.rates if rate.id in borrowed),
    )


def _may_concern(change: LawChange, outcome: Outcome) -> bool:
    """Whether none of its conditions is surely not met."""
    fits = outcome.state is not State.UNLIKELY or not change.only_if_it_may_fit
    return fits and _may_be_met(change.when, outcome.answers)


def _may_be_met(when: tuple[Condition, ...], answers: Answers) -> bool:
    return all(condition.met_by(answers.get(condition.question.id)) is not Met.NO for condition in when)


def _reason(finding: Finding, answers: Answers) -> Reason:
    grounds = {ground.condition.question.id: ground for ground in finding.grounds}.values()
    return Reason(
        finding, tuple(in_words(ground.condition.question, _deciding(ground, finding), answers) for ground in grounds)
    )


def _deciding(ground: Ground, finding: Finding) -> frozenset[str] | None:
    """The options of the answer that came to this."""
    met_by = ground.condition.met_by
    return ground.answer and frozenset(one for one in ground.answer if met_by(frozenset((one,))) is finding.as_answered)
