"""Reading aloud: only with the device's own Danish voice, sentence by sentence, and quiet on Escape."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.conftest import Server

STUB = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => %s,
  speak: one => { window.said.push(one.text); window.speaking = one; },
  cancel: () => { window.cancelled = true; },
}});
"""
DANISH = '[{lang: "da-DK", localService: true}]'
BUTTON = ".reading-switch button"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def open_with(page: Page, server: Server, voices: str) -> None:
    page.add_init_script(STUB % voices)
    page.goto(f"{server.origin}/helsingoer/klage")


def test_it_reads_one_sentence_after_the_other_from_the_heading_on(page: Page, server: Server) -> None:
    open_with(page, server, DANISH)
    page.locator(BUTTON).click()
    assert page.evaluate("window.said") == [page.locator("h1").inner_text()]
    page.evaluate("window.speaking.onend({target: window.speaking})")
    said = page.evaluate("window.said")
    assert len(said) == 2
    assert said[1] in page.locator("main").inner_text()


def test_escape_ends_it_and_the_button_offers_it_again(page: Page, server: Server) -> None:
    open_with(page, server, DANISH)
    button = page.locator(BUTTON)
    offered = button.inner_text()
    button.click()
    assert button.inner_text() != offered
    page.keyboard.press("Escape")
    assert page.evaluate("window.cancelled") is True
    expect(button).to_have_text(offered)
    page.evaluate("window.speaking.onend({target: window.speaking})")
    assert len(page.evaluate("window.said")) == 1


@pytest.mark.parametrize(
    "voices", ["[]", '[{lang: "en-GB", localService: true}]', '[{lang: "da-DK", localService: false}]']
)
def test_without_a_danish_voice_of_the_device_there_is_no_button(page: Page, server: Server, voices: str) -> None:
    open_with(page, server, voices)
    expect(page.locator(".reading-switch")).to_be_visible()
    assert page.locator(BUTTON).count() == 0
