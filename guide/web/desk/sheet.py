"""The sheet that a visitor takes home from the adviser: what may fit, the next steps, the days, and a way to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guide.municipality import Municipality
from guide.result.cards import Result, ToldAnswer, build_result, told
from guide.result.timeline import Timeline, timelines
from guide.rules.answers import Answers, Perspective
from guide.rules.outcome import State
from guide.rules.standards import Rate
from guide.web.interview.forms import SheetForm
from guide.web.interview.shared_link import SharedLink, shared_link
from guide.web.sealed.lifetime import kept_for
from guide.web.sealed.tokens import offered_answers
from guide.web.site import site


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet; ``rows`` is empty where the answers are left out, ``link`` is ``None`` without one.

    ``answers`` are put to the reader of the sheet: the person, or somebody who asks for another.
    """

    answers: Answers
    rows: tuple[ToldAnswer, ...]
    result: Result
    timelines: tuple[Timeline, ...]
    link: SharedLink | None

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates whose amounts stand on the sheet."""
        worth = (*self.result.cards(State.LIKELY), *self.result.cards(State.INDIVIDUAL))
        return tuple(rate for card in worth for rate in card.rates)


def build_sheet(municipality: Municipality, answers: Answers, form: SheetForm, today: date) -> Sheet:
    """The sheet of these answers as it was chosen."""
    guide, seen = site().guide, _as_read(answers, to_the_person=form.to_the_person)
    result = build_result(municipality, seen, today)
    asked = site().interviews[municipality.slug].questions if form.with_answers else ()
    return Sheet(
        answers=seen,
        rows=tuple(told(question, seen[question.id], seen) for question in asked if question.id in seen),
        result=result,
        timelines=timelines(result.worth_applying, today, guide.rates["klagefrist"]),
        link=shared_link(municipality, seen, kept_for(form.hours)) if form.hours else None,
    )


def _as_read(answers: Answers, *, to_the_person: bool) -> Answers:
    """The answers as they are put to the one who takes the sheet home.

    No rule asks for whom the guide is asked, so the outcomes are the same.
    """
    if answers.perspective is Perspective.ADULT and to_the_person:
        return offered_answers(answers.with_answer("hvem", (Perspective.SELF.value,)), site().guide)
    return answers
