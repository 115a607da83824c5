"""How a municipality's pages look, as frozen types: its colours, type, corners, logo and stylesheet. Pure.

What is not given is the guide's own, as it stands in ``static/guide/tokens.css``.
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
"""The colours that a municipality may choose, as ``kommune.md`` names them, and the custom property of each."""

GENERIC_FONTS = ("sans-serif", "serif", "system-ui", "monospace")
"""Families that every device has; all others are names."""

IN_THE_DARK = " mørk"
"""What ends the name of a colour of the dark theme."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a municipality's own; ``name`` is its path in the municipality's folder."""

    name: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG or PNG with its width and height, in any unit: what counts is what one is to the other."""

    file: File
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Logo:
    """A municipality's logo, the text that stands for it, and another picture for the dark theme, if it has one."""

    text: str
    picture: Picture
    dark: Picture | None = None

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All of its pictures."""
        return (self.picture, self.dark) if self.dark else (self.picture,)


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A municipality's own stylesheet, and the files that it names as ``url("path in the folder")``."""

    name: str
    text: str = field(repr=False)
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """What a municipality has chosen.

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
        """Every file to be served besides the stylesheet."""
        pictures = tuple(picture.file for picture in self.logo.pictures) if self.logo else ()
        return pictures + (self.stylesheet.files if self.stylesheet else ())
