"""Pages with holes, packed before anybody's words come into them.

Brotli writes random bytes as they are. So a page is packed with such bytes where a hole is, as long as what will come
there, and they are replaced in what was packed. Where the same hole comes again, Brotli has written “as above”.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import brotli

from guide.web.http.compression import filled_brotli

Values = Mapping[bytes, bytes]
"""What comes into each hole, by the mark that the hole has in the text."""


def fill(text: bytes, values: Values) -> bytes:
    """The page with these values."""
    for hole, value in values.items():
        text = text.replace(hole, value)
    return text


def pack(text: bytes, values: Values) -> bytes:
    """The page in Brotli, for ``fill_packed`` with values as long.

    Empty where Brotli wrote it in another way, which is tried. Nothing of the values is in it but their length.
    """
    before = _strangers(values, b"packed")
    pieces = [text]
    for hole in values:
        at = next(number for number, piece in enumerate(pieces) if hole in piece)
        first, _hole, rest = pieces[at].partition(hole)
        pieces[at : at + 1] = first, hole, rest
    packed = filled_brotli(*(fill(piece, before) for piece in pieces))
    tried = _strangers(values, b"tried")
    try:
        right = brotli.decompress(fill_packed(packed, tried)) == fill(text, tried)
    except brotli.error:
        right = False
    return packed if right else b""


def fill_packed(packed: bytes, values: Values) -> bytes:
    """The same with these values."""
    before = _strangers(values, b"packed")
    return fill(packed, {before[hole]: value for hole, value in values.items()})


def _strangers(values: Values, purpose: bytes) -> Values:
    """Other bytes of the same lengths, random and always the same."""
    return {hole: hashlib.shake_256(purpose + hole).digest(len(value)) for hole, value in values.items()}
