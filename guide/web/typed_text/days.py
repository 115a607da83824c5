"""Days as people write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from babel.dates import format_date, get_day_names, get_month_names
from flask_babel import gettext as _

from guide.web.http.locale import full_date, long_date
from guide.web.http.prefixes import DANISH, chosen_language
from guide.web.site import site
from guide.web.typed_text.text import NotUnderstood, two_meanings

_BETWEEN = r"[ ./\\,_:\u2010-\u2015\u2212-]+"
_ORDINAL = r"(?:\.|ste|nde|de|te|ende|st|nd|rd|th)?"
_YEAR = r"['’]?(?P<year>[0-9]{4}|[0-9]{2})"
_WAYS = [
    re.compile(way)
    for way in (
        rf"(?P<year>[0-9]{{4}}){_BETWEEN}(?P<month>[0-9]{{1,2}}){_BETWEEN}(?P<day>[0-9]{{1,2}})",
        rf"(?P<day>[0-9]{{1,2}}){_BETWEEN}(?P<month>[0-9]{{1,2}})(?:{_BETWEEN}{_YEAR})?",
        rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}(?:{_BETWEEN})?(?P<name>[^\W\d_]+)(?:(?:{_BETWEEN})?{_YEAR})?",
        rf"(?P<name>[^\W\d_]+)(?:{_BETWEEN})?(?P<day>[0-9]{{1,2}}){_ORDINAL}(?:{_BETWEEN}{_YEAR})?",
    )
]
_RUN_TOGETHER = re.compile(r"[0-9]{6}|[0-9]{8}")
_TIME = re.compile(r"(?:[ ,]*\bkl\b.*|(?<=[0-9])t[0-9:.z+-]+|(?<=[0-9]{4}),? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)$")
_FROM_TODAY = {"i forgårs": -2, "i går": -1, "i dag": 0, "i morgen": 1, "i overmorgen": 2}
_WHOLE_YEAR, _MONTHS_A_YEAR, _SHORTEST_NAME = 4, 12, 3
_PLAUSIBLE_YEARS = range(1900, 2100)


def read_date(text: str) -> date:
    """The day: “22. november 2026”, “22/11 2026”, “22-11-26”, “22112026”.

    Raises ``NotUnderstood``.
    """
    written = _TIME.sub("", text.casefold()).strip(" .,;")
    for words, days in _FROM_TODAY.items():
        if written in (words, words.replace(" ", "")):
            return site().today() + timedelta(days=days)
    weekday, written = _split_weekday(written)
    day = _read_run_together(written) if _RUN_TOGETHER.fullmatch(written) else _read_parts(written)
    if weekday is not None and day.weekday() != weekday:
        raise NotUnderstood(_("Check the day: it would be %(day)s.", day=full_date(day)))
    return day


def example_day() -> str:
    """Today, so that its year is a likely one."""
    return long_date(site().today())


def _read_parts(written: str) -> date:
    match = next((match for way in _WAYS if (match := way.fullmatch(written))), None)
    parts = match.groupdict() if match else {}
    month = _month_of(parts["name"]) if "name" in parts else int(parts.get("month") or 0)
    if not month:
        raise NotUnderstood(_("Write the date with day, month and year, for example %(day)s.", day=example_day()))
    if month > _MONTHS_A_YEAR:
        raise NotUnderstood(_("There are only 12 months. Write the day first, then the month."))
    if not parts["year"]:
        raise _without_year(month, int(parts["day"]))
    year = parts["year"] if len(parts["year"]) == _WHOLE_YEAR else f"20{parts['year']}"
    return _existing(int(year), month, int(parts["day"]))


def _read_run_together(figures: str) -> date:
    """“22112026” or “20261122”, “221126” or “261122”."""
    head, tail = (figures[:4], figures[4:]) if len(figures) == len("ddmmyyyy") else (figures[:2], figures[2:])
    # The day first, as in Danish; the year first, as in the names of files.
    readings = (
        (figures[4:], figures[2:4], figures[:2]),
        (head, tail[:2], tail[2:]),
    )
    days = [day for reading in readings if (day := _plausible(*reading))]
    if len(set(days)) > 1:
        raise two_meanings(*map(long_date, days))
    if not days:
        raise NotUnderstood(_("Write the date with day, month and year, for example %(day)s.", day=example_day()))
    return days[0]


def _plausible(year: str, month: str, day: str) -> date | None:
    whole = int(year if len(year) == _WHOLE_YEAR else f"20{year}")
    return _day(whole, int(month), int(day)) if whole in _PLAUSIBLE_YEARS else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int, day: int) -> NotUnderstood:
    """Asks for the year, with the two nearest."""
    today = site().today()
    days = filter(None, (_day(today.year + years, month, day) for years in (0, -1, 1)))
    nearest = sorted(sorted(days, key=lambda day: abs(day - today))[:2], reverse=True)
    if len(nearest) > 1:
        return NotUnderstood(
            _("Write the year too: %(first)s or %(second)s.", first=long_date(nearest[0]), second=long_date(nearest[1]))
        )
    return NotUnderstood(_("Write the year too, for example %(day)s.", day=example_day()))


def _existing(year: int, month: int, day: int) -> date:
    first, meant = _day(year, month, 1), _day(year, month, day)
    if first is None or year < _PLAUSIBLE_YEARS.start:
        raise NotUnderstood(_("Check the year."))
    if meant is None:
        name = format_date(first, "MMMM y", locale=chosen_language()).capitalize()
        days = calendar.monthrange(year, month)[1]
        raise NotUnderstood(_("%(month)s has only %(days)s days. Check the day.", month=name, days=days))
    return meant


def _split_weekday(text: str) -> tuple[int | None, str]:
    """The weekday’s number in “søndag den 22/11”, and the rest."""
    weekday, words = None, text.replace(",", " ").split()
    while words and (words[0].rstrip(".") in ("den", "d") or words[0].rstrip(".") in _weekdays()):
        weekday = _weekdays().get(words.pop(0).rstrip("."), weekday)
    return weekday, " ".join(words)


@cache
def _weekdays() -> Mapping[str, int]:
    names = *get_day_names("abbreviated", locale=DANISH).items(), *get_day_names("wide", locale=DANISH).items()
    return {name.casefold().rstrip("."): day for day, name in names}


def _month_of(name: str) -> int:
    """The month that begins so, else 0."""
    months = {month for whole, month in _month_names(chosen_language()) if whole.startswith(name)}
    return months.pop() if len(months) == 1 and len(name) >= _SHORTEST_NAME else 0


@cache
def _month_names(language: str) -> tuple[tuple[str, int], ...]:
    names = (get_month_names("wide", locale=known).items() for known in (language, DANISH, "en"))
    return tuple((name.casefold(), number) for months in names for number, name in months)
