"""Pages for the days of complaints and decisions.

A day that is typed is answered at once, and stored nowhere. It is in no address but, sealed, in that of the calendar
file, for an hour: a phone fetches a file by its address, and perhaps again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus

from flask import Blueprint, Response, render_template, url_for
from flask_babel import gettext as _
from wtforms import ValidationError

from guide.next_steps.deadlines import (
    ComplaintDates,
    complaint_dates,
    complaint_due,
    dues_by_case,
    latest_due,
    months_after,
)
from guide.next_steps.holidays import ClosedDay, closed_day, public_holidays
from guide.next_steps.letters import LetterKind, ids_and_texts
from guide.result.timeline import timelines
from guide.rules.standards import Standard
from guide.sources import Board
from guide.web.fields import DateField, OneOfField, Page, Posted, PostedForm, page_of, posted_form
from guide.web.http.headers import allow_storing
from guide.web.http.locale import long_date
from guide.web.http.prefixes import chosen_language
from guide.web.next_steps.calendar_file import Deadline, calendar_file, days_of
from guide.web.sealed.tokens import Expired, Unreadable
from guide.web.site import here, site, standard_or_404

blueprint = Blueprint("deadlines", __name__, url_prefix="/<municipality>/frister")
blueprint.before_request(allow_storing)

_YEARS_BACK = 2  # what is older is more likely a wrong year than an open case, so it is asked about once
_YEARS_AHEAD = 1  # nobody plans an application further ahead
_FILE_LIVES = timedelta(hours=1)
_DAYS_OF_POST = 7


def day_that_has_come(_form: object, field: DateField) -> None:
    """Reject a future day."""
    today = site().today()
    if field.data and field.data > today:
        raise ValidationError(
            _("That day has not come yet. Write a day that is not after %(day)s.", day=long_date(today))
        )


def day_not_long_ago(form: object, field: DateField) -> None:
    """Reject a future day, and ask about one long ago."""
    day_that_has_come(form, field)
    _ask_about_long_ago(field)


def day_of_an_application(_form: object, field: DateField) -> None:
    """Reject a day far ahead; ask about one long ago."""
    if field.data and field.data > _years_from_now(_YEARS_AHEAD):
        raise ValidationError(_("That is more than a year ahead. Check the year."))
    _ask_about_long_ago(field)


def check_of_decision(standard: Standard) -> Callable[[object, DateField], None]:
    """How the day of a decision on it is checked."""
    board = standard.complaint_board
    return day_that_has_come if board and not board.weeks else day_not_long_ago


def _ask_about_long_ago(field: DateField) -> None:
    if field.data and field.data < _years_from_now(-_YEARS_BACK) and not field.sure:
        raise ValidationError(
            _(
                "Do you mean %(day)s? That is more than %(years)s years ago. If it is right, press the button again.",
                day=long_date(field.data),
                years=_YEARS_BACK,
            )
        )


def _years_from_now(years: int) -> date:
    return months_after(site().today(), years * 12)


class DayForm(PostedForm):
    """A form with one day, in the field ``dag``.

    ``expired`` says that the file for its calendar could no longer be fetched.
    """

    def __init__(
        self, posted: Posted, *, missing: str, check: Callable[[object, DateField], None], expired: bool
    ) -> None:
        super().__init__({"dag": DateField(missing=missing, validators=[check])}, posted)
        if expired:
            self["dag"].errors = (_("The file could be fetched for an hour. Write the day again."),)

    @property
    def day(self) -> date | None:
        """The day, if it is understood and within bounds."""
        day: date | None = self["dag"].data
        return None if self["dag"].errors else day


def _dates_of_complaint(received: date, board: Board | None) -> ComplaintDates | None:
    guide = site().guide
    if board:
        return ComplaintDates(received, complaint_due(received, board.weeks)) if board.weeks else None
    return complaint_dates(received, guide.time_to_complain, guide.time_to_forward)


@blueprint.get("")
def overview() -> str:
    lines = timelines(here().with_outcome, site().today(), site().guide.time_to_complain)
    return render_template("next_steps/deadlines.html", lines=lines)


@blueprint.post("/klage", endpoint="complaint_of")
@blueprint.get("/klage")
def complaint() -> Page:
    """From a decision to the last day of a complaint."""
    return _complaint_page(posted_form())


@blueprint.get("/klage/kalender/<token>/frist.ics")
def complaint_calendar(token: str) -> Page | Response:
    about = f"{here().slug}/klage"
    day = _opened(about, token)
    if day is None:
        return _complaint_page(None, expired=True)[0], HTTPStatus.GONE
    title = _("Last day: %(name)s must have your complaint", name=here().name)
    arrived = _("The municipality must have received it by the end of the day.")
    text = f"{arrived} {_('Call or come in person.')} {_('A letter by post may come too late.')}"
    return calendar_file(Deadline(about, day, title, text), site().today())


@blueprint.post("/ansoegning/<slug>", endpoint="decision_of")
@blueprint.get("/ansoegning/<slug>")
def decision(slug: str) -> Page:
    """From the day of an application to its decision."""
    return _decision_page(standard_or_404(slug), posted_form())


@blueprint.get("/ansoegning/<slug>/kalender/<token>/frist.ics")
def decision_calendar(slug: str, token: str) -> Page | Response:
    about, standard = f"{here().slug}/ansoegning/{slug}", standard_or_404(slug)
    day = _opened(about, token)
    if day is None:
        return _decision_page(standard, None, expired=True)[0], HTTPStatus.GONE
    title = _("There should be an answer from %(name)s", name=here().name)
    text = _("If there is none, ask the municipality how far it has come.")
    return calendar_file(Deadline(about, day, title, text), site().today())


def _sealed(about: str, deadline: date) -> str:
    return site().seals.seal_text(f"{about}:{deadline.isoformat()}")


def _opened(about: str, token: str) -> date | None:
    """The day sealed for this; ``None`` after its hour."""
    try:
        sealed_for, _colon, day = site().seals.open_text(token, _FILE_LIVES).rpartition(":")
        return date.fromisoformat(day) if sealed_for == about else None
    except (Expired, Unreadable, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a complaint, with its calendar."""

    dates: ComplaintDates
    today: date
    closed: ClosedDay | None
    board: Board | None = None
    """Who receives the complaint, where it is not the municipality."""

    @property
    def days_left(self) -> int:
        """Below 0, it has passed."""
        return (self.dates.last_day - self.today).days

    @property
    def has_passed(self) -> bool:
        return self.days_left < 0

    @property
    def is_near(self) -> bool:
        """Whether a letter by post may come too late."""
        return 0 <= self.days_left <= _DAYS_OF_POST

    @property
    def working_day(self) -> date | None:
        """The last working day that is left, if any."""
        day = self.closed.before if self.closed else self.dates.last_day
        return day if day >= self.today else None

    @property
    def file(self) -> str:
        """The address of the calendar file."""
        token = _sealed(f"{here().slug}/klage", self.dates.last_day)
        return url_for("deadlines.complaint_calendar", token=token)

    @property
    def file_days(self) -> tuple[date, ...]:
        return days_of(self.dates.last_day, self.today)


