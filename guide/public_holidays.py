"""Weekends and Danish public holidays, from the library ``holidays``. Pure.

They never move a deadline. They tell that nobody may be there to receive something on its last day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

_SATURDAY = 5


@cache
def _holidays(language: str, *, shut_too: bool = False) -> HolidayBase:
    """The public holidays; with ``shut_too`` also days such as 24 December, when much is shut without being one."""
    categories = ("public", "optional") if shut_too else ("public",)
    return country_holidays("DK", language=language, categories=categories)


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def holiday_name(day: date, language: str = "da") -> str:
    """The name of the public holiday in this language (English where there is none); empty on any other day."""
    return str(_holidays(language).get(day, ""))


def working_day_before(day: date) -> date:
    """The last day before this one that is no weekend, no public holiday, and none when much is shut."""
    before = day - timedelta(days=1)
    while is_weekend(before) or before in _holidays("da", shut_too=True):
        before -= timedelta(days=1)
    return before
