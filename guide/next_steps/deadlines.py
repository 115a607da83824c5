"""When to expect a decision, and when to complain. Pure."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from guide.next_steps.holidays import working_days_after
from guide.rules.standards import Standard
from guide.sources import ProcessingTime, Rate


@dataclass(frozen=True, slots=True)
class ComplaintDates:
    """The days that follow from receiving a decision."""

    received: date
    last_day: date
    """A complaint must itself be received by the end of it."""
    forwarded: date | None = None
    """By then a complaint received on the last day is sent on, if the decision is kept; ``None`` at a board."""


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def decision_due(processing: ProcessingTime, applied: date) -> date | None:
    """The day by which the municipality aims to decide.

    ``None`` where no time is known. Calendar days are not moved for a weekend or a holiday; working days leave both
    out, as their name says.
    """
    if not processing.is_known:
        return None
    if processing.working_days:
        return working_days_after(applied, processing.working_days)
    return months_after(applied, processing.months) + timedelta(days=processing.days, weeks=processing.weeks)


def dues_by_case(standard: Standard, applied: date) -> tuple[tuple[str, date], ...]:
    """Each case that has its own time, and its day."""
    dues = ((case.name, decision_due(case.processing, applied)) for case in standard.cases if case.processing)
    return tuple((name, due) for name, due in dues if due)


def latest_due(standard: Standard, applied: date) -> date | None:
    """The latest day: the standard's own, or a case's."""
    general = decision_due(standard.processing, applied)
    return max((general, *(due for _name, due in dues_by_case(standard, applied)))) if general else None


def complaint_due(received: date, weeks: int) -> date:
    return received + timedelta(weeks=weeks)


def whole_weeks(deadline: Rate) -> int | None:
    """The weeks of a deadline, ``None`` in another unit."""
    return int(deadline.value) if deadline.unit in ("uge", "uger") and deadline.value.isdecimal() else None


def complaint_dates(received: date, to_complain: Rate, to_forward: Rate) -> ComplaintDates | None:
    """What follows from a decision; ``None`` without deadlines in weeks.

    No day is moved for a weekend or a holiday: no source says that it may be.
    """
    weeks, further = whole_weeks(to_complain), whole_weeks(to_forward)
    if weeks is None or further is None:
        return None
    last_day = complaint_due(received, weeks)
    return ComplaintDates(received, last_day, last_day + timedelta(weeks=further))
