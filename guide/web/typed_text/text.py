"""The letters of typed text, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from flask import Request
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.datastructures.structures import iter_multi_items

LONGEST = 100
"""Characters; no date or number is longer."""


class NotUnderstood(ValueError):
    """The message says what to write instead."""


class _Composed(ImmutableMultiDict[str, str]):
    """Names and texts in composed letters (NFC)."""

    def __init__(self, sent: Iterable[tuple[str, str]] | None = None) -> None:
        super().__init__(
            [(normalize("NFC", name), normalize("NFC", text)) for name, text in iter_multi_items(sent or ())]
        )


class TypedRequest(Request):
    """The door for whatever is typed.

    Some keyboards, and what is copied from a PDF, write “å” as two characters.
    """

    parameter_storage_class = _Composed


def without_control(text: str, longest: int = LONGEST) -> str:
    """One line of the text, without control characters."""
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())[:longest]


def two_meanings(first: str, second: str) -> NotUnderstood:
    return NotUnderstood(_("Do you mean %(first)s or %(second)s? Write one of them.", first=first, second=second))
