"""Contrast of a theme's colours (WCAG 2.2, 1.4.3 and 1.4.11).

The guide's own colours are read from ``static/guide/tokens.css``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guide.check.colours import PAIRS, Pair, Palette, colour, lighter, made_of, palettes
from guide.content import Problem
from guide.municipality import Municipality
from guide.theme import COLOURS, IN_THE_DARK

_STEPS = 100


def themes(municipality: Municipality, css: str) -> Iterator[tuple[str, Mapping[str, str], Palette]]:
    """Light and dark theme: names' ending, chosen colours, all colours."""
    own_colours = (("", municipality.theme.light), (IN_THE_DARK, municipality.theme.dark))
    for (ending, own), palette in zip(own_colours, palettes(css), strict=True):
        yield ending, own, {**palette, **own}


def contrast_problems(municipality: Municipality, css: str) -> Iterator[Problem]:
    """One problem per weak colour, with its worst pair."""
    for ending, own, palette in themes(municipality, css):
        failing: dict[str, list[Pair]] = {}
        for pair in PAIRS:
            blamed = _blamed(pair, own, palette)
            if blamed and not pair.holds(palette):
                failing.setdefault(blamed, []).append(pair)
        for name, pairs in failing.items():
            key = next(key for key, property_ in COLOURS.items() if property_ == name) + ending
            worst = min(pairs, key=lambda pair: pair.contrast(palette) / pair.least)
            places = f" {len(pairs)} steder" if len(pairs) > 1 else ""
            weak = f"Farven “{key}” ({own[name]}) skiller sig for lidt ud{places}."
            ratio, least = _danish(worst.contrast(palette)), _danish(worst.least)
            wrong = f"{weak} Værst er {worst.what} på {worst.where}: {ratio}, og der skal være mindst {least}."
            better = nearest(name, palette)
            remedy = f"Prøv “{better}”." if better else "Vælg en anden farve."
            yield Problem(municipality.file, municipality.positions[f"tema.{key}"], wrong, remedy)


def _blamed(pair: Pair, own: Mapping[str, str], palette: Palette) -> str | None:
    """The chosen colour in a pair, the front one first."""
    for side in (pair.front, pair.ground):
        for name in (side, *sorted(made_of(palette, side))):
            if name in own:
                return name
    return None


def nearest(name: str, palette: Palette) -> str | None:
    """The nearest shade of this hue that holds, if any."""
    concerned = [pair for pair in PAIRS if name in made_of(palette, pair.front) | made_of(palette, pair.ground)]
    for step in range(1, _STEPS + 1):
        for way in (-1, 1):
            tried = {**palette, name: lighter(colour(palette, name), way * step / _STEPS)}
            if all(pair.holds(tried) for pair in concerned):
                return tried[name]
    return None


def _danish(ratio: float) -> str:
    """The ratio rounded down to one decimal: 4.46 becomes 4,4."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",").removesuffix(",0")
