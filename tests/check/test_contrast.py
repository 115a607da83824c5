"""A theme's colours can be told apart: WCAG's formula, the palette of the stylesheet, and what the check says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guide.check import check
from guide.check.colours import NO_TEXT, PAIRS, TEXT, colour, contrast, made_of, mixed, palettes
from guide.check.contrast import nearest, themes
from guide.municipality import Guide
from guide.theme import COLOURS, Theme
from testing.changed_content import MUNICIPALITY, STYLESHEET, THEME, TODAY, Copy
from tests.conftest import everywhere

CSS = STYLESHEET.read_text(encoding="utf-8")


def complaints(content: Copy, theme: str) -> list[str]:
    content.change(MUNICIPALITY, THEME, f"tema: {theme}")
    return [str(problem) for problem in check(content.root, TODAY, STYLESHEET).problems]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # Black on white and white on white are the ends of the scale; the others are WebAIM's and the W3C's own.
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.00),
        ("#949494", "#ffffff", 3.03),
    ],
)
def test_the_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_the_palette_is_read_from_the_stylesheet_light_dark_and_mixed() -> None:
    light, dark = palettes(
        """:root { --paper: #fff; /* --paper: #000; */ --ink: #010203; --chosen: var(--ink) }
        @media screen and (prefers-color-scheme: dark) { :root { --paper: #000; } }
        @supports (color: red) { body { --chosen: color-mix(in srgb, var(--ink) 50%, var(--paper)); } }
        @media print { :root { --ink: #000; } } @media (min-width: 48em) { :root { --ink: #999; } }"""
    )
    assert (colour(light, "paper"), colour(dark, "paper")) == ("#ffffff", "#000000")
    assert (light["ink"], dark["ink"]) == ("#010203", "#010203")
    assert (colour(light, "chosen"), colour(dark, "chosen")) == (mixed("#010203", "#ffffff", 0.5), "#000102")
    assert made_of(light, "chosen") == {"chosen", "ink", "paper"}


def test_what_is_no_colour_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError, match="rebeccapurple"):
        colour({"paper": "rebeccapurple"}, "paper")


@pytest.mark.parametrize("palette", palettes(CSS), ids=["light", "dark"])
def test_every_pair_of_the_guides_own_colours_holds(palette: dict[str, str]) -> None:
    assert [(pair.what, pair.where) for pair in PAIRS if not pair.holds(palette)] == []


@everywhere
def test_every_pair_of_every_municipality_holds_in_both_themes(guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        for ending, _own, palette in themes(municipality, CSS):
            failing = [(pair.what, pair.where) for pair in PAIRS if not pair.holds(palette)]
            assert failing == [], f"{municipality.slug}{ending}"


def test_every_colour_that_can_be_chosen_is_measured() -> None:
    measured = {name for pair in PAIRS for name in (pair.front, pair.ground)}
    assert set(COLOURS.values()) <= measured
    assert {pair.least for pair in PAIRS} == {TEXT, NO_TEXT}


def test_a_theme_that_can_be_read_is_no_problem(content: Copy) -> None:
    assert complaints(content, '{accent: "#7a1f3d", papir: "#ffffff", flade: "#f0f0f0", blæk: "#111111"}') == []


def test_a_weak_accent_is_refused_at_its_line_with_its_worst_pair(content: Copy) -> None:
    (problem,) = complaints(content, '\n  accent mørk: "#7cc4e8"\n  accent: "#7aa7b8"')
    wrong = "Farven “accent” (#7aa7b8) skiller sig for lidt ud 11 steder. \
Værst er links på “passer ikke”: 2,1, og der skal være mindst 4,5. Prøv “#426b7b”."
    assert problem == content.told(MUNICIPALITY, 'accent: "#7aa7b8"', wrong)


def test_a_dark_accent_is_measured_against_the_dark_colours(content: Copy) -> None:
    (problem,) = complaints(content, '{accent mørk: "#0b5f66"}')
    assert "Farven “accent mørk” (#0b5f66)" in problem


def test_a_paper_on_which_the_guides_own_text_is_lost_is_named(content: Copy) -> None:
    (problem,) = complaints(content, '{papir: "#777777"}')
    assert "Farven “papir” (#777777)" in problem


def test_the_text_on_the_accent_is_named_when_both_are_chosen(content: Copy) -> None:
    (problem,) = complaints(content, '{accent: "#0b5f66", tekst på accent: "#333333"}')
    assert "Farven “tekst på accent” (#333333)" in problem


@pytest.mark.parametrize(
    "theme", ['{accent: "#7aa7b8"}', '{accent mørk: "#333399"}', '{papir: "#c8c8c8"}', '{blæk: "#888888"}']
)
def test_the_colour_that_is_proposed_instead_passes(content: Copy, theme: str) -> None:
    (problem,) = complaints(content, theme)
    proposed = re.search(r"Prøv “(#[0-9a-f]{6})”", problem)
    assert proposed is not None
    content.change(MUNICIPALITY, theme, re.sub(r"#[0-9a-f]{6}", proposed[1], theme))
    assert check(content.root, TODAY, STYLESHEET).problems == ()


def test_where_no_shade_of_the_colour_will_do_none_is_proposed() -> None:
    light, _dark = palettes(CSS)
    assert nearest("paper", {**light, "ink": "#ffffff", "muted": "#000000"}) is None


def test_a_colour_that_is_not_chosen_is_not_blamed(guide: Guide) -> None:
    municipality = replace(guide.municipalities["helsingoer"], theme=Theme())
    for _ending, own, palette in themes(municipality, CSS):
        assert not own
        assert palette["accent"].startswith("#")
