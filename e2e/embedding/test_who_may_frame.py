"""Who may show the guide in a frame, and what there is where there is no frame, no script, or a window of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from e2e.visitor.embedding_site import Guest, Places, Site, element, iframe
from testing.people import CANNOT_GO_OUT_ALONE

PLACE = "helsingoer"
FORBIDDEN = re.compile(r"frame-ancestors|ERR_BLOCKED_BY_RESPONSE")
ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}


@pytest.fixture(params=[{}, ISOLATED], ids=["", "isolated"])
def host(places: Places, request: pytest.FixtureRequest) -> Iterator[Site]:
    """A site that may frame the guide, as it is and where it isolates itself."""
    places.host.headers = request.param
    yield places.host
    places.host.headers = {}


@pytest.mark.parametrize("framed", [f"/{PLACE}/", f"/{PLACE}/spoergsmaal/ny/hvem", f"/{PLACE}/resultat/ny"])
def test_an_allowed_site_frames_every_page(visits: Callable[..., Guest], host: Site, framed: str) -> None:
    guest = visits().bare(host.page("/bare", iframe(host.guide + framed), script=""))
    assert guest.frame().url.endswith(framed)
    assert guest.find("h1").inner_text()


@pytest.mark.parametrize("framed", ["/", "/om", "/der-er-ikke/noget"])
def test_what_no_site_may_frame(visits: Callable[..., Guest], places: Places, framed: str) -> None:
    refused(visits(), places.host, framed)


def test_what_a_site_may_frame_of_another_municipality(visits: Callable[..., Guest], places: Places) -> None:
    address = places.stranger.page("/bare", iframe(f"{places.guide}/koebenhavn/"), script="")
    assert visits().bare(address).find("h1").inner_text()
    refused(visits(), places.stranger, f"/{PLACE}/")


def refused(guest: Guest, site: Site, framed: str) -> None:
    guest.bare(site.page("/bare", iframe(site.guide + framed), script=""))
    guest.wait(lambda: any(map(FORBIDDEN.search, guest.forgive())))
    assert guest.frame().url.startswith("chrome-error:")


@pytest.mark.parametrize("opened", ["/", f"/{PLACE}/", f"/{PLACE}/spoergsmaal/ny/hvem"])
def test_whoever_opened_the_guide_in_a_window_loses_it(
    visits: Callable[..., Guest], places: Places, opened: str
) -> None:
    guest = visits().bare(places.host.page("/bare", script=""))
    with guest.page.expect_popup() as popup:
        guest.page.evaluate("address => { window.held = window.open(address) }", places.guide + opened)
    popup.value.wait_for_load_state()
    assert popup.value.evaluate("() => window.opener") is None
    assert guest.page.evaluate("() => window.held.closed") is True


def test_a_site_that_is_not_allowed_keeps_the_link_and_gets_no_frame(
    visits: Callable[..., Guest], places: Places
) -> None:
    guest = visits().bare(places.stranger.page("/", element(places.guide)))
    guest.wait(lambda: any(map(FORBIDDEN.search, guest.forgive())))
    assert not guest.page.main_frame.child_frames[0].url.startswith(places.guide)
    expect(guest.page.get_by_role("link", name="Støtteguiden")).to_be_visible()
    expect(guest.page.locator("iframe")).to_be_hidden()
    guest.page.locator("#before").focus()
    guest.page.keyboard.press("Tab")
    expect(guest.page.get_by_role("link", name="Støtteguiden")).to_be_focused()
    guest.page.keyboard.press("Tab")
    expect(guest.page.locator("#after")).to_be_focused()


def test_without_scripts_the_link_stands_there(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(javascript=False).bare(line)
    link = guest.page.get_by_role("link", name="Støtteguiden for Helsingør")
    expect(link).to_be_visible()
    link.click()
    expect(guest.page.locator(".authority-name")).to_be_visible()


def test_without_scripts_a_bare_frame_is_a_whole_guide(visits: Callable[..., Guest], places: Places) -> None:
    guest = visits(javascript=False).bare(places.host.page("/bare", iframe(f"{places.guide}/{PLACE}/"), script=""))
    expect(guest.find("a.button-primary")).to_be_visible()
    assert not guest.find(".authority-name").count()
    result = guest.walk(CANNOT_GO_OUT_ALONE)
    assert f"/ramme/{PLACE}/resultat/" in result.url
    assert result.locator('[data-standard="ledsagelse"][data-outcome="likely"]').count() == 1


def test_a_site_without_the_script_still_shows_errors_first(visits: Callable[..., Guest], places: Places) -> None:
    guest = visits().bare(places.host.page("/bare", iframe(f"{places.guide}/ramme/{PLACE}/"), script=""))
    guest.find("a.button-primary").click()
    guest.find("form button").click()
    expect(guest.find("#error-summary")).to_be_focused()
    guest.check()
