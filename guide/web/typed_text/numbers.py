"""Numbers and amounts as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import gettext as _

from guide.web.http.prefixes import DANISH
from guide.web.typed_text.text import NotUnderstood, two_meanings

_AMOUNT = "1.250,50"
_MOST_DECIMALS = 2
_MINUS = "-−–"

_DIGITS = re.compile(r"[0-9., '’]+")
_GROUPED = r"(?P<whole>[0-9]{1,3}(?:%s[0-9]{3})+)"
_WAYS = [
    re.compile(way)
    for way in (
        r"(?P<whole>[0-9]*)(?:[.,](?P<part>[0-9]*))?",
        _GROUPED % r"[ '’]" + r"(?:[.,](?P<part>[0-9]*))?",
        _GROUPED % r"\." + r"(?:,(?P<part>[0-9]*))?",
        _GROUPED % r"," + r"(?:\.(?P<part>[0-9]*))?",
    )
]
"""Plain, and grouped in thousands by spaces, dots or commas. What fits two of them has two meanings."""

_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_WITH_FRACTION = re.compile(r"([0-9]*) ?([½¼¾])")
_UNITS = (
    ("kr.", "kr", "kroner", "krone", "dkk"),
    ("km", "km.", "kilometer"),
    ("timer", "time", "t", "t."),
    ("døgn", "nætter", "nat"),
    ("weekender", "weekend"),
)
"""Words for one unit, each group for itself."""
_NO_OERE = re.compile(r"[.,:] ?[-−–—]+$")


@dataclass(frozen=True, slots=True)
class NumberBounds:
    unit: str
    most: Decimal
    least: Decimal = Decimal(0)
    whole: bool = False
    example: str = _AMOUNT


def read_number(text: str, bounds: NumberBounds, *, sure: bool = False) -> Decimal:
    """The number: “1.250,50”, “1250.5”, “kr. 1 250”, “1.250,-”.

    Raises ``NotUnderstood``. What has two meanings is read as in Danish where the writer is ``sure``.
    """
    written = _WITH_FRACTION.sub(_as_decimal, _without_unit(text.casefold(), bounds.unit.casefold()))
    if written[:1] and written[0] in _MINUS and _DIGITS.fullmatch(written[1:]):
        raise NotUnderstood(_("Write a number that is 0 or more."))
    written = written.removeprefix("+")
    if not _DIGITS.fullmatch(written):
        raise NotUnderstood(_("Write the number with figures only, for example %(example)s.", example=bounds.example))
    number = _meaning(written, sure=sure)
    # First of all: what is too large cannot be rounded.
    if number > bounds.most:
        most = format_decimal(bounds.most, locale=DANISH)
        raise NotUnderstood(_("Write a number that is at most %(most)s.", most=most))
    if number < bounds.least:
        raise NotUnderstood(_("Write a number that is at least %(least)s.", least=bounds.least))
    if bounds.whole and number != number.to_integral_value():
        raise NotUnderstood(_("Write a whole number, for example %(example)s.", example=bounds.example))
    if number != round(number, _MOST_DECIMALS):
        raise NotUnderstood(
            _(
                "Write at most %(most)s figures after the comma, for example %(example)s.",
                most=_MOST_DECIMALS,
                example=_AMOUNT,
            )
        )
    return number


def _meaning(written: str, *, sure: bool) -> Decimal:
    """The one number that these figures can be."""
    numbers = []
    for match in (way.fullmatch(written) for way in _WAYS):
        whole, part = (match["whole"], match["part"] or "") if match else ("", "")
        if whole or part:
            numbers.append(Decimal(f"{re.sub('[^0-9]', '', whole) or 0}.{part or 0}"))
    if not numbers:
        raise NotUnderstood(_("Write a comma before the decimals, for example %(example)s.", example=_AMOUNT))
    plain, grouped = numbers[0], numbers[-1]
    # In Danish a dot groups (1.250), and “0,250” groups nothing; only “1,250” is written for both.
    if plain != grouped and "," in written and not written.startswith("0"):
        if sure:
            return round(plain, _MOST_DECIMALS)
        raise two_meanings(format_decimal(grouped, locale=DANISH), format_decimal(plain, locale=DANISH))
    return plain if written.startswith("0") else grouped


def _as_decimal(match: re.Match[str]) -> str:
    return f"{match[1] or 0},{_FRACTIONS[match[2]]}"


def _without_unit(text: str, unit: str) -> str:
    """The number without its unit or “ca.”."""
    words = next((group for group in _UNITS if unit in group), (unit,))
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    text = re.sub(rf"^(?:ca\.? |cirka )?(?:(?:{longest_first})(?=[\s0-9]))? ?", "", text)
    return _NO_OERE.sub("", re.sub(rf" ?(?:{longest_first})$", "", text)).strip()
