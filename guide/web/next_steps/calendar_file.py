"""A deadline as calendar file (RFC 5545) with reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from flask import Response
from icalendar import Alarm, Calendar, Event

REMINDERS = (7, 2)
"""Days before the deadline."""

_MORNING = timedelta(hours=9)  # A whole day begins at midnight, when nobody wants to be reminded


@dataclass(frozen=True, slots=True)
class Deadline:
    about: str
    """The end of an address, which names no person."""
    day: date
    title: str
    text: str


def calendar_file(deadline: Deadline, today: date) -> Response:
    """A download whose name says nothing of its content."""
    calendar = Calendar()
    calendar.add("prodid", "-//Stoetteguiden//DA")
    calendar.add("version", "2.0")
    calendar.add_component(_event(deadline, today))
    response = Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=frist.ics"
    return response


def _event(deadline: Deadline, today: date) -> Event:
    event = Event()
    # The same deadline has the same name in the calendar, so that fetching it twice gives no second one.
    event.add("uid", str(uuid5(NAMESPACE_URL, f"stoetteguiden:{deadline.about}:{deadline.day.isoformat()}")))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + timedelta(days=1))
    event.add("summary", deadline.title)
    event.add("description", deadline.text)
    # In a calendar that others see, it shows as taken up by nothing, and without its words.
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for days in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", deadline.title)
        alarm.add("trigger", _MORNING - timedelta(days=days))
        event.add_component(alarm)
    return event
