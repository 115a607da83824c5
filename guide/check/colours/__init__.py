"""Colours of a stylesheet, and how far they differ.

Read is what the guide's own is written in: ``#rrggbb``, ``#rgb``, ``var(--other)`` and
``color-mix(in srgb, one 12%, other)``. ``PAIRS`` says which of them meet on a page; ``e2e/test_colours.py`` looks
whether any others do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

TEXT = 4.5
NO_TEXT = 3.0
"""Edges of what can be pressed, and the fill of a button."""

Palette = Mapping[str, str]
"""Custom properties without their dashes, and their values."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"[{};]")
_PROPERTY = re.compile(r"--([\w-]+)\s*:\s*(.+)", re.DOTALL)
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_VAR = re.compile(r"var\(--([\w-]+)\)")
_MIX = re.compile(r"color-mix\(in srgb,\s*(?P<one>[^,]+?)\s+(?P<share>\d+)%,\s*(?P<other>.+)\)")
_LINEAR_UP_TO = 0.04045


def palettes(css: str) -> tuple[Palette, Palette]:
    """Custom properties of the light and of the dark theme."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for around, name, value in _properties(_COMMENT.sub("", css)):
        media = [rule for rule in around if rule.startswith("@media")]
        if any("prefers-color-scheme" in rule and "dark" in rule for rule in media):
            dark[name] = value
        elif not media:
            light[name] = value
    return light, light | dark


def _properties(css: str) -> Iterator[tuple[list[str], str, str]]:
    """Each custom property: the rules around it, name, value."""
    around: list[str] = []
    begin = 0
    for token in _TOKEN.finditer(css):
        text = css[begin : token.start()].strip()
        begin = token.end()
        if token[0] == "{":
            around.append(text)
        elif property_ := _PROPERTY.fullmatch(text):
            yield list(around), property_[1], property_[2].strip()
        if token[0] == "}":
            around.pop()


def colour(palette: Palette, name: str) -> str:
    """The colour of a custom property as ``#rrggbb``.

    Raises:
        KeyError: there is no such property.
        ValueError: it is no colour that can be computed.
    """
    return _computed(palette, palette[name])


def made_of(palette: Palette, name: str) -> frozenset[str]:
    """The properties that make a colour, itself among them."""
    others = (made_of(palette, other) for other in _VAR.findall(palette[name]))
    return frozenset((name,)).union(*others)


def _computed(palette: Palette, value: str) -> str:
    if _HEX.fullmatch(value):
        digits = value[1:].lower()
        return "#" + (digits if len(digits) == len("rrggbb") else "".join(2 * digit for digit in digits))
    if named := _VAR.fullmatch(value):
        return colour(palette, named[1])
    if mixing := _MIX.fullmatch(value):
        one, other = _computed(palette, mixing["one"]), _computed(palette, mixing["other"])
        return mixed(one, other, int(mixing["share"]) / 100)
    raise ValueError(value)


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, from 0 to 255, of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(one: str, other: str, share: float) -> str:
    """A share of one colour in another, mixed in sRGB."""
    blended = (share * a + (1 - share) * b for a, b in zip(parts(one), parts(other), strict=True))
    return "#" + "".join(f"{round(part):02x}" for part in blended)


def luminance(of: str) -> float:
    """WCAG's relative luminance: 0 for black, 1 for white."""
    red, green, blue = (_linear(part / 255) for part in parts(of))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def lighter(of: str, by: float) -> str:
    """A lighter or darker shade, as strong in its hue.

    ``by`` is from -1 (black at most) to 1 (white at most).
    """
    hue, lightness, strength = rgb_to_hls(*(part / 255 for part in parts(of)))
    changed = hls_to_rgb(hue, min(max(lightness + by, 0.0), 1.0), strength)
    return "#" + "".join(f"{round(255 * part):02x}" for part in changed)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on a page, named in Danish."""

    front: str
    ground: str
    least: float
    what: str
    where: str

    def contrast(self, palette: Palette) -> float:
        return contrast(colour(palette, self.front), colour(palette, self.ground))

    def holds(self, palette: Palette) -> bool:
        return self.contrast(palette) >= self.least


GROUNDS = {
    "paper": "papiret",
    "card": "en boks",
    "shade": "en flade",
    "chosen": "et valgt svar",
    "likely": "“passer”",
    "individual": "en advarsel",
    "unknown": "“mangler svar”",
    "unlikely": "“passer ikke”",
}
_FRONTS = {
    "ink": ("tekst", tuple(GROUNDS)),
    "muted": ("lille tekst", ("paper", "card", "shade", "chosen", "likely", "individual", "unknown")),
    "accent": ("links", ("paper", "card", "shade", "likely", "individual", "unknown", "unlikely")),
    "error": ("fejl", ("paper", "card")),
}
_EDGES = {
    "accent": ("knapper og kanter", ("paper", "card", "chosen")),
    "edge": ("kanter", ("paper", "card", "shade")),
    "error": ("kanten om en fejl", ("paper", "card")),
}
PAIRS = (
    Pair("on-accent", "accent", TEXT, "tekst", "en knap"),
    *(
        Pair(front, ground, least, what, GROUNDS[ground])
        for fronts, least in ((_FRONTS, TEXT), (_EDGES, NO_TEXT))
        for front, (what, grounds) in fronts.items()
        for ground in grounds
    ),
)
