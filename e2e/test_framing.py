"""Who may show the guide in a frame, and that nobody who opened it in a window keeps a hold of it, in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.wrappers import Response

from guide.municipality import Guide
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.server import answering

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PLACE = "helsingoer"
ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}


class Host:
    """The site of somebody else: a page with the guide in a frame, and one that opens it in a window."""

    def __init__(self) -> None:
        self.framed = ""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        headers = ISOLATED if environ["PATH_INFO"] == "/isolated" else {}
        page = f'<!doctype html><title>Vært</title><iframe src="{self.framed}"></iframe>'
        return Response(page, headers=headers, mimetype="text/html")(environ, start)


@pytest.fixture(scope="module")
def host() -> Iterator[tuple[Host, str]]:
    """The host, and its origin."""
    page = Host()
    with answering(page) as origin:
        yield page, origin


@pytest.fixture(scope="module")
def guide_origin(guide: Guide, host: tuple[Host, str]) -> Iterator[str]:
    """The origin of a guide that the host may frame, in one of its municipalities."""
    allowed = replace(guide.municipalities[PLACE], may_embed=(host[1],))
    shown = replace(guide, municipalities={**guide.municipalities, PLACE: allowed})
    with answering(create_app(shown, Settings(keys=(new_key(),)))) as origin:
        yield origin


@pytest.fixture
def look(browser: Browser, host: tuple[Host, str], guide_origin: str) -> Iterator[Callable[[str, str], Page]]:
    """Shows a page of the host with a page of the guide in its frame."""
    context = browser.new_context()

    def show(at_host: str, framed: str) -> Page:
        host[0].framed = guide_origin + framed
        page = context.new_page()
        page.goto(host[1] + at_host)
        return page

    yield show
    context.close()


@pytest.mark.parametrize("at_host", ["/", "/isolated"])
@pytest.mark.parametrize("framed", [f"/{PLACE}/", f"/{PLACE}/spoergsmaal/ny/hvem", f"/{PLACE}/resultat/ny"])
def test_an_allowed_host_can_frame_every_page_even_when_it_isolates_itself(
    look: Callable[[str, str], Page], at_host: str, framed: str
) -> None:
    page = look(at_host, framed)
    assert page.frames[1].url.endswith(framed)
    assert page.frame_locator("iframe").locator("h1").inner_text()


@pytest.mark.parametrize("framed", ["/", "/koebenhavn/", "/om", f"/{PLACE}/der-er-ikke/noget"])
def test_what_no_host_may_frame_is_not_shown_in_a_frame(look: Callable[[str, str], Page], framed: str) -> None:
    frame = look("/", framed).frames[1]
    assert frame.url.startswith("chrome-error:")


@pytest.mark.parametrize("opened", ["/", f"/{PLACE}/", f"/{PLACE}/spoergsmaal/ny/hvem"])
def test_whoever_opened_the_guide_in_a_window_loses_hold_of_it(
    look: Callable[[str, str], Page], guide_origin: str, opened: str
) -> None:
    page = look("/", f"/{PLACE}/")
    with page.expect_popup() as popup:
        page.evaluate("address => { window.held = window.open(address) }", guide_origin + opened)
    popup.value.wait_for_load_state()
    assert popup.value.evaluate("window.opener") is None
    assert page.evaluate("window.held.closed") is True
