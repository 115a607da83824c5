"""Figures typed instead of borrowed (house rule 9).

A figure is a number, in digits or as a word, with its unit. A year, a date, an age band (“18 år”), a clock time, a
paragraph and an address are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.content.syntax.passage import Passage

_DIGITS = r"(?:\d+(?:[.,]\d+)*½?|½)"
_TENS = r"tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems"
_UNDER_TEN = r"to|tre|fire|fem|seks|syv|otte|ni"
_WORDS = (
    rf"(?:halvanden|halvandet|{_UNDER_TEN}|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten"
    rf"|(?:(?:en|{_UNDER_TEN})og)?(?:{_TENS})|hundrede|tusind)"
)
_NUMBER = rf"(?:(?:{_DIGITS}|{_WORDS})[-–])?(?:{_DIGITS}|{_WORDS})"
# A hyphen, or space that goes on to the next line at the most: “3 måneder”, “3-måneders”, “30%”, “4 hele uger”.
_GAP = r"(?:-|[^\S\n]*\n?[^\S\n]*)(?:(?:hele|halve|daglige|ugentlige|månedlige|årlige)\s)?"
_MONEY = r"(?:kr\b\.?|kroner?s?\b|,-)"
_UNITS = (
    r"(?:%|(?:procent|pct|time|timers?|dag|dages?|døgns?|uge|ugers?|måned|måneders?|minut|minutters?"
    r"|km|kilometer|gang|ganges?)\b)"
)
_AMOUNT = re.compile(rf"(?<![\w.,-])(?:{_NUMBER}{_GAP}{_MONEY}|kr\.?[^\S\n]?{_DIGITS})", re.IGNORECASE)
_FIGURE = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBER}{_GAP}{_UNITS}|{_WORDS}{_GAP}års?\b"
    r"|hvert?[^\S\n]\d+\.[^\S\n]*(?:dag|uge|måned|år)\b)",
    re.IGNORECASE,
)
# What is borrowed already, addresses of links, and what is still to be written.
_NO_PROSE = re.compile(r"«[^«»\n]*»|\{[^{}]*\}|\]\([^)\s]*\)|https?://\S+")


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """A typed figure and its position in the text."""

    text: str
    position: int
    is_amount: bool


def typed_figures(text: str) -> Iterator[TypedFigure]:
    """All figures typed in a text, in no special order."""
    prose = _NO_PROSE.sub(lambda match: "·" * len(match[0]), text)
    for pattern, is_amount in ((_AMOUNT, True), (_FIGURE, False)):
        for match in pattern.finditer(prose):
            yield TypedFigure(" ".join(match[0].split()), match.start(), is_amount)


def check_figures(passage: Passage, *, amounts_only: bool = False, has_own: bool = False) -> None:
    """Report every typed figure at its line.

    With ``amounts_only``, in a field that states figures (`omfang`, `pris`, `tal` …), only amounts are refused.
    ``has_own``: the file may give figures of its own under `tal`.
    """
    for figure in typed_figures(passage.text):
        if figure.is_amount:
            remedy = "Skriv beløbet i satser.yaml med sit niveau, og lån det ved navn: {navn}."
        elif amounts_only:
            continue
        else:
            where = "under “tal” eller i satser.yaml" if has_own else "i satser.yaml"
            remedy = f"Skriv tallet {where}, og lån det ved navn: {{navn}}."
        passage.report(figure.position, f"“{figure.text}” er skrevet direkte i teksten.", remedy)
