"""Weekends and Danish public holidays, from the library ``holidays``. Pure.

They never move a deadline. They tell that nobody may be there to receive something on its last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

_SATURDAY = 5


@cache
def _holidays(language: str, *, shut_too: bool = False) -> HolidayBase:
    """The public holidays; with ``shut_too`` also days such as 24 December, when much is shut without being one."""
    categories = ("public", "optional") if shut_too else ("public",)
    return country_holidays("DK", language=language, categories=categories)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which a municipality is shut: a weekend, or the public holiday of this name (empty for a weekend).

    ``before`` is the last working day before it.
    """

    day: date
    holiday: str
    before: date


def closed_day(day: date, language: str = "da") -> ClosedDay | None:
    """What to know of a weekend day or a public holiday; ``None`` on a working day.

    ``language`` is that of the holiday's name; English, where the library has no other.
    """
    holiday = str(_holidays(language).get(day, ""))
    return ClosedDay(day, holiday, working_day_before(day)) if holiday or _is_weekend(day) else None


def working_day_before(day: date) -> date:
    """The last day before this one that is no weekend, no public holiday, and none on which much is shut."""
    before = day - timedelta(days=1)
    while _is_weekend(before) or before in _holidays("da", shut_too=True):
        before -= timedelta(days=1)
    return before


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
