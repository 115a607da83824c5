"""The municipalities that a page lists: all, or a letter's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from guide.municipality import Municipality
from guide.web.site import site

FEW = 12
"""That a page lists at once; of more it has an index of letters, so that it stays as small as with two."""

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"


@dataclass(frozen=True, slots=True)
class Places:
    """What is listed, and of many the letters to choose."""

    listed: tuple[Municipality, ...]
    letters: tuple[str, ...] = ()
    letter: str = ""


def asked_places() -> Places:
    """Those that this request asks for."""
    return places(site().guide.municipalities.values(), request.args.get("bogstav", ""))


def places(municipalities: Iterable[Municipality], asked: str) -> Places:
    """All, where they are few; else those of a letter.

    A name with “Aa” is listed under A and under Å: readers look for it in both.
    """
    every = tuple(municipalities)
    if len(every) <= FEW:
        return Places(every)
    every = tuple(sorted(every, key=_order))
    letters = tuple(letter for letter in _ALPHABET if any(letter in _letters(place) for place in every))
    letter = asked.upper() if asked.upper() in letters else ""
    return Places(tuple(place for place in every if letter in _letters(place)) if letter else (), letters, letter)


def _letters(place: Municipality) -> set[str]:
    name = place.name.upper()
    return {name[:1], "Å"} if name.startswith("AA") else {name[:1]}


def _order(place: Municipality) -> list[int]:
    name = place.name.upper().replace("AA", "Å")
    return [_ALPHABET.find(letter) for letter in name]
