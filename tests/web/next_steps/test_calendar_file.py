"""The calendar file, read by another library than the one that writes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar
from vobject.base import Component

from guide.web.next_steps.calendar_file import REMINDERS, Deadline, calendar_file

TODAY = date(2026, 11, 22)
DEADLINE = Deadline(
    "helsingoer/klage", date(2026, 12, 20), "Sidste dag: ærlig; ren, klar", "Linje et\nLinje \\ to, æøå" * 9
)
LONGEST_LINE = 75
"""Octets, without the line's end (RFC 5545, 3.1)."""


def read(file: bytes) -> Component:
    """The calendar of a file, as another library than the one that wrote it reads it."""
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    (calendar,) = vobject.readComponents(file.decode("utf-8"))
    return calendar


@pytest.fixture
def file() -> bytes:
    return calendar_file(DEADLINE, TODAY).get_data()


def test_the_file_is_a_calendar_with_one_whole_day(file: bytes) -> None:
    calendar = read(file)
    assert (calendar.name, calendar.version.value) == ("VCALENDAR", "2.0")
    assert calendar.prodid.value
    (event,) = calendar.vevent_list
    # A day has no hour, and so no time zone to be wrong in; it ends where the next one begins (RFC 5545, 3.6.1).
    assert (event.dtstart.value, event.dtend.value) == (DEADLINE.day, DEADLINE.day + timedelta(days=1))
    assert type(event.dtstart.value) is date
    assert event.dtstamp.value == datetime(2026, 11, 22, tzinfo=UTC)


def test_the_words_come_through_whole(file: bytes) -> None:
    event = read(file).vevent
    assert (event.summary.value, event.description.value) == (DEADLINE.title, DEADLINE.text)


def test_no_line_is_longer_than_calendars_must_take(file: bytes) -> None:
    assert max(map(len, file.split(b"\r\n"))) <= LONGEST_LINE


def test_each_reminder_comes_in_the_morning_of_a_day_before(file: bytes) -> None:
    alarms = read(file).vevent.valarm_list
    assert [alarm.action.value for alarm in alarms] == ["DISPLAY"] * len(REMINDERS)
    assert all(alarm.description.value for alarm in alarms)
    # A day begins at midnight: nine in the morning of the day a week before is six days and fifteen hours before it.
    assert [alarm.trigger.value for alarm in alarms] == [
        timedelta(hours=9) - timedelta(days=days) for days in REMINDERS
    ]


def test_the_library_that_wrote_it_reads_the_same(file: bytes) -> None:
    (event,), other = Calendar.from_ical(file).events, read(file).vevent
    assert (event.start, event.end) == (other.dtstart.value, other.dtend.value)
    assert str(event["SUMMARY"]) == other.summary.value
    assert str(event["DESCRIPTION"]) == other.description.value
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [
        alarm.trigger.value for alarm in other.valarm_list
    ]


def uid(deadline: Deadline, today: date = TODAY) -> str:
    name: str = read(calendar_file(deadline, today).get_data()).vevent.uid.value
    return name


def test_the_same_deadline_has_the_same_name_whenever_it_is_fetched() -> None:
    assert uid(DEADLINE) == uid(DEADLINE, TODAY + timedelta(days=1))


def test_another_deadline_has_another_name_and_none_tells_what_it_is_about() -> None:
    other = Deadline("helsingoer/ansoegning/ledsagelse", DEADLINE.day, "a", "b")
    later = Deadline(DEADLINE.about, DEADLINE.day + timedelta(days=1), "a", "b")
    assert len({uid(DEADLINE), uid(other), uid(later)}) == 3
    assert "ledsagelse" not in uid(other)


def test_the_file_tells_nobody_else_what_it_is_about(file: bytes) -> None:
    told = read(file).vevent.contents
    assert (told["class"][0].value, told["transp"][0].value) == ("PRIVATE", "TRANSPARENT")
    assert calendar_file(DEADLINE, TODAY).headers["Content-Disposition"] == "attachment; filename=frist.ics"
