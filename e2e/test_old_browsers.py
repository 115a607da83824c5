"""A tablet too old for the newer words of a stylesheet: nothing is covered, and there is room around the text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route

from e2e.states.state import Addresses, State
from e2e.visitor.visit import Visit
from testing.long_run import first_now
from testing.people import CANNOT_GO_OUT_ALONE

STYLES = re.compile(r"/assets/.*\.css$")
UNKNOWN = re.compile(
    r"(?:(?:margin|padding)-(?:block|inline)|inset(?:-block|-inline)?(?:-start|-end)?):[^;}]*;?"
    r"|(?<=[{}])[^{}@]*:(?:has|is|focus-visible)\b[^{}]*\{[^{}]*\}"
)
"""What Safari before 14.1 passes over: shorthands of two sides, insets, and whole rules for one unknown selector."""

PAGES = (
    State("start", "/helsingoer/", "main"),
    State("question", "/helsingoer/spoergsmaal/ny/hvem", "[data-question]"),
    State("result", "/helsingoer/resultat/{token}", ".mark", CANNOT_GO_OUT_ALONE),
    State("standard", "/helsingoer/standarder/ledsagelse", ".timeline"),
)

SEEN = """() => {
  const [skip, main, heading] = [".skipnav", "main", "h1"].map(one => document.querySelector(one));
  const { paddingLeft, paddingTop } = getComputedStyle(main);
  return {
    skip: skip.getBoundingClientRect().bottom > 0,
    room: Math.min(main.getBoundingClientRect().left + parseFloat(paddingLeft), parseFloat(paddingTop)),
    heading: parseFloat(getComputedStyle(heading).marginBottom),
  };
}"""


def without_new_words(route: Route) -> None:
    answer = route.fetch()
    text, left_out = UNKNOWN.subn("", answer.text())
    assert left_out
    route.fulfill(status=200, content_type="text/css", body=text)


@pytest.mark.parametrize("state", first_now(PAGES), ids=str)
def test_an_old_tablet_covers_nothing_and_keeps_margins(visit: Visit, addresses: Addresses, state: State) -> None:
    with visit.intercepted(STYLES, without_new_words):
        # That no text lies over another, the visitor checks on arrival.
        seen = addresses.open(visit, state).run(SEEN)
        assert not seen["skip"]
        assert seen["room"] >= 15
        assert seen["heading"] >= 10
        visit.press("Tab")
        assert visit.find(".skipnav").evaluate("one => one.getBoundingClientRect().top >= 0")
