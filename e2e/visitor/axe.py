"""What axe finds on a page as it is. A page that was sound is not asked about again while nothing of it changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

from e2e.visitor.device import Device

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}

COLOURS = {"color-contrast", "link-in-text-block"}
SIZES = {"target-size"}
MEASURED_BY_THE_EYE = COLOURS | SIZES
"""The rules that take most of axe's time. Sizes are measured by ``looks.js`` too, on every page that is arrived at."""

SEALED = re.compile(r"[\w-]{60,}")
"""Sealed answers: too long to be read in a complaint, and new each time."""

AS_IT_STANDS = """() => document.querySelector("iframe, frame") ? null : JSON.stringify([
  document.documentElement.outerHTML,
  [...document.querySelectorAll("input, select, textarea")].map(field => [field.value, field.checked]),
  [...document.querySelectorAll("*")].indexOf(document.activeElement),
  [...document.styleSheets].map(sheet => sheet.disabled),
  innerWidth, innerHeight,
])"""
"""All that axe sees of a page: its elements, what is chosen and written, where the focus is, which sheets count, and
the window. None for a page that frames another, which is not told."""

RUN = "async options => (await axe.run(options)).violations"
# A tab brings it with every page, but for those without scripts.
BRING = f"() => {{ {AXE_SCRIPT}; }}"
IS_HERE = f"() => window.axe?.version === '{re.findall(r'axe v([0-9.]+)', AXE_SCRIPT)[0]}'"

_sound: set[bytes] = set()
"""What was without fault, page and device, as hashes; of this process."""


def options_for(device: Device) -> dict[str, Any]:
    """The rules that make sense on a device."""
    left_out = set()
    if not device.contrast:
        left_out |= MEASURED_BY_THE_EYE
    # With forced colours axe reads the colours that the page asked for, not the reader's own, which are painted.
    if device.forced_colors:
        left_out |= COLOURS
    if device.printed:  # nothing is pressed on paper
        left_out |= SIZES
    return OPTIONS | {"rules": {rule: {"enabled": False} for rule in sorted(left_out)}}


def found(page: Page | Frame, device: Device) -> list[str]:
    """Each finding on this page as one complaint; scripts must be allowed to run."""
    seen = page.evaluate(AS_IT_STANDS)
    # Without colours and sizes, it is all one whether it is dark; and whoever measured them has seen the rest too.
    looks = [f"printed: {device.printed}", *([repr(device)] if device.contrast else [])]
    looked_at = [_hash(f"{_engine(page)} {look} {page.url} {seen}") for look in looks if seen is not None]
    if looked_at and looked_at[-1] in _sound:
        return []
    if not page.evaluate(IS_HERE):
        page.evaluate(BRING)
    complaints = list(in_words(page.evaluate(RUN, options_for(device))))
    if not complaints:
        _sound.update(looked_at)
    return complaints


def in_words(violations: list[dict[str, Any]]) -> Iterator[str]:
    """Each finding of axe as one complaint, with the first places where it is."""
    for violation in violations:
        places = [" ".join(node["html"].split())[:140] for node in violation["nodes"]]
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        found = "".join(f"\n      {place}" for place in places[:3])
        yield f"axe {violation['id']} ({violation['impact']}): {violation['help']}{found}{more}"


def _engine(page: Page | Frame) -> str:
    browser = (page.page if isinstance(page, Frame) else page).context.browser
    return browser.browser_type.name if browser else ""


def _hash(page: str) -> bytes:
    return hashlib.sha256(SEALED.sub("…", page).encode("utf-8", "surrogatepass")).digest()
