"""Pages that are packed before they are filled.

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

_END, _OTHER_END = b"A", b"z"
"""Among Arabic letters Brotli writes a byte by what the one before it is: so each hole ends with a Latin letter."""

_TRIES = 8
"""Random bytes happen to look like something in the page, in one page of thirty."""


def fill(text: bytes, values: Values) -> bytes:
    """The page with these values."""
    for hole, value in values.items():
        text = text.replace(hole, value)
    return text


def shape(value: bytes) -> tuple[int, bool]:
    """Its length, and whether it ends in ASCII."""
    return len(value), value[-1:].isascii()


def pack(text: bytes, values: Values) -> bytes:
    """The page in Brotli, for values of the same shapes.

    Nothing of the values is in it but their length. It begins with the number of the random bytes that take their
    place. Empty where no such bytes can be replaced, which is tried, and where a value does not end in ASCII.
    """
    if not all(is_ascii for _length, is_ascii in map(shape, values.values())):
        return b""
    pieces = _pieces(text, values)
    for number in range(_TRIES):
        strangers = _strangers(values, number)
        # Different in every byte, so that none that came in another way looks right by chance.
        other = {hole: bytes(255 - byte for byte in one[:-1]) + _OTHER_END for hole, one in strangers.items()}
        packed = bytes((number,)) + filled_brotli(*(fill(piece, strangers) for piece in pieces))
        try:
            if brotli.decompress(fill_packed(packed, other)) == fill(text, other):
                return packed
        except brotli.error:
            continue
    return b""


def fill_packed(packed: bytes, values: Values) -> bytes:
    """The same with these values."""
    strangers = _strangers(values, packed[0])
    return fill(packed[1:], {strangers[hole]: value for hole, value in values.items()})


def _pieces(text: bytes, values: Values) -> list[bytes]:
    """The text, cut at the first of each hole."""
    pieces = [text]
    for hole in values:
        for place, piece in enumerate(pieces):
            if hole in piece:
                pieces[place : place + 1] = piece.partition(hole)
                break
    return pieces


def _strangers(values: Values, number: int) -> Values:
    """Random bytes of these lengths, always the same."""
    return {
        hole: hashlib.shake_256(hole + bytes((number,))).digest(len(value) - 1) + _END for hole, value in values.items()
    }
