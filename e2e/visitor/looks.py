"""What no page may look like, measured in the browser by ``looks.js``: the faults that axe does not look for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOOKS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
"""A function for the browser; what it returns is for ``faults``."""

AT_LEAST_44 = ".button, .options > *, .choice, .back-link, .inline-list a, .link-list a, .skipnav, summary"
"""What is pressed on a phone: the answers, the buttons, the links that stand alone."""

TOO_LOW = """all => all.filter(element => element.checkVisibility({visibilityProperty: true}))
  .map(element => [element.innerText, element.getBoundingClientRect().height])
  .filter(([_name, height]) => height > 0 && height < 43.5)"""
"""Those that are less than 44 pixels high."""


def faults(looks: dict[str, Any]) -> Iterator[str]:
    """Each fault as one complaint, with the first places where it is."""
    if not looks["language"]:
        yield "the html element has no lang"
    if not looks["title"]:
        yield "the page has no title"
    if len(headings := looks["headings"]) != 1:
        yield f"there must be one h1, here are {len(headings)}: {headings}"
    if (outer := looks["outer"]) > (inner := looks["inner"]):
        yield f"sideways scroll: {outer} px in {inner} px; {looks['wide']}"
    for kind, complaint in (
        ("covered", "text lies over other text"),
        ("outside", "text lies outside the page"),
        ("broken", "short words are broken in the middle"),
        ("tiny", "text is smaller than 12 px"),
        ("cut", "text is cut off"),
        ("unhidden", "what is hidden is seen"),
        ("unforced", "keeps its own colours where the reader has forced others"),
        ("small", "smaller than 24 px, and too close to the next thing to press"),
    ):
        if looks[kind]:
            yield f"{complaint}: {'; '.join(looks[kind])}"
