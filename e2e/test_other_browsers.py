"""The guide in Firefox and in WebKit (the engine of Safari): one journey each, with axe and the looks on every page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, expect

from e2e.checkers.others import program
from e2e.machines.webkit import ENTER, SPACE, TAB, WebKit, minibrowser, webkit
from e2e.visitor.axe import OPTIONS
from e2e.visitor.device import Device
from e2e.visitor.looks import LOOKS, faults
from e2e.visitor.visit import Visit
from testing.people import CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON
from testing.server import Server

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]

EXAMINED = f"""async () => {{
  {AXE_SCRIPT};
  const found = (await axe.run({json.dumps(OPTIONS)})).violations;
  return found.map(one => `axe ${{one.id}}: ${{one.help}} (${{one.nodes[0].html.slice(0, 120)}})`);
}}"""
FOCUSED = "() => document.activeElement.id || document.activeElement.className"


def test_somebody_with_firefox_finds_a_companion(firefox: Browser, server: Server) -> None:
    narrow, wide = Device(width=320), Device(width=1280)
    with closing(Visit(firefox, server.origin, narrow)) as visit:
        visit.open("/helsingoer/").through(wide).take(narrow).follow("Begynd")
        while (question := visit.through(wide).take(narrow).question) is not None:
            visit.answer(*CANNOT_GO_OUT_ALONE.to(question))
        visit.press_on("a.button-primary").through(wide).take(narrow)
        assert visit.outcomes["ledsagelse"] == "likely"
        visit.follow("Se og ret mine svar").through(wide).take(narrow).follow("Alder i dag").through(wide)
        assert visit.chosen == CANNOT_GO_OUT_ALONE.to("alder")


def test_firefox_focuses_the_error_and_reaches_everything(firefox: Browser, server: Server) -> None:
    with closing(Visit(firefox, server.origin, Device(width=320))) as visit:
        visit.open("/helsingoer/").follow("Begynd").submit(status=422)
        expect(visit.find("#error-summary")).to_be_focused()
        visit.press("Tab").press_to_go("Enter")
        expect(visit.find("input").first).to_be_focused()
        visit.press("Space", "Tab", "Tab").press_to_go("Enter")
        assert visit.question == "alder"


@pytest.fixture
def window(tmp_path: Path) -> Iterator[WebKit]:
    """WebKit's own small browser, on a screen that nobody sees."""
    for name, package in (("WebKitWebDriver", "webkit2gtk-driver"), ("xvfb-run", "xvfb"), ("xauth", "xauth")):
        program(name, package)
    with webkit(tmp_path / "webkit.log", minibrowser()) as opened:
        yield opened


def looked_at(window: WebKit) -> None:
    """What the page object does after every arrival."""
    complaints = [*window.run(EXAMINED), *faults(window.run(LOOKS))]
    assert not complaints, "\n".join([window.address, *complaints])


def test_a_mother_with_webkit_gets_through_by_mouse_and_keyboard(window: WebKit, server: Server) -> None:
    window.open(f"{server.origin}/helsingoer/")
    looked_at(window)
    window.follow("a.button-primary")
    while asked := window.run("() => document.querySelector('form[data-question]')?.dataset.question"):
        looked_at(window)
        for option in MOTHER_OF_A_SON.to(asked):
            window.click(f"#svar-{option}")
        window.follow("button[type=submit]")
    looked_at(window)
    window.follow("a.button-primary")
    looked_at(window)
    outcome = "() => document.querySelector('[data-standard=midlertidigt-botilbud]').dataset.outcome"
    assert window.run(outcome) == "likely"


def test_webkit_focuses_the_error_and_an_answer_is_given_by_keyboard(window: WebKit, server: Server) -> None:
    window.open(f"{server.origin}/helsingoer/spoergsmaal/ny/hvem")
    window.follow("button[type=submit]")
    assert window.title.startswith("Fejl: ")
    assert window.run(FOCUSED) == "error-summary"
    looked_at(window)
    window.press(TAB + ENTER)
    assert window.run(FOCUSED) == "svar-mig"
    window.press(SPACE)
    assert window.run("() => document.activeElement.checked")
