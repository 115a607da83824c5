"""The calendar file, read by another library than the one that writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from flask import Flask
from icalendar import Calendar
from vobject.base import Component

from guide.web.next_steps.calendar_file import REMINDERS, Deadline, calendar_file, days_of

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


@pytest.fixture(autouse=True)
def request_in_danish(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def file() -> bytes:
    return calendar_file(DEADLINE, TODAY).get_data()


def last(file: bytes) -> Component:
    """The event of the deadline itself."""
    return max(read(file).vevent_list, key=lambda event: event.dtstart.value)


def test_the_file_is_a_calendar_of_whole_days(file: bytes) -> None:
    calendar = read(file)
    assert (calendar.name, calendar.version.value) == ("VCALENDAR", "2.0")
    assert calendar.prodid.value
    for event in calendar.vevent_list:
        # A day has no hour, and so no time zone to be wrong in; it ends where the next one begins (RFC 5545, 3.6.1).
        assert event.dtend.value == event.dtstart.value + timedelta(days=1)
        assert type(event.dtstart.value) is date
        assert event.dtstamp.value == datetime(2026, 11, 22, tzinfo=UTC)


def test_the_words_come_through_whole(file: bytes) -> None:
    event = last(file)
    assert (event.summary.value, event.description.value) == (DEADLINE.title, DEADLINE.text)


def test_no_line_is_longer_than_calendars_must_take(file: bytes) -> None:
    assert max(map(len, file.split(b"\r\n"))) <= LONGEST_LINE


def test_each_reminder_is_a_day_of_its_own_that_says_how_long_is_left(file: bytes) -> None:
    events = sorted(read(file).vevent_list, key=lambda event: event.dtstart.value)
    assert [event.dtstart.value for event in events] == [date(2026, 12, 13), date(2026, 12, 18), DEADLINE.day]
    assert [event.summary.value for event in events] == [
        *(f"Om {days} dage. {DEADLINE.title}" for days in REMINDERS),
        DEADLINE.title,
    ]
    assert len({event.uid.value for event in events}) == len(events)
    # Google's calendar drops alarms, and Outlook keeps one: nothing may rest on them.
    assert b"VALARM" not in file


@pytest.mark.parametrize(("left", "expected"), [(30, 3), (8, 3), (7, 2), (3, 2), (2, 1), (1, 1), (0, 1)])
def test_a_reminder_that_would_come_too_late_is_left_out(left: int, expected: int) -> None:
    days = days_of(DEADLINE.day, DEADLINE.day - timedelta(days=left))
    assert (len(days), days[-1]) == (expected, DEADLINE.day)


def test_the_library_that_wrote_it_reads_the_same(file: bytes) -> None:
    for event, other in zip(Calendar.from_ical(file).events, read(file).vevent_list, strict=True):
        assert (event.start, event.end) == (other.dtstart.value, other.dtend.value)
        assert str(event["SUMMARY"]) == other.summary.value
        assert str(event["DESCRIPTION"]) == other.description.value


def uid(deadline: Deadline, today: date = TODAY) -> str:
    name: str = last(calendar_file(deadline, today).get_data()).uid.value
    return name


def test_the_same_deadline_has_the_same_name_whenever_it_is_fetched() -> None:
    assert uid(DEADLINE) == uid(DEADLINE, TODAY + timedelta(days=1))


def test_another_deadline_has_another_name_and_none_tells_what_it_is_about() -> None:
    other = Deadline("helsingoer/ansoegning/ledsagelse", DEADLINE.day, "a", "b")
    later = Deadline(DEADLINE.about, DEADLINE.day + timedelta(days=1), "a", "b")
    assert len({uid(DEADLINE), uid(other), uid(later)}) == 3
    assert "ledsagelse" not in uid(other)


def test_the_file_tells_nobody_else_what_it_is_about(file: bytes) -> None:
    for told in (event.contents for event in read(file).vevent_list):
        assert (told["class"][0].value, told["transp"][0].value) == ("PRIVATE", "TRANSPARENT")
    assert calendar_file(DEADLINE, TODAY).headers["Content-Disposition"] == "attachment; filename=frist.ics"
