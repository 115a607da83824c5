"""What is typed is not lost without a word, and nothing of it is left after the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from e2e.states.state import Addresses, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.unwatched import a_tab, back, end
from e2e.visitor.visit import Visit
from testing.long_run import first_now
from testing.people import CANNOT_GO_OUT_ALONE
from testing.server import Server

LETTER, NOTES = "/helsingoer/breve/klage/ledsagelse", "/helsingoer/forbered"
OWN = "Kære kommune\n\nJeg er uenig, og det er mine egne ord."
EASY, ORDINARY = "Let læst", "Almindelig tekst"
RESULT = State("result", "/helsingoer/resultat/{token}", "[data-outcome]", CANNOT_GO_OUT_ALONE)


def asked(page: Page) -> list[str]:
    """A list of the dialogs from now on, each answered with yes."""
    kinds: list[str] = []

    def answer(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return kinds


def write_letter(page: Page, path: str = LETTER) -> None:
    page.goto(path)
    page.locator("#hvem-mig").check()
    page.locator("#typed button").click()
    page.locator("#brev").fill(OWN)


def go_on(page: Page) -> None:
    page.locator("#draft button").click()
    expect(page.locator("#brev")).to_have_value(OWN)


def test_a_letter_comes_back_after_a_reload_and_with_the_back_button(page: Page) -> None:
    warned = asked(page)
    write_letter(page)
    page.reload()
    assert warned == ["beforeunload"]
    go_on(page)
    page.locator("#typed button.button-primary").click()
    expect(page.locator("div.letter")).to_have_text(OWN)
    page.go_back()
    go_on(page)
    page.goto("/helsingoer/klage")
    page.go_back()
    go_on(page)
    page.get_by_role("link", name="Tilbage").click()
    go_on(page)


def test_what_a_letter_was_made_of_is_still_chosen(page: Page) -> None:
    page.goto(LETTER)
    page.locator("#hvem-barn").check()
    page.locator("#grunde-behov").check()
    page.locator("#dag").fill("1. april")
    page.get_by_role("link", name=EASY).click()
    expect(page.locator("#dag")).to_have_value("1. april")
    page.reload()
    for chosen in ("#hvem-barn", "#grunde-behov"):
        expect(page.locator(chosen)).to_be_checked()
    expect(page.locator("#dag")).to_have_value("1. april")
    expect(page.locator("#draft")).to_be_hidden()


def test_what_was_said_of_a_decision_is_still_there(page: Page) -> None:
    page.goto("/helsingoer/afgoerelse/forebyggende-stoette")
    chosen = (
        "#hvem-vaerge",
        "#resultat-nej",
        "#paragraf-ingen",
        "#grunde-hensyn",
        "#hoert-kendt",
        "#klagevejledning-ja",
    )
    for choice in chosen:
        page.locator(choice).check()
    page.get_by_role("button", name="Se, hvad den ikke svarer på").click()
    page.get_by_role("link", name="Tilbage").click()
    for choice in chosen:
        expect(page.locator(choice)).to_be_checked()
    page.reload()
    expect(page.locator("#grunde-hensyn")).to_be_checked()


@pytest.mark.parametrize("javascript", first_now([True, False]))
def test_let_laest_takes_what_is_typed_along(new_visit: Callable[[Device], Visit], *, javascript: bool) -> None:
    visit = new_visit(in_known_colours(javascript=javascript))
    warned = visit.dialogs()
    visit.open(LETTER).write({"hvem": "mig"}).submit()
    visit.find("#brev").fill(OWN)
    visit.submit(EASY)
    assert visit.path.startswith("/let/")
    expect(visit.find("#brev")).to_have_value(OWN)
    visit.submit().submit(ORDINARY)
    expect(visit.find("div.letter")).to_have_text(OWN)
    visit.open("/helsingoer/frister/klage").write({"dag": "i går"}).submit().submit(EASY)
    expect(visit.find(".answer")).to_be_visible()
    assert visit.path == "/let/helsingoer/frister/klage"
    visit.open("/helsingoer/beregn/boformer-hjemloese").write({"doegn": "2"}).submit().submit(EASY)
    expect(visit.find(".answer")).to_contain_text("201,54")
    assert not warned


def test_notes_come_back_and_a_new_visit_has_none(page: Page) -> None:
    warned = asked(page)
    page.goto(NOTES)
    page.locator("#vigtigst-1").fill("Det går godt.")
    page.locator("#tema-sind summary").click()
    page.locator("#sind-2").fill("Jeg glemmer aftaler.")
    for way in (
        page.reload,
        page.get_by_role("link", name=EASY).click,
        lambda: (page.goto("/om"), page.go_back()),
        page.get_by_role("link", name=ORDINARY).click,
    ):
        way()
        expect(page.locator("#vigtigst-1")).to_have_value("Det går godt.")
        expect(page.locator("#sind-2")).to_have_value("Jeg glemmer aftaler.")
        expect(page.locator("#sind-2")).to_be_visible()
    assert warned == ["beforeunload"] * 2  # not on the way to another reading
    page.goto("/helsingoer/klage")
    page.goto(NOTES)
    expect(page.locator("#vigtigst-1")).to_have_value("")


def test_a_day_that_was_typed_comes_back(page: Page) -> None:
    page.goto("/helsingoer/frister/klage")
    page.locator("#dag").fill("i går")
    page.reload()
    expect(page.locator("#dag")).to_have_value("i går")
    with page.expect_navigation():
        page.locator("#typed button").click()
    page.reload()
    expect(page.locator("#dag")).to_have_value("i går")


def test_another_tab_has_its_own_letter(page: Page) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        asked(tab)
    write_letter(page)
    write_letter(other)
    other.locator("#brev").fill("En anden")
    other.reload()
    page.reload()
    go_on(page)
    other.locator("#draft button").click()
    expect(other.locator("#brev")).to_have_value("En anden")


def test_after_the_end_nothing_that_was_typed_is_there(page: Page, addresses: Addresses) -> None:
    asked(page)
    page.goto(NOTES)
    page.locator("#vigtigst-1").fill(OWN)
    write_letter(page)
    page.goto(addresses.of(RESULT))
    end(page)
    assert page.evaluate("() => window.name") == ""
    while page.go_back() is not None and page.url != "about:blank":
        assert page.locator("textarea").evaluate_all("all => all.every(one => !one.value)")
        assert not page.locator("#draft").is_visible()


def test_who_leaves_quickly_is_not_asked(page: Page) -> None:
    warned = asked(page)
    page.context.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    write_letter(page, "/helsingoer/breve/klage/boformer-hjemloese")
    page.get_by_role("link", name="Forlad siden hurtigt").click()
    page.wait_for_url("https://**")
    assert not warned


def test_notes_that_come_from_memory_after_the_end_are_empty(page_with_memory: Page) -> None:
    asked(page_with_memory)
    page_with_memory.goto(NOTES)
    page_with_memory.locator("#vigtigst-1").fill(OWN)
    page_with_memory.goto("/helsingoer/standarder")
    back(page_with_memory, NOTES)
    assert page_with_memory.evaluate("() => window.fromMemory")  # so that the rest tells something
    expect(page_with_memory.locator("#vigtigst-1")).to_have_value(OWN)
    page_with_memory.evaluate("() => { location.href = '/helsingoer/slut'; }")
    page_with_memory.wait_for_url("**/slut")
    back(page_with_memory, NOTES)
    expect(page_with_memory.locator("#vigtigst-1")).to_have_value("")


@pytest.mark.full
def test_firefox_brings_back_what_was_typed(firefox: Browser, server: Server) -> None:
    with a_tab(firefox, server.origin) as page:
        asked(page)
        write_letter(page)
        page.reload()
        go_on(page)
        page.get_by_role("button", name=EASY).click()
        expect(page.locator("#brev")).to_have_value(OWN)
        page.goto(NOTES)
        page.locator("#vigtigst-1").fill(OWN)
        page.get_by_role("link", name=EASY).click()
        expect(page.locator("#vigtigst-1")).to_have_value(OWN)
        page.goto("/om")
        page.evaluate("() => { setTimeout(() => history.back()); }")
        page.wait_for_timeout(2_000)  # Playwright is not told of a page that Firefox brings back from memory
        assert page.evaluate("() => document.querySelector('#vigtigst-1').value") == OWN