def last_day_of_complaint(received: date | None, board: Board | None = None) -> LastDay | None:
    """The last day; ``None`` where it is not known."""
    dates = _dates_of_complaint(received, board) if received else None
    return LastDay(dates, site().today(), closed_day(dates.last_day, chosen_language()), board) if dates else None


def _complaint_page(posted: Posted, *, expired: bool = False) -> Page:
    missing = _("Write the day on which the decision came.")
    form = DayForm(posted, missing=missing, check=day_not_long_ago, expired=expired)
    return page_of(form, "next_steps/deadline_complaint.html", last=last_day_of_complaint(form.day))


def _overdue_form() -> PostedForm:
    """Who writes the letter that asks for the answer."""
    writers = ids_and_texts(here().letters[LetterKind.OVERDUE].writers)
    return PostedForm({"hvem": OneOfField(offered=writers, missing="")}, None)


def _decision_page(standard: Standard, posted: Posted, *, expired: bool = False) -> Page:
    missing = _("Write the day on which you applied, or want to apply.")
    form = DayForm(posted, missing=missing, check=day_of_an_application, expired=expired)
    (line,) = timelines([standard], form.day or site().today(), site().guide.time_to_complain)
    due = line.decision
    latest = latest_due(standard, line.applied)
    token = _sealed(f"{here().slug}/ansoegning/{standard.slug}", due) if due else ""
    return page_of(
        form,
        "next_steps/deadline_decision.html",
        standard=standard,
        line=line,
        overdue=_overdue_form() if form.day and latest and latest < site().today() else None,
        by_case=dues_by_case(standard, line.applied),
        closed=closed_day(due, chosen_language()) if due else None,
        left_out=public_holidays(line.applied, due, chosen_language()) if due and line.processing.working_days else (),
        file=url_for("deadlines.decision_calendar", slug=standard.slug, token=token) if token else "",
        file_days=days_of(due, site().today()) if due else (),
    )
