"""Texts that are made once, and kept within a bound."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

OVERHEAD = 400
"""Bytes of memory that one kept page takes besides its text, about."""


class Kept:
    """Texts by key, within a bound.

    What was not used for longest goes first.

    Args:
        most: bytes in all; 0 keeps nothing.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._texts: dict[object, bytes] = {}
        self._lock = Lock()
        self.size = 0

    def get(self, key: object, make: Callable[[], bytes]) -> bytes:
        """The text of a key, made where it is missing."""
        with self._lock:
            if (text := self._texts.get(key)) is not None:
                self._texts[key] = self._texts.pop(key)
                return text
        text = make()
        with self._lock:
            if key not in self._texts:
                self._texts[key] = text
                self.size += len(text) + OVERHEAD
            while self.size > self._most:
                self.size -= len(self._texts.pop(next(iter(self._texts)))) + OVERHEAD
        return text
