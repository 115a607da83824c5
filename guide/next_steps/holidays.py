"""Weekends and Danish public holidays, from the library ``holidays``. Pure.

They never move a deadline. They mean that nobody may be there to receive something on its last day. A time in working
days leaves out weekends and public holidays, and only those: on 24 December and its like people may work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

_SATURDAY = 5
_ENGLISH = "en_US"
_PUBLIC, _ALL = ("public",), ("public", "optional")


@cache
def _holidays(language: str, categories: tuple[str, ...] = _ALL) -> HolidayBase:
    """Public holidays, and with ``_ALL`` 24 December and its like."""
    # For a language that it does not have, the library would take the one of the server's own surroundings.
    known = language in country_holidays("DK").supported_languages
    return country_holidays("DK", language=language if known else _ENGLISH, categories=categories)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A weekend day, or one on which much is shut."""

    day: date
    holiday: str
    """Its name; empty in a weekend."""
    before: date
    """The last working day before it."""


def closed_day(day: date, language: str = "da") -> ClosedDay | None:
    """The day, if a municipality is shut on it.

    ``language`` is that of the holiday's name; English, where the library has no other.
    """
    holiday = str(_holidays(language).get(day, ""))
    return ClosedDay(day, holiday, working_day_before(day)) if holiday or _is_weekend(day) else None


def working_day_before(day: date) -> date:
    """The last earlier day on which nothing is shut."""
    before = day - timedelta(days=1)
    while _is_weekend(before) or before in _holidays("da"):
        before -= timedelta(days=1)
    return before


def working_days_after(day: date, count: int) -> date:
    """The last of so many working days after this."""
    while count:
        day += timedelta(days=1)
        if not _is_weekend(day) and day not in _holidays("da", _PUBLIC):
            count -= 1
    return day


def public_holidays(after: date, until: date, language: str = "da") -> tuple[str, ...]:
    """Names of those on no weekend, in their order."""
    named = _holidays(language, _PUBLIC)
    days = (after + timedelta(days=passed) for passed in range(1, (until - after).days + 1))
    return tuple(named[day] for day in days if not _is_weekend(day) and day in named)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
