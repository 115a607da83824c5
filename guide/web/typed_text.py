"""Dates and numbers as people write them in Danish, read strictly: what is not understood is said, never guessed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel.dates import format_date, get_day_names, get_month_names
from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from flask_babel import gettext as _

from guide.web.http.locale import long_date
from guide.web.http.prefixes import DANISH, chosen_language
from guide.web.site import site

LONGEST = 100
"""Characters; nothing that is a date or a number is longer."""

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_IN_FIGURES = re.compile(r"(?P<day>[0-9]{1,2})[ ./-]+(?P<month>[0-9]{1,2})(?:[ ./-]+(?P<year>[0-9]{4}|[0-9]{2}))?")
_IN_WORDS = re.compile(r"(?P<day>[0-9]{1,2})[ .-]*(?P<name>[^\W\d_]+)\.?(?:[ .,-]*(?P<year>[0-9]{4}))?")
_WHOLE_YEAR = 4
_MONTHS_A_YEAR = 12

_DIGITS = re.compile(r"[0-9., ]+")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?")
_AMOUNT = "1.250,50"
_MINUS = "-−–"
_MOST_DECIMALS = 2


class NotUnderstood(ValueError):
    """What was typed is no date or number that can be used; the message says what to write instead."""


def without_control(text: str, longest: int = LONGEST) -> str:
    """One line of the text, without characters that no page may hold."""
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())[:longest]


def read_date(text: str) -> date:
    """The day that is written in one of the usual ways: “22. november 2026”, “22/11 2026”, “22-11-2026”.

    Raises:
        NotUnderstood: in words for the reader.
    """
    written = _without_weekday(text.casefold())
    match = _ISO.fullmatch(written) or _IN_FIGURES.fullmatch(written) or _IN_WORDS.fullmatch(written)
    found = match.groupdict() if match else {}
    month = _month_names().get(found["name"], 0) if "name" in found else int(found.get("month") or 0)
    if not match or not found["day"] or not month:
        raise NotUnderstood(_("Write the date with day, month and year, for example %(day)s.", day=example_day()))
    if month > _MONTHS_A_YEAR:
        raise NotUnderstood(_("There are only 12 months. Write the day first, then the month."))
    if not found["year"]:
        raise NotUnderstood(_("Write the year too, for example %(day)s.", day=example_day()))
    year = found["year"] if len(found["year"]) == _WHOLE_YEAR else f"20{found['year']}"
    return _existing(int(year), month, int(found["day"]))


def example_day() -> str:
    """A day as it is written out; today, so that its year is a likely one."""
    return long_date(site().today())


def _existing(year: int, month: int, day: int) -> date:
    try:
        first = date(year, month, 1)
    except ValueError as error:
        raise NotUnderstood(_("Check the year.")) from error
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = format_date(first, "MMMM y", locale=chosen_language())
        raise NotUnderstood(_("%(month)s has only %(days)s days. Check the day.", month=name.capitalize(), days=days))
    return first.replace(day=day)


def _without_weekday(text: str) -> str:
    """The date without what may stand before it: “søndag den 22. november 2026”."""
    words = text.replace(",", " ").split()
    while words and words[0].rstrip(".") in _before_dates():
        words.pop(0)
    return " ".join(words)


@cache
def _before_dates() -> frozenset[str]:
    return frozenset(("den", "d", *(name.casefold() for name in get_day_names("wide", locale=DANISH).values())))


def _month_names() -> Mapping[str, int]:
    return {**_months_of(chosen_language()), **_months_of(DANISH)}


@cache
def _months_of(language: str) -> Mapping[str, int]:
    return {
        name.casefold().rstrip("."): number
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=language).items()
    }


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """What a number must be: its unit (which may be typed too), its bounds, whether it is whole."""

    unit: str
    most: Decimal
    least: Decimal = Decimal(0)
    whole: bool = False
    example: str = _AMOUNT


def read_number(text: str, bounds: NumberBounds) -> Decimal:
    """The number as Danish writes it: “1.250,50”, “1250,5”, “1 250”; its unit may stand behind it.

    Raises:
        NotUnderstood: in words for the reader.
    """
    written = _without_unit(text.casefold(), bounds.unit.casefold())
    if written[:1] and written[0] in _MINUS and _DIGITS.fullmatch(written[1:]):
        raise NotUnderstood(_("Write a number that is 0 or more."))
    if not _DIGITS.fullmatch(written):
        raise NotUnderstood(_("Write the number with figures only, for example %(example)s.", example=bounds.example))
    if _SPACED.fullmatch(written):
        written = written.replace(" ", "")
    try:
        number = parse_decimal(written, locale=DANISH, strict=True)
    except NumberFormatError as error:
        complaint = _("Write a comma before the decimals, for example %(example)s.", example=_AMOUNT)
        raise NotUnderstood(complaint) from error
    # First of all: what is too large cannot be rounded.
    if number > bounds.most:
        most = format_decimal(bounds.most, locale=DANISH)
        raise NotUnderstood(_("Write a number that is at most %(most)s.", most=most))
    if number < bounds.least:
        raise NotUnderstood(_("Write a number that is at least %(least)s.", least=bounds.least))
    if bounds.whole and number != number.to_integral_value():
        raise NotUnderstood(_("Write a whole number, for example %(example)s.", example=bounds.example))
    # Counted as they are written: “1,250” is more likely an English thousand than one and a quarter.
    if len(written.partition(",")[2]) > _MOST_DECIMALS:
        raise NotUnderstood(
            _(
                "Write at most %(most)s figures after the comma, for example %(example)s.",
                most=_MOST_DECIMALS,
                example=_AMOUNT,
            )
        )
    return number


def _without_unit(text: str, unit: str) -> str:
    """The number without its unit, and without the “,-” and “kr” that go with amounts."""
    for ending in (unit, "kr.", "kr", ",-"):
        text = text.removesuffix(ending).rstrip()
    return text
