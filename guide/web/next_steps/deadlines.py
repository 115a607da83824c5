"""Deadlines: from the day of a decision to the last day of a complaint, from an application to its decision.

A day that is typed is answered at once, with the page or a calendar file: it is kept nowhere, and in no address.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _
from wtforms import ValidationError
from wtforms.form import BaseForm

from guide.next_steps.deadlines import ComplaintDates, complaint_dates, months_after
from guide.next_steps.holidays import closed_day
from guide.result.timeline import timelines
from guide.rules.standards import Standard
from guide.web.fields import DateField, Fields, Page, Posted, page_of
from guide.web.headers import allow_storing
from guide.web.http.locale import long_date
from guide.web.http.prefixes import chosen_language
from guide.web.next_steps.calendar_file import REMINDERS, Deadline, calendar_file
from guide.web.site import here, site, standard_or_404

blueprint = Blueprint("deadlines", __name__, url_prefix="/<municipality>/frister")
blueprint.before_request(allow_storing)

_YEARS_BACK = 2
"""What is older is more likely a wrong year than a case that is still open."""

_YEARS_AHEAD = 1
"""Nobody plans an application further ahead."""


def day_of_a_decision(_form: object, field: DateField) -> None:
    """Raise ``ValidationError`` where the day has not come yet, or was years ago."""
    day, today = field.data, site().today()
    if day and day > today:
        raise ValidationError(
            _("That day has not come yet. Write a day that is not after %(day)s.", day=long_date(today))
        )
    if day and day < _years_from(today, -_YEARS_BACK):
        raise ValidationError(
            _(
                "That is more than %(years)s years ago. Check the year. If it is right, the deadline has passed.",
                years=_YEARS_BACK,
            )
        )


def day_of_an_application(_form: object, field: DateField) -> None:
    """Raise ``ValidationError`` where the day was years ago, or is more than a year ahead."""
    day, today = field.data, site().today()
    if day and day > _years_from(today, _YEARS_AHEAD):
        raise ValidationError(_("That is more than a year ahead. Check the year."))
    if day and day < _years_from(today, -_YEARS_BACK):
        raise ValidationError(_("That is more than %(years)s years ago. Check the year.", years=_YEARS_BACK))


def _years_from(day: date, years: int) -> date:
    return months_after(day, years * 12)


class DayForm(BaseForm):
    """A form with one day, in the field ``dag``."""

    def __init__(self, posted: Posted, *, missing: str, check: Callable[[object, DateField], None]) -> None:
        fields: Fields = {"dag": DateField(missing=missing, validators=[check])}
        super().__init__(fields)
        self.process(posted)

    @property
    def day(self) -> date | None:
        """The day that was typed, once it is understood and within its bounds."""
        day: date | None = self["dag"].data
        return None if self["dag"].errors else day


def received_form(posted: Posted = None) -> DayForm:
    """The day on which a decision was received; validated, where something was posted."""
    form = DayForm(posted, missing=_("Write the day on which you got the decision."), check=day_of_a_decision)
    return _validated(form, posted)


def applied_form(posted: Posted = None) -> DayForm:
    """The day on which somebody applied, or wants to; validated, where something was posted."""
    missing = _("Write the day on which you applied, or want to apply.")
    return _validated(DayForm(posted, missing=missing, check=day_of_an_application), posted)


def _validated(form: DayForm, posted: Posted) -> DayForm:
    if posted is not None:
        form.validate()
    return form


def dates_of_complaint(received: date | None) -> ComplaintDates | None:
    """The days that follow from the day of a decision, by the common deadlines."""
    guide = site().guide
    return complaint_dates(received, guide.time_to_complain, guide.time_to_forward) if received else None


@blueprint.get("")
def overview() -> str:
    """Which deadlines can be reckoned."""
    lines = timelines(here().with_outcome, site().today(), site().guide.time_to_complain)
    return render_template("next_steps/deadlines.html", lines=lines)


@blueprint.get("/klage")
@blueprint.get("/klage/kalender", endpoint="complaint_again")
def complaint() -> Page:
    """Ask for the day of the decision."""
    return _complaint_page(received_form())


@blueprint.post("/klage")
def complaint_of() -> Page:
    """The last day of a complaint, and what follows."""
    return _complaint_page(received_form(request.form))


@blueprint.post("/klage/kalender")
def complaint_calendar() -> Page | Response:
    """The last day of a complaint for a calendar."""
    form = received_form(request.form)
    dates = dates_of_complaint(form.day)
    if dates is None:
        return _complaint_page(form)
    title = _("Last day: %(name)s must have your complaint", name=here().name)
    text = _("The municipality must have received it by the end of the day. You can write, phone or come in person.")
    return calendar_file(Deadline(f"{here().slug}/klage", dates.last_day, title, text), site().today())


@blueprint.get("/ansoegning/<slug>")
@blueprint.get("/ansoegning/<slug>/kalender", endpoint="decision_again")
def decision(slug: str) -> Page:
    """Ask for the day of the application."""
    return _decision_page(standard_or_404(slug), applied_form())


@blueprint.post("/ansoegning/<slug>")
def decision_of(slug: str) -> Page:
    """The day by which there should be a decision."""
    return _decision_page(standard_or_404(slug), applied_form(request.form))


@blueprint.post("/ansoegning/<slug>/kalender")
def decision_calendar(slug: str) -> Page | Response:
    """The day of the decision for a calendar."""
    standard, form = standard_or_404(slug), applied_form(request.form)
    if form.day is None:
        return _decision_page(standard, form)
    (line,) = timelines([standard], form.day, site().guide.time_to_complain)
    title = _("There should be an answer from %(name)s", name=here().name)
    text = _("If there is none, ask the municipality how far it has come.")
    due = line.decision or abort(404)
    return calendar_file(Deadline(f"{here().slug}/ansoegning/{slug}", due, title, text), site().today())


def _complaint_page(form: DayForm) -> Page:
    dates = dates_of_complaint(form.day)
    return page_of(
        form,
        "next_steps/deadline_complaint.html",
        dates=dates,
        closed=closed_day(dates.last_day, chosen_language()) if dates else None,
        today=site().today(),
        reminders=REMINDERS,
    )


def _decision_page(standard: Standard, form: DayForm) -> Page:
    (line,) = timelines([standard], form.day or site().today(), site().guide.time_to_complain)
    return page_of(
        form,
        "next_steps/deadline_decision.html",
        standard=standard,
        line=line,
        closed=closed_day(line.decision, chosen_language()) if line.decision else None,
        today=site().today(),
        reminders=REMINDERS,
    )
