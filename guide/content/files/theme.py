"""The field `tema` of ``kommune.md``; all of it is optional.

What is written here goes into a stylesheet: only what is known to be a colour, a number or a font's name gets there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from guide.content.files.municipality_assets import read_picture, read_stylesheet
from guide.content.syntax.source import Fields, Value
from guide.theme import COLOURS, GENERIC_FONTS, IN_THE_DARK, Logo, Theme

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[^\W_][\w -]{0,40}")
LARGEST_RADIUS = 24
"""CSS pixels; more would make half circles of small things."""


def read_theme(value: Value, folder: Path) -> Theme:
    """The theme of a municipality, with files of its folder."""
    colours = [name + ending for name in COLOURS for ending in ("", IN_THE_DARK)]
    fields = value.fields(*colours, "skrift", "hjørner", "logo", "stylesheet")
    return Theme(
        light=_colours(fields, ""),
        dark=_colours(fields, IN_THE_DARK),
        font=_font(fields.items("skrift")),
        radius=_radius(fields.get("hjørner")),
        logo=_logo(fields.get("logo"), folder),
        stylesheet=read_stylesheet(fields.get("stylesheet"), folder),
    )


def _colours(fields: Fields, ending: str) -> Mapping[str, str]:
    """Colours by custom property, of the names with this ending."""
    by_property = {}
    for name, property_ in COLOURS.items():
        wrong = f"“{name}{ending}: {{}}” er ikke en farve."
        remedy = 'Skriv seks tegn efter #, i anførselstegn: "#123456".'
        colour = fields.get(name + ending).matching(_COLOUR, wrong, remedy)
        if _COLOUR.fullmatch(colour):
            by_property[property_] = colour.lower()
    return by_property


def _font(values: list[Value]) -> tuple[str, ...]:
    """The font families; the last is generic, for every device."""
    wrong, remedy = "“{}” er ikke navnet på en skrift.", "Skriv kun bogstaver, tal, mellemrum og bindestreg."
    families = [*filter(_FONT.fullmatch, (value.matching(_FONT, wrong, remedy) for value in values))]
    if families and families[-1] not in GENERIC_FONTS:
        families.append(GENERIC_FONTS[0])
    return tuple(families)


def _radius(value: Value) -> int | None:
    if not value:
        return None
    radius = value.integer()
    if radius > LARGEST_RADIUS:
        value.report(f"“hjørner: {radius}” er for rundt.", f"Skriv et tal fra 0 til {LARGEST_RADIUS}.")
    return radius


def _logo(value: Value, folder: Path) -> Logo | None:
    fields = value.fields("fil", "fil mørk", "tekst")
    text = fields.text("tekst")
    picture, dark = (read_picture(file, folder) for file in (fields.required("fil"), fields.get("fil mørk")))
    return Logo(text, picture, dark) if picture else None
