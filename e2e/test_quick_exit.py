"""A page can be left quickly, for the municipality's own site, and no answers are behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.states.state import Addresses, State
from e2e.visitor.device import in_known_colours
from e2e.visitor.unwatched import ANSWERS_SHOWN, a_tab, walk
from e2e.visitor.visit import Visit
from testing.people import WITHOUT_A_HOME
from testing.server import Server

URGENT = State("urgent result", "/helsingoer/resultat/{token}", ".quick-exit", WITHOUT_A_HOME)
ELSEWHERE = "https://www.helsingor.dk"


@contextmanager
def watched(page: Page) -> Iterator[list[str | None]]:
    """The site of the municipality, as it would answer; the referrers that it was told."""
    told: list[str | None] = []

    def answer(route: Route) -> None:
        told.append(route.request.headers.get("referer"))
        route.fulfill(content_type="text/html", body="<title>Kommunen</title><p>Velkommen")

    page.context.route(f"{ELSEWHERE}/**", answer)
    yield told


def leave(page: Page, origin: str) -> list[str | None]:
    """Leaves quickly, and looks for answers forward and back; the referrers that the other site was told."""
    with watched(page) as told:
        page.locator(".quick-exit a").click()
        page.wait_for_url(f"{ELSEWHERE}/**")
        referrers = list(told)
        assert page.go_forward() is None
        while page.go_back() is not None and page.url.startswith(origin):
            assert not page.locator(ANSWERS_SHOWN).count()
    return referrers


def test_a_quick_exit_leaves_no_answers_behind(page: Page, server: Server) -> None:
    page.goto("/helsingoer/")
    walk(page, WITHOUT_A_HOME)
    assert leave(page, server.origin) == [None]


def test_a_quick_exit_before_any_answers(page: Page) -> None:
    page.goto("/helsingoer/")
    page.goto("/helsingoer/standarder/boformer-hjemloese")
    with watched(page):
        page.locator(".quick-exit a").click()
        page.wait_for_url(f"{ELSEWHERE}/**")
        page.go_back()
    assert page.url.endswith("/helsingoer/")


def test_a_quick_exit_after_a_link_was_opened(page: Page, server: Server, addresses: Addresses) -> None:
    page.goto(addresses.of(URGENT))
    page.get_by_role("link", name="Se og ret mine svar").click()
    page.wait_for_url("**/svar/**")
    leave(page, server.origin)


def test_without_scripts_the_quick_exit_is_a_plain_link(browser: Browser, server: Server, addresses: Addresses) -> None:
    with a_tab(browser, server.origin, java_script_enabled=False) as page, watched(page) as told:
        page.goto(addresses.of(URGENT))
        for key in ("Tab", "Tab", "Enter"):
            page.keyboard.press(key)
        page.wait_for_url(f"{ELSEWHERE}/**")
        assert told == [None]


@pytest.mark.parametrize("device", [in_known_colours(width=320, height=568)], ids=str)
def test_the_quick_exit_stays_in_sight_and_covers_no_focus(visit: Visit, addresses: Addresses) -> None:
    addresses.open(visit, URGENT).press("End")
    expect(visit.find(".quick-exit a")).to_be_in_viewport(ratio=1)
    for _ in range(25):
        visit.press("Shift+Tab")
        covered = visit.find(":focus").evaluate(
            """element => {
              const box = element.getClientRects()[0];
              const bar = document.querySelector(".quick-exit").getBoundingClientRect();
              return !element.closest(".quick-exit") && box.top < bar.bottom && box.bottom > bar.top;
            }"""
        )
        assert not covered
