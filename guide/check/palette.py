"""The colours of a stylesheet: its custom properties, in the light theme and in the dark one.

It reads only what ``static/guide/tokens.css`` is written in: colours as ``#rrggbb`` or ``#rgb``, ``var(--other)`` and
``color-mix(in srgb, one 12%, other)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Palette = Mapping[str, str]
"""Custom properties without their dashes, and what stands after the colon."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"[{};]")
_PROPERTY = re.compile(r"--([\w-]+)\s*:\s*(.+)", re.DOTALL)
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_VAR = re.compile(r"var\(--([\w-]+)\)")
_MIX = re.compile(r"color-mix\(in srgb,\s*(?P<one>[^,]+?)\s+(?P<share>\d+)%,\s*(?P<other>.+)\)")


def palettes(css: str) -> tuple[Palette, Palette]:
    """The custom properties in the light theme, and in the dark one, where those it does not set are the light ones."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for around, name, value in _properties(_COMMENT.sub("", css)):
        media = [one for one in around if one.startswith("@media")]
        if any("prefers-color-scheme" in one and "dark" in one for one in media):
            dark[name] = value
        elif not media:
            light[name] = value
    return light, light | dark


def _properties(css: str) -> Iterator[tuple[list[str], str, str]]:
    """Each custom property: what stands before the braces around it, its name and its value."""
    around: list[str] = []
    begin = 0
    for token in _TOKEN.finditer(css):
        text = css[begin : token.start()].strip()
        begin = token.end()
        if token[0] == "{":
            around.append(text)
        elif found := _PROPERTY.fullmatch(text):
            yield list(around), found[1], found[2].strip()
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
    """The properties that a colour is made of, itself among them."""
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
    """So much of one colour in another, as browsers mix them in sRGB."""
    blended = (share * a + (1 - share) * b for a, b in zip(parts(one), parts(other), strict=True))
    return "#" + "".join(f"{round(part):02x}" for part in blended)
