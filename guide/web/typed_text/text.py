"""The letters of typed text, and what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import IO, TYPE_CHECKING
from unicodedata import normalize

from flask import Request, request
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.datastructures.structures import iter_multi_items
from werkzeug.formparser import FormDataParser

if TYPE_CHECKING:
    from werkzeug.formparser import t_parse_result

LONGEST = 100
"""Characters; no date or number is longer."""

LARGEST_BODY = 16 * 1024
"""Bytes of a posted body; a whole set of answers is under one kilobyte."""

LARGEST_LETTER = 256 * 1024
"""Bytes of a body with a letter.

Nine fields of 5,000 characters are 180 kB at most; four of the forms that are sent as ``%F0%9F...`` are 240 kB.
From 500 kB on, Werkzeug would lay what is sent as a file on the disk.
"""

_COMPOSED_AT_ONCE = 1_000
"""Characters; the time to compose a run of accents grows with its square: 64,000 took ten seconds."""

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff]")
"""What no page may hold, and what turns a text around.

All else stays: Persian words and many emoji have joiners in them, and new emoji are not known to Python.
"""


class NotUnderstood(ValueError):
    """The message says what to write instead."""


class _Composed(ImmutableMultiDict[str, str]):
    """Names and texts in composed letters (NFC)."""

    def __init__(self, sent: Iterable[tuple[str, str]] | None = None) -> None:
        super().__init__([(_composed(name), _composed(text)) for name, text in iter_multi_items(sent or ())])


def _composed(text: str) -> str:
    parts = (text[at : at + _COMPOSED_AT_ONCE] for at in range(0, len(text), _COMPOSED_AT_ONCE))
    return "".join(normalize("NFC", part) for part in parts)


class _AllAtOnce(BytesIO):
    """All that was sent, whatever is asked for."""

    def read(self, _size: int | None = -1) -> bytes:
        """All that is left."""
        return super().read()


class _WholeForms(FormDataParser):
    """Reads what is sent in one piece.

    Werkzeug takes it in pieces of 64 kB, and where an empty field lies on a seam, it gets a part of what surrounds it
    (3.1.9). No body is larger than a letter, and each is in memory already.
    """

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> t_parse_result:
        """As Werkzeug's own."""
        return super().parse(_AllAtOnce(stream.read()), mimetype, content_length, options)


class TypedRequest(Request):
    """The door for whatever is typed.

    Some keyboards, and what is copied from a PDF, write “å” as two characters.
    """

    parameter_storage_class = _Composed
    form_data_parser_class = _WholeForms


def allow_letters() -> None:
    """Let this request hold letters, not answers alone."""
    request.max_content_length = request.max_form_memory_size = LARGEST_LETTER


def without_control(text: str, longest: int = LONGEST) -> str:
    """One line of the text, without control characters."""
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())[:longest]


def lines_of_text(text: str) -> str:
    """The text with its lines, without what is no text."""
    return "\n".join(_NO_TEXT.sub("", line).rstrip() for line in text.splitlines()).strip("\n")


def with_latin_figures(text: str) -> str:
    """“1.250,5” also from a keyboard with Arabic figures."""
    return re.sub(r"\d", lambda figure: str(int(figure[0])), text.translate({0x66B: ",", 0x66C: "."}))


def two_meanings(first: str, second: str) -> NotUnderstood:
    return NotUnderstood(_("Do you mean %(first)s or %(second)s? Write one of them.", first=first, second=second))
