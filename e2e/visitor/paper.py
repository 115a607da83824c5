"""What is printed: how many pages, in which colours."""

from __future__ import annotations

import re

from e2e.visitor.device import in_known_colours
from e2e.visitor.visit import Visit

A4 = in_known_colours(width=703, printed=True)
"""As wide as the paper between its margins."""

BLACK_ON_WHITE = {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}

COLOURS = "all => all.flatMap(part => [getComputedStyle(part).color, getComputedStyle(part).backgroundColor])"


def pages(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has: each is an object of its own."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def painted(visit: Visit, selector: str) -> set[str]:
    """The colours of what can be seen, and of what is behind it."""
    return set(visit.find(selector).locator("visible=true").evaluate_all(COLOURS))
