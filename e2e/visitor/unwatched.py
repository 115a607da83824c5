"""A tab that nobody looks at, for what a visit leaves behind: what is on its pages, the gates look at elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from e2e.visitor.tab import PATIENCE
from e2e.visitor.visit import AT_REST
from testing.people import Person

ANSWERS_SHOWN = "form[data-question], [data-outcome], table.structured-list"
"""What only a page with answers has; the first question of an empty interview has it too."""

ENTRIES = "() => navigation.entries().map(entry => entry.getState()?.answers)"

BETWEEN_WRITES = 3_000
"""Milliseconds after which Chromium has written what changed in its tabs; what changes then is written 2.5 s later."""

END = "Afslut og ryd"


@contextmanager
def a_tab(browser: Browser, origin: str, *, java_script_enabled: bool = True) -> Iterator[Page]:
    context = browser.new_context(base_url=origin, java_script_enabled=java_script_enabled)
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def walk(page: Page, person: Person, *, wrong_first: tuple[str, tuple[str, ...]] | None = None) -> list[str]:
    """From the start page to the check of the answers; every address on the way. ``wrong_first`` is refused once."""
    walked = []
    page.get_by_role("link", name="Begynd").click()
    page.wait_for_selector("[data-question]")
    while (form := page.locator("[data-question]")).count():
        walked.append(page.url)
        asked = form.get_attribute("data-question") or ""
        if wrong_first and wrong_first[0] == asked:
            page.wait_for_timeout(BETWEEN_WRITES)
            submit(page, wrong_first[1])
            expect(page.locator("#error-summary")).to_be_visible()
            wrong_first = None
        submit(page, person.to(asked))
    return [*walked, page.url]


def submit(page: Page, options: tuple[str, ...]) -> None:
    for entry in page.locator("input[type=checkbox]").all():
        entry.uncheck()
    for option in options:
        page.locator(f"#svar-{option}").check()
    with page.expect_navigation():
        page.locator("main form button.button-primary").click()


def end(page: Page) -> None:
    """Ends, and waits until the tab has gone through its history to the neutral page."""
    page.get_by_role("link", name=END).click()
    for _ in range(PATIENCE // 50):
        with suppress(Error):  # between two pages
            if page.evaluate(AT_REST):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.url} has not come to rest")


def back(page: Page, path: str) -> None:
    """Back to this path; what comes from memory is not loaded, so nothing waits for that."""
    page.go_back(wait_until="commit")
    page.wait_for_url(f"**{path}", wait_until="commit")


def history(page: Page) -> list[bool]:
    """Of each entry of the tab's history whether it holds answers."""
    noted: list[bool] = page.evaluate(ENTRIES)
    return noted


def nothing_in_the_cache(page: Page, addresses: list[str]) -> None:
    """Without a network no page with answers can be shown, for nothing was kept."""
    page.context.set_offline(True)
    for address in addresses:
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.goto(address)
    page.context.set_offline(False)
