"""Dates that follow from the rules: by when a decision should be there, and a complaint. Pure; today is passed in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from guide.rules.standards import ProcessingTime, Rate


@dataclass(frozen=True, slots=True)
class ComplaintDates:
    """The days that follow from the day on which a decision was received.

    A complaint must itself be received by the end of ``last_day``. ``forwarded`` is the day by which a municipality
    that keeps its decision sends on a complaint that it received on that last day.
    """

    received: date
    last_day: date
    forwarded: date


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day of the month where that one is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def decision_due(processing: ProcessingTime, applied: date) -> date | None:
    """The day by which the municipality aims to have decided, or ``None`` where it names no number."""
    if processing.months:
        return months_after(applied, processing.months)
    if processing.weeks:
        return applied + timedelta(weeks=processing.weeks)
    return None


def complaint_due(received: date, weeks: int) -> date:
    """The last day on which a complaint over a decision that was received on this day must itself be received."""
    return received + timedelta(weeks=weeks)


def whole_weeks(deadline: Rate) -> int | None:
    """The weeks of a deadline of ``satser.yaml``, or ``None`` where it is told in another unit."""
    return int(deadline.value) if deadline.unit in ("uge", "uger") and deadline.value.isdecimal() else None


def complaint_dates(received: date, to_complain: Rate, to_forward: Rate) -> ComplaintDates | None:
    """What follows from the day of receiving a decision; ``None`` where a deadline is not told in weeks.

    No day is moved for a weekend or a holiday: no source says that it may be.
    """
    weeks, further = whole_weeks(to_complain), whole_weeks(to_forward)
    if weeks is None or further is None:
        return None
    last_day = complaint_due(received, weeks)
    return ComplaintDates(received, last_day, last_day + timedelta(weeks=further))
