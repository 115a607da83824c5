"""A deadline and its reminders as calendar file (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from flask import Response
from flask_babel import ngettext
from icalendar import Calendar, Event

REMINDERS = (7, 2)
"""Days before the deadline."""


@dataclass(frozen=True, slots=True)
class Deadline:
    about: str
    """The end of an address, which names no person."""
    day: date
    title: str
    text: str


def days_of(deadline: date, today: date) -> tuple[date, ...]:
    """The reminders still to come, and the deadline."""
    before = (deadline - timedelta(days=days) for days in REMINDERS)
    return *(day for day in before if day > today), deadline


def calendar_file(deadline: Deadline, today: date) -> Response:
    """A download whose name says nothing of its content.

    Each reminder is a day of its own: Google's calendar drops the alarms of a file, and Outlook keeps one of them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Stoetteguiden//DA")
    calendar.add("version", "2.0")
    for day in days_of(deadline.day, today):
        calendar.add_component(_event(deadline, day, today))
    response = Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=frist.ics"
    response.headers["Cache-Control"] = "no-store"
    return response


def _event(deadline: Deadline, day: date, today: date) -> Event:
    event, left = Event(), (deadline.day - day).days
    # Each day has the same name in the calendar each time, so that fetching it twice gives no second one.
    name = f"stoetteguiden:{deadline.about}:{deadline.day.isoformat()}" + (f":{left}" if left else "")
    event.add("uid", str(uuid5(NAMESPACE_URL, name)))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    title = deadline.title
    if left:
        title = ngettext("In %(num)s day. %(title)s", "In %(num)s days. %(title)s", left, title=title)
    event.add("summary", title)
    event.add("description", deadline.text)
    # In a calendar that others see, it shows as taken up by nothing, and without its words.
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
