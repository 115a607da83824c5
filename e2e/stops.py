"""The stops of the keyboard: where Tab should lead on a page, where it does lead, and what is to be seen there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from e2e.page import Visit

EXPECTED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(element => element.checkVisibility() && !element.disabled && element.tabIndex >= 0)
  // A group of radios is one stop: at the chosen one, or at the first.
  .filter(element => element.type !== "radio" || element.checked
    || (!element.form.querySelector(":checked") && element === element.form.querySelector("[type=radio]")))
  .map(element => element.outerHTML.replace(/\\s+/g, " ").slice(0, 120))"""

REACHED = """() => {
  const element = document.activeElement;
  const ringed = [element, element.closest("div")].find(
    one => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) > 0);
  const style = ringed && getComputedStyle(ringed);
  const brush = Object.assign(document.createElement("canvas"), {width: 1, height: 1})
    .getContext("2d", {willReadFrequently: true});
  const rgba = colour => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = start => {
    let found = start;
    while (found && rgba(getComputedStyle(found).backgroundColor)[3] < 255) found = found.parentElement;
    return rgba(found ? getComputedStyle(found).backgroundColor : "white");
  };
  const box = element.getClientRects()[0];
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  const above = document.elementFromPoint(...middle);
  return {
    what: element.outerHTML.replace(/\\s+/g, " ").slice(0, 120),
    ring: style ? parseFloat(style.outlineWidth) : 0,
    contrast: style ? contrast(rgba(style.outlineColor), behind(ringed.parentElement)) : 0,
    on_top: above !== null && (element.contains(above) || [...(element.labels ?? [])].some(one => one.contains(above))),
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  };
}"""


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
    found: list[str] = visit.find("html").evaluate(EXPECTED)
    return found


def walked(visit: Visit, count: int) -> Iterator[Stop]:
    """The first stops that Tab leads to."""
    for _ in range(count):
        visit.press("Tab")
        yield Stop(**visit.find("html").evaluate(REACHED))
