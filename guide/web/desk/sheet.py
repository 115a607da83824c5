"""The sheet that a visitor takes home from the adviser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import BooleanField

from guide.municipality import Municipality
from guide.result.account import Account
from guide.result.answers import AnswerInWords, answers_in_words
from guide.result.overview import Result, build_result
from guide.result.timeline import Timeline, timelines
from guide.rules.answers import Answers, Perspective
from guide.sources import Rate
from guide.web.fields import Fields, OneOfField, Posted, PostedForm
from guide.web.interview.shared_link import SharedLink, shared_link
from guide.web.sealed.lifetime import HOURS_TO_CHOOSE, Lifetime
from guide.web.sealed.tokens import OpenedToken, offered_answers
from guide.web.site import here, site

TO_THE_PERSON, TO_ANOTHER = "selv", "anden"
"""Who gets the sheet: the person who needs help, or somebody else."""


class SheetForm(PostedForm):
    """What should be on the sheet; no link at first."""

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
        super().__init__(fields, posted)

    @property
    def with_answers(self) -> bool:
        return bool(self["svar"].data)

    @property
    def to_the_person(self) -> bool:
        """Whether the person who needs help reads it."""
        return bool(self["til"].data != TO_ANOTHER)

    @property
    def hours(self) -> int:
        """How long the link should work; 0 for no link."""
        return 0 if self["timer"].errors else int(self["timer"].data or 0)


def _time_in_words(hours: int) -> str:
    day = 24
    if hours < day:
        return str(ngettext("%(num)s hour", "%(num)s hours", hours))
    return str(ngettext("%(num)s day", "%(num)s days", hours // day))


@dataclass(frozen=True, slots=True)
class Sheet:
    answers: Answers
    """As they are put to the reader of the sheet."""
    rows: tuple[AnswerInWords, ...]
    """Empty where the answers are left out."""
    result: Result
    worth: tuple[Account, ...]
    """What may fit."""
    timelines: tuple[Timeline, ...]
    link: SharedLink | None

    @property
    def rates(self) -> tuple[Rate, ...]:
        return tuple(rate for account in self.worth for rate in account.rates)


def build_sheet(opened: OpenedToken, form: SheetForm, today: date) -> Sheet:
    seen = _as_read(opened.answers, here(), to_the_person=form.to_the_person)
    result = build_result(here(), seen)
    return Sheet(
        answers=seen,
        rows=answers_in_words(here(), seen) if form.with_answers else (),
        result=result,
        worth=tuple(result.account(row.standard, today) for row in result.fitting),
        timelines=timelines(result.with_one_time, today, site().guide.time_to_complain),
        link=shared_link(seen, Lifetime.of_hours(form.hours), opened.first) if form.hours else None,
    )


def _as_read(answers: Answers, municipality: Municipality, *, to_the_person: bool) -> Answers:
    """The answers as put to the reader of the sheet.

    No rule depends on ``hvem``, so the outcomes are the same.
    """
    if answers.perspective is Perspective.ADULT and to_the_person:
        return offered_answers(answers.with_answer("hvem", (Perspective.SELF.value,)), municipality)
    return answers
