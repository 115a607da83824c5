"""The calendar file, read back by the library and by a reader of its own, made after RFC 5545 and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from guide.web.calendar_file import REMINDERS, Deadline, calendar_file

TODAY = date(2026, 11, 22)
DEADLINE = Deadline(
    "helsingoer/klage", date(2026, 12, 20), "Sidste dag: ærlig; ren, klar", "Linje et\nLinje \\ to, æøå" * 9
)
LONGEST_LINE = 75
"""Octets, without the line's end (RFC 5545, 3.1)."""


@dataclass
class Part:
    """A component as RFC 5545 has it: its properties by name, each with its parameters and its value."""

    name: str
    properties: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A text without its escapes (3.3.11)."""
        value, plain, escaped = self.properties[name][1], "", False
        for one in value:
            if escaped:
                plain, escaped = plain + ("\n" if one in "nN" else one), False
            elif one == "\\":
                escaped = True
            else:
                plain += one
        return plain


def parsed(file: bytes) -> Part:
    """The calendar of a file: lines unfolded (3.1), components by BEGIN and END (3.4)."""
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    lines = file.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    root = Part("")
    open_parts = [root]
    for line in lines:
        head, _, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if name == "BEGIN":
            part = Part(value)
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif name == "END":
            assert open_parts.pop().name == value
        else:
            assert name not in open_parts[-1].properties, f"{name} is there twice"
            open_parts[-1].properties[name] = (parameters, value)
    assert open_parts == [root]
    (calendar,) = root.parts
    return calendar


@pytest.fixture
def file() -> bytes:
    return calendar_file(DEADLINE, TODAY).get_data()


def test_the_file_is_a_calendar_with_one_whole_day(file: bytes) -> None:
    calendar = parsed(file)
    assert (calendar.name, calendar.properties["VERSION"][1]) == ("VCALENDAR", "2.0")
    assert calendar.properties["PRODID"][1]
    (event,) = calendar.parts
    assert event.name == "VEVENT"
    # A day has no hour, and so no time zone to be wrong in; it ends where the next one begins (3.6.1).
    assert event.properties["DTSTART"] == ("VALUE=DATE", "20261220")
    assert event.properties["DTEND"] == ("VALUE=DATE", "20261221")
    assert event.properties["DTSTAMP"] == ("", "20261122T000000Z")


def test_the_words_come_through_whole(file: bytes) -> None:
    (event,) = parsed(file).parts
    assert event.text("SUMMARY") == DEADLINE.title
    assert event.text("DESCRIPTION") == DEADLINE.text


def test_no_line_is_longer_than_calendars_must_take(file: bytes) -> None:
    assert max(map(len, file.split(b"\r\n"))) <= LONGEST_LINE


def test_each_reminder_comes_in_the_morning_of_a_day_before(file: bytes) -> None:
    (event,) = parsed(file).parts
    assert [alarm.name for alarm in event.parts] == ["VALARM"] * len(REMINDERS)
    assert [alarm.properties["ACTION"][1] for alarm in event.parts] == ["DISPLAY"] * len(REMINDERS)
    assert all(alarm.text("DESCRIPTION") for alarm in event.parts)
    # A day begins at midnight: nine in the morning of the day a week before is six days and fifteen hours before it.
    assert [alarm.properties["TRIGGER"][1] for alarm in event.parts] == ["-P6DT15H", "-P1DT15H"]


def test_the_library_reads_the_same_as_the_reader_of_its_own(file: bytes) -> None:
    (event,) = Calendar.from_ical(file).events
    (own,) = parsed(file).parts
    assert (event.start, event.end) == (DEADLINE.day, DEADLINE.day + timedelta(days=1))
    assert str(event["SUMMARY"]) == own.text("SUMMARY")
    assert str(event["DESCRIPTION"]) == own.text("DESCRIPTION")
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [
        timedelta(hours=9) - timedelta(days=days) for days in REMINDERS
    ]


def uid(deadline: Deadline, today: date = TODAY) -> str:
    (event,) = parsed(calendar_file(deadline, today).get_data()).parts
    return event.properties["UID"][1]


def test_the_same_deadline_has_the_same_name_whenever_it_is_fetched() -> None:
    assert uid(DEADLINE) == uid(DEADLINE, TODAY + timedelta(days=1))


def test_another_deadline_has_another_name_and_none_tells_what_it_is_about() -> None:
    other = Deadline("helsingoer/ansoegning/ledsagelse", DEADLINE.day, "a", "b")
    later = Deadline(DEADLINE.about, DEADLINE.day + timedelta(days=1), "a", "b")
    assert len({uid(DEADLINE), uid(other), uid(later)}) == 3
    assert "ledsagelse" not in uid(other)


def test_the_file_is_private_takes_no_time_and_has_a_name_that_says_nothing(file: bytes) -> None:
    (event,) = parsed(file).parts
    assert (event.properties["CLASS"][1], event.properties["TRANSP"][1]) == ("PRIVATE", "TRANSPARENT")
    assert calendar_file(DEADLINE, TODAY).headers["Content-Disposition"] == "attachment; filename=frist.ics"
