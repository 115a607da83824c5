"""Dates that follow from processing times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from guide.municipality import Guide
from guide.next_steps.deadlines import (
    ComplaintDates,
    complaint_dates,
    complaint_due,
    decision_due,
    months_after,
    whole_weeks,
)
from guide.next_steps.holidays import public_holidays
from guide.sources import ProcessingTime


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 4, date(2027, 3, 22)),
        (date(2026, 11, 22), 1, date(2026, 12, 22)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("processing", "due"),
    [
        (ProcessingTime(months=5), date(2027, 4, 22)),
        (ProcessingTime(weeks=8), date(2027, 1, 17)),
        (ProcessingTime(days=14), date(2026, 12, 6)),  # a Sunday: no day is moved
        (ProcessingTime(months=6, least=3), date(2027, 5, 22)),
        (ProcessingTime(working_days=1), date(2026, 11, 23)),
        (ProcessingTime(working_days=24), date(2026, 12, 24)),
        (ProcessingTime(working_days=25), date(2026, 12, 28)),  # after 25 December and a weekend
        (
            ProcessingTime(working_days=29),
            date(2027, 1, 4),
        ),  # 31 December counts, 1 January does not
    ],
)
def test_a_decision_is_due_after_the_time_of_the_standard(processing: ProcessingTime, due: date) -> None:
    assert decision_due(processing, date(2026, 11, 22)) == due


def test_public_holidays_that_are_left_out_are_named_but_not_those_in_a_weekend() -> None:
    """26 December 2026 is a Saturday."""
    assert public_holidays(date(2026, 11, 22), date(2027, 1, 4)) == ("Juledag", "Nytårsdag")
    assert public_holidays(date(2027, 3, 25), date(2027, 3, 29)) == ("Langfredag", "Anden påskedag")


def test_no_date_is_made_up_where_the_standard_names_no_number() -> None:
    elsewhere = ProcessingTime(explanation="Se kommunens frister.", link="https://kommune.dk")
    assert decision_due(elsewhere, date(2026, 11, 22)) is None


def test_a_complaint_is_due_so_many_weeks_after_the_decision_was_received() -> None:
    assert complaint_due(date(2026, 11, 22), 4) == date(2026, 12, 20)
    assert complaint_due(date(2028, 2, 1), 4) == date(2028, 2, 29)


def test_a_deadline_that_is_no_whole_number_of_weeks_gives_no_weeks(guide: Guide) -> None:
    deadline = guide.rates["klagefrist"]
    assert whole_weeks(deadline) == 4
    assert whole_weeks(replace(deadline, value="1", unit="uge")) == 1
    assert whole_weeks(replace(deadline, unit="måneder")) is None
    assert whole_weeks(replace(deadline, value="2-4")) is None


def test_no_days_follow_from_a_deadline_that_is_not_told_in_weeks(guide: Guide) -> None:
    weeks, months = guide.rates["klagefrist"], replace(guide.rates["klage-videre"], unit="måneder")
    assert complaint_dates(date(2026, 11, 22), weeks, months) is None
    assert complaint_dates(date(2026, 11, 22), months, weeks) is None


@pytest.mark.parametrize(
    ("received", "last_day", "forwarded"),
    [
        # A Sunday and Christmas Day move nothing, and a leap day counts like any other.
        (date(2026, 11, 22), date(2026, 12, 20), date(2027, 1, 17)),
        (date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 22)),
        (date(2028, 2, 29), date(2028, 3, 28), date(2028, 4, 25)),
    ],
)
def test_the_last_day_of_a_complaint_is_never_moved(
    guide: Guide, received: date, last_day: date, forwarded: date
) -> None:
    """Nor is the day by which it is sent on."""
    dates = complaint_dates(received, guide.rates["klagefrist"], guide.rates["klage-videre"])
    assert dates == ComplaintDates(received, last_day, forwarded)
