"""The stops of the keyboard: where Tab should lead on a page, where it does lead, and what is to be seen there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from e2e.visitor.visit import Visit

COLOURS = (Path(__file__).parent / "colours.js").read_text(encoding="utf-8")

EXPECTED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(element => element.checkVisibility() && !element.disabled && element.tabIndex >= 0)
  // A group of radios is one stop: at the chosen one, or at the first.
  .filter(element => element.type !== "radio" || element.checked
    || (!element.form.querySelector(":checked") && element === element.form.querySelector("[type=radio]")))
  .map(element => element.outerHTML.replace(/\\s+/g, " ").slice(0, 120))"""

REACHED = f"""() => {{
  {COLOURS}
  const element = document.activeElement;
  // The ring of an answer is around its row.
  const ringed = [element, element.closest("div")].find(one => one && getComputedStyle(one).outlineStyle !== "none");
  const style = ringed && getComputedStyle(ringed);
  const box = element.getClientRects()[0];
  const above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const own = [element, ...(element.labels ?? [])];
  return {{
    what: element.outerHTML.replace(/\\s+/g, " ").slice(0, 120),
    ring: style ? parseFloat(style.outlineWidth) : 0,
    contrast: style ? contrast(style.outlineColor, ground(ringed.parentElement)) : 0,
    on_top: above !== null && own.some(one => one.contains(above)),
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  }};
}}"""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the focus is: the element, the width of its ring in pixels, the ring's contrast, and whether it is seen."""

    what: str
    ring: float
    contrast: float
    on_top: bool
    top: float
    bottom: float


def stops(visit: Visit) -> list[str]:
    """What the keyboard should reach, in the order in which the page is written."""
    found: list[str] = visit.run(EXPECTED)
    return found


def walked(visit: Visit, count: int) -> Iterator[Stop]:
    """The first stops that Tab leads to."""
    for _ in range(count):
        visit.press("Tab")
        yield Stop(**visit.run(REACHED))


def tab_to(visit: Visit, selector: str, *, in_group: bool = False) -> int:
    """Moves the focus forward until it is on the element, and can be seen; how many keys that takes.

    ``in_group``: arrows move it within a group of radios.
    """
    for pressed in range(60):
        if visit.find(f"{selector}:focus").count():
            assert Stop(**visit.run(REACHED)).ring >= 1, f"no focus ring: {selector}"
            return pressed
        on_radio = in_group and visit.find("input[type=radio]:focus").count()
        visit.press("ArrowDown" if on_radio else "Tab")
    raise AssertionError(f"{selector} is not reached by keyboard on {visit}")
