"""Whether the colours of a theme can be told apart: WCAG 2.2, 1.4.3 for text and 1.4.11 for what is not text.

The guide's own colours are read from ``static/guide/tokens.css``. ``PAIRS`` says which of them meet on a page;
``e2e/test_colours.py`` looks whether any others do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guide.check.palette import Palette, colour, made_of, mixed, palettes, parts
from guide.check.positions import Places
from guide.content import Problem
from guide.municipality import Municipality
from guide.theme import COLOURS, IN_THE_DARK

TEXT = 4.5
NO_TEXT = 3.0
"""Edges of what can be pressed, and the fill of a button."""

_STEPS = 100
_LINEAR_UP_TO = 0.04045


@dataclass(frozen=True, slots=True)
class Pair:
    """Two custom properties that meet on a page, how much they must differ at least, and what they are, in Danish."""

    front: str
    ground: str
    least: float
    what: str
    where: str

    def contrast(self, palette: Palette) -> float:
        """What they differ by."""
        return contrast(colour(palette, self.front), colour(palette, self.ground))

    def holds(self, palette: Palette) -> bool:
        """Whether that is enough."""
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


def luminance(of: str) -> float:
    """The relative luminance of ``#rrggbb``, from 0 for black to 1 for white, as WCAG defines it."""
    red, green, blue = (_linear(part / 255) for part in parts(of))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def themes(municipality: Municipality, css: str) -> Iterator[tuple[str, Mapping[str, str], Palette]]:
    """The light and the dark theme: the ending of its colours' names, what was chosen, and all colours as they are."""
    chosen = (("", municipality.theme.light), (IN_THE_DARK, municipality.theme.dark))
    for (ending, own), palette in zip(chosen, palettes(css), strict=True):
        yield ending, own, {**palette, **own}


def contrast_problems(municipality: Municipality, css: str, places: Places) -> Iterator[Problem]:
    """One complaint for each chosen colour that differs too little from another one, with every pair and its ratio."""
    for ending, own, palette in themes(municipality, css):
        failing: dict[str, list[Pair]] = {}
        for pair in PAIRS:
            blamed = _blamed(pair, own, palette)
            if blamed and not pair.holds(palette):
                failing.setdefault(blamed, []).append(pair)
        for name, pairs in failing.items():
            key = next(key for key, property_ in COLOURS.items() if property_ == name) + ending
            told = "; ".join(_told(pairs, palette))
            yield Problem(
                municipality.file,
                places.line(municipality.file, f"{key} {own[name].removeprefix('#')}"),
                f"Farven “{key}” ({own[name]}) skiller sig for lidt ud: {told}.",
                _remedy(name, palette),
            )


def _blamed(pair: Pair, own: Mapping[str, str], palette: Palette) -> str | None:
    """The chosen colour that a pair is made of, the one in front before the other."""
    for side in (pair.front, pair.ground):
        for name in (side, *sorted(made_of(palette, side))):
            if name in own:
                return name
    return None


def _told(pairs: list[Pair], palette: Palette) -> Iterator[str]:
    """What is seen, with each of its grounds and its ratio there, and what the ratio must be."""
    for what, least in dict.fromkeys((pair.what, pair.least) for pair in pairs):
        ratios = [
            f"{_danish(pair.contrast(palette))} på {pair.where}"
            for pair in pairs
            if (pair.what, pair.least) == (what, least)
        ]
        yield f"{what} {', '.join(ratios)} (mindst {_danish(least)})"


def _remedy(name: str, palette: Palette) -> str:
    better = nearest(name, palette)
    return f"Prøv “{better}”." if better else "Vælg en anden farve."


def nearest(name: str, palette: Palette) -> str | None:
    """The colour nearest to this one, towards black or white, with which all its pairs hold; if there is one."""
    concerned = [pair for pair in PAIRS if name in made_of(palette, pair.front) | made_of(palette, pair.ground)]
    for step in range(1, _STEPS + 1):
        for end in ("#000000", "#ffffff"):
            tried = {**palette, name: mixed(end, colour(palette, name), step / _STEPS)}
            if all(pair.holds(tried) for pair in concerned):
                return tried[name]
    return None


def _danish(ratio: float) -> str:
    """The ratio with one decimal, rounded down: 4.46 is no 4.5."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",").removesuffix(",0")
