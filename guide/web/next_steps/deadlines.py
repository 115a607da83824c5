"""Deadlines: from the day of a decision to the last day of a complaint, from an application to its decision.

A day that is typed is answered at once, with the page or a calendar file: it is kept nowhere, and in no address.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _

from guide.municipality import Municipality
from guide.next_steps.deadlines import complaint_dates
from guide.next_steps.holidays import closed_day
from guide.result.timeline import timelines
from guide.rules.standards import Standard
from guide.web.fields import errors_of
from guide.web.http.prefixes import chosen_language
from guide.web.kept_nowhere import keep_nowhere
from guide.web.next_steps.calendar_file import REMINDERS, Deadline, calendar_file
from guide.web.next_steps.deadline_forms import AppliedForm, DayForm, ReceivedForm
from guide.web.site import municipality_or_404, site, standard_or_404

blueprint = Blueprint("deadlines", __name__, url_prefix="/<municipality>/frister")
blueprint.after_request(keep_nowhere)

Page = tuple[str, int]


@blueprint.get("")
def overview(municipality: str) -> str:
    """Which deadlines can be reckoned."""
    chosen = municipality_or_404(municipality)
    lines = timelines(chosen.with_outcome, site().today(), site().guide.rates["klagefrist"])
    return render_template("next_steps/deadlines.html", municipality=chosen, lines=lines)


@blueprint.get("/klage")
@blueprint.get("/klage/kalender", endpoint="complaint_again")
def complaint(municipality: str) -> Page:
    """Ask for the day of the decision."""
    return _complaint_page(municipality_or_404(municipality), ReceivedForm())


@blueprint.post("/klage")
def complaint_of(municipality: str) -> Page:
    """The last day of a complaint, and what follows."""
    return _complaint_page(municipality_or_404(municipality), _posted(ReceivedForm))


@blueprint.post("/klage/kalender")
def complaint_calendar(municipality: str) -> Page | Response:
    """The last day of a complaint for a calendar."""
    chosen, form = municipality_or_404(municipality), _posted(ReceivedForm)
    rates = site().guide.rates
    if form.day is None or not (dates := complaint_dates(form.day, rates["klagefrist"], rates["klage-videre"])):
        return _complaint_page(chosen, form)
    title = _("Last day: %(name)s must have your complaint", name=chosen.name)
    text = _("The municipality must have received it by the end of the day. You can write, phone or come in person.")
    return calendar_file(Deadline(f"{chosen.slug}/klage", dates.last_day, title, text), site().today())


@blueprint.get("/ansoegning/<slug>")
@blueprint.get("/ansoegning/<slug>/kalender", endpoint="decision_again")
def decision(municipality: str, slug: str) -> Page:
    """Ask for the day of the application."""
    chosen = municipality_or_404(municipality)
    return _decision_page(chosen, standard_or_404(chosen, slug), AppliedForm())


@blueprint.post("/ansoegning/<slug>")
def decision_of(municipality: str, slug: str) -> Page:
    """The day by which there should be a decision."""
    chosen = municipality_or_404(municipality)
    return _decision_page(chosen, standard_or_404(chosen, slug), _posted(AppliedForm))


@blueprint.post("/ansoegning/<slug>/kalender")
def decision_calendar(municipality: str, slug: str) -> Page | Response:
    """The day of the decision for a calendar."""
    chosen, form = municipality_or_404(municipality), _posted(AppliedForm)
    found = standard_or_404(chosen, slug)
    if form.day is None:
        return _decision_page(chosen, found, form)
    (line,) = timelines([found], form.day, site().guide.rates["klagefrist"])
    title = _("There should be an answer from %(name)s", name=chosen.name)
    text = _("If there is none, ask the municipality how far it has come.")
    due = line.decision or abort(404)
    return calendar_file(Deadline(f"{chosen.slug}/ansoegning/{slug}", due, title, text), site().today())


def _posted(kind: type[DayForm]) -> DayForm:
    form = kind(request.form)
    form.validate()
    return form


def _complaint_page(chosen: Municipality, form: DayForm) -> Page:
    rates, today = site().guide.rates, site().today()
    dates = form.day and complaint_dates(form.day, rates["klagefrist"], rates["klage-videre"])
    page = render_template(
        "next_steps/deadline_complaint.html",
        municipality=chosen,
        form=form,
        errors=list(errors_of(form)),
        dates=dates,
        closed=closed_day(dates.last_day, chosen_language()) if dates else None,
        today=today,
        reminders=REMINDERS,
    )
    return page, 422 if form.errors else 200


def _decision_page(chosen: Municipality, standard: Standard, form: DayForm) -> Page:
    (line,) = timelines([standard], form.day or site().today(), site().guide.rates["klagefrist"])
    page = render_template(
        "next_steps/deadline_decision.html",
        municipality=chosen,
        standard=standard,
        form=form,
        errors=list(errors_of(form)),
        line=line,
        closed=closed_day(line.decision, chosen_language()) if line.decision else None,
        today=site().today(),
        reminders=REMINDERS,
    )
    return page, 422 if form.errors else 200
