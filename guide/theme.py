"""A municipality's colours, type, corners, logo and stylesheet. Pure.

What is not given is the guide's own, as ``static/guide/tokens.css`` has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

COLOURS: Mapping[str, str] = {
    "accent": "accent",
    "tekst på accent": "on-accent",
    "papir": "paper",
    "boks": "card",
    "flade": "shade",
    "blæk": "ink",
}
"""Colours to choose, as ``kommune.md`` names them, by custom property."""

GENERIC_FONTS = ("sans-serif", "serif", "system-ui", "monospace")
"""Families that every device has; all others are names."""

IN_THE_DARK = " mørk"
"""Ends the name of a colour of the dark theme."""


@dataclass(frozen=True, slots=True)
class File:
    """A municipality's file; ``name`` is relative to its folder."""

    name: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG or PNG; only its aspect ratio counts."""

    file: File
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Logo:
    text: str
    picture: Picture
    dark: Picture | None = None

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return (self.picture, self.dark) if self.dark else (self.picture,)


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """An own stylesheet, with the files of its ``url(…)``."""

    name: str
    text: str = field(repr=False)
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """What a municipality has chosen; all else is the guide's.

    ``light`` and ``dark`` map custom properties (``accent``) to colours (``#0b5f66``); ``font`` are the families in
    the order of preference, the last one generic; ``radius`` is in CSS pixels.
    """

    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    font: tuple[str, ...] = ()
    radius: int | None = None
    logo: Logo | None = None
    stylesheet: Stylesheet | None = None

    @property
    def files(self) -> tuple[File, ...]:
        """All files but the stylesheet."""
        pictures = tuple(picture.file for picture in self.logo.pictures) if self.logo else ()
        return pictures + (self.stylesheet.files if self.stylesheet else ())
