"""The sheet that a visitor takes home from the adviser: what may fit, the next steps, the days, and a way to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import BooleanField
from wtforms.form import BaseForm

from guide.municipality import Municipality
from guide.result.cards import AnswerInWords, Result, build_result, in_words
from guide.result.timeline import Timeline, timelines
from guide.rules.answers import Answers, Perspective
from guide.rules.outcome import State
from guide.rules.standards import Rate
from guide.web.fields import Fields, OneOfField, Posted
from guide.web.interview.shared_link import SharedLink, shared_link
from guide.web.sealed.lifetime import HOURS_TO_CHOOSE, Lifetime
from guide.web.sealed.tokens import offered_answers
from guide.web.site import here, site

TO_THE_PERSON, TO_ANOTHER = "selv", "anden"
"""Who is to have a sheet: the one who needs help, or another one who asks for that person."""


class SheetForm(BaseForm):
    """What the sheet is to hold; before anything is chosen all answers, for the person, and no link."""

    def __init__(self, posted: Posted) -> None:
        readers = [
            (TO_THE_PERSON, _("The person who needs help")),
            (TO_ANOTHER, _("Someone who asks on the person’s behalf")),
        ]
        hours = [("0", _("No link")), *((str(number), _time_in_words(number)) for number in HOURS_TO_CHOOSE)]
        fields: Fields = {
            "svar": BooleanField(default=True),
            "til": OneOfField(offered=readers, missing=_("Choose who the sheet is for."), default=TO_THE_PERSON),
            "timer": OneOfField(offered=hours, missing=_("Choose how long the link should work."), default="0"),
        }
        super().__init__(fields)
        self.process(posted)

    @property
    def with_answers(self) -> bool:
        """Whether the answers are to stand on the sheet."""
        return bool(self["svar"].data)

    @property
    def to_the_person(self) -> bool:
        """Whether the one who needs help is to read the sheet."""
        return bool(self["til"].data != TO_ANOTHER)

    @property
    def hours(self) -> int:
        """How long the link on the sheet is to live; 0 where there is to be none, or the choice is none."""
        return 0 if self["timer"].errors else int(self["timer"].data or 0)


def _time_in_words(hours: int) -> str:
    day = 24
    if hours < day:
        return str(ngettext("%(num)s hour", "%(num)s hours", hours))
    return str(ngettext("%(num)s day", "%(num)s days", hours // day))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet; ``rows`` is empty where the answers are left out, ``link`` is ``None`` without one.

    ``answers`` are put to the reader of the sheet: the person, or somebody who asks for another.
    """

    answers: Answers
    rows: tuple[AnswerInWords, ...]
    result: Result
    timelines: tuple[Timeline, ...]
    link: SharedLink | None

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates whose amounts stand on the sheet."""
        worth = (*self.result.cards(State.LIKELY), *self.result.cards(State.INDIVIDUAL))
        return tuple(rate for card in worth for rate in card.rates)


def build_sheet(answers: Answers, form: SheetForm, today: date) -> Sheet:
    """The sheet of these answers as it was chosen."""
    seen = _as_read(answers, here(), to_the_person=form.to_the_person)
    result = build_result(here(), seen, today)
    asked = here().questions if form.with_answers else ()
    return Sheet(
        answers=seen,
        rows=tuple(in_words(question, seen[question.id], seen) for question in asked if question.id in seen),
        result=result,
        timelines=timelines(result.worth_applying, today, site().guide.time_to_complain),
        link=shared_link(seen, Lifetime.of_hours(form.hours)) if form.hours else None,
    )


def _as_read(answers: Answers, municipality: Municipality, *, to_the_person: bool) -> Answers:
    """The answers as they are put to the one who takes the sheet home.

    No rule asks for whom the guide is asked, so the outcomes are the same.
    """
    if answers.perspective is Perspective.ADULT and to_the_person:
        return offered_answers(answers.with_answer("hvem", (Perspective.SELF.value,)), municipality)
    return answers
