"""Each kind of page in a narrow font too, and that the machine's own fonts do not count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from e2e.states.all import KINDS
from e2e.states.state import Addresses, State
from e2e.visitor.device import in_known_colours
from e2e.visitor.visit import Visit
from testing.chromium import WIDE, has_font
from testing.long_run import some_now
from testing.server import Server

NAMED = ("system-ui", "Arial, sans-serif", "serif", "Georgia")


@pytest.fixture(scope="module")
def reader(narrow_browser: Browser, server: Server) -> Iterator[Visit]:
    """A visitor whose font is narrow."""
    visit = Visit(narrow_browser, server.origin, in_known_colours())
    yield visit
    visit.close()


@pytest.mark.parametrize("state", some_now(KINDS, every=5), ids=str)
def test_every_kind_of_page_is_without_fault_in_a_narrow_font(
    reader: Visit, addresses: Addresses, state: State
) -> None:
    addresses.open(reader.take(in_known_colours(width=320)), state).through(in_known_colours())


def fonts(browser: Browser, family: str) -> set[str]:
    """The fonts in which a browser sets a text that asks for a family."""
    page = browser.new_page()
    page.set_content(f"<p style='font-family: {family}'>Blåbærgrød</p>")
    devtools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        devtools.send(f"{domain}.enable")
    document = devtools.send("DOM.getDocument")["root"]["nodeId"]
    text = devtools.send("DOM.querySelector", {"nodeId": document, "selector": "p"})
    used = devtools.send("CSS.getPlatformFontsForNode", text)["fonts"]
    page.close()
    return {font["familyName"] for font in used}


@pytest.mark.skipif(not has_font(WIDE), reason=f"no {WIDE} here: .venv/bin/python -m testing.chromium installs it")
@pytest.mark.parametrize("family", NAMED)
def test_the_wide_font_is_used_whatever_is_installed(browser: Browser, family: str) -> None:
    assert fonts(browser, family) == {"DejaVu Sans"}


@pytest.mark.parametrize("family", NAMED)
def test_the_narrow_font_is_used_whatever_is_installed(narrow_browser: Browser, family: str) -> None:
    assert fonts(narrow_browser, family) == {"Liberation Sans Narrow"}
