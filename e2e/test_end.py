"""After “Afslut og ryd” no answers are in the tab, neither by going back nor from memory nor from the cache."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from e2e.states.state import Addresses, State
from e2e.visitor.unwatched import ANSWERS_SHOWN, END, a_tab, back, end, history, nothing_in_the_cache, submit, walk
from e2e.visitor.visit import Visit
from testing.people import CANNOT_GO_OUT_ALONE, WITHOUT_A_HOME
from testing.server import Server

OLDER = State("older result", "/helsingoer/resultat/{older}", "[data-changed]", CANNOT_GO_OUT_ALONE)
RESULT = State("result", "/helsingoer/resultat/{token}", "[data-outcome]", CANNOT_GO_OUT_ALONE)


def test_nothing_comes_back_after_the_end(page: Page) -> None:
    page.goto("/helsingoer/")
    walked = walk(page, CANNOT_GO_OUT_ALONE)
    assert history(page).count(True) == len(walked)
    end(page)
    assert history(page) == [False, False]
    page.go_back()
    assert page.url.endswith("/helsingoer/")
    assert not page.locator(ANSWERS_SHOWN).count()
    page.go_forward()
    assert page.url.endswith("/helsingoer/slut")
    assert page.go_forward() is None
    nothing_in_the_cache(page, walked)


def test_the_end_after_a_link_was_opened(page: Page, addresses: Addresses) -> None:
    page.goto(addresses.of(RESULT))
    page.get_by_role("link", name="Se og ret mine svar").click()
    page.get_by_role("link", name="Alder i dag").click()
    submit(page, ("18-25",))
    end(page)
    assert not any(history(page))
    while page.go_back() is not None:
        assert not page.locator(ANSWERS_SHOWN).count()


@pytest.mark.parametrize("then", ["back", "again"])
def test_what_the_rules_have_changed_does_not_come_back_either(page: Page, addresses: Addresses, then: str) -> None:
    """The notice tells what came out before: an answer as much as the result itself."""
    page.goto("/helsingoer/")
    page.goto(addresses.of(OLDER))
    assert page.locator("[data-changed]").count()
    if then == "again":
        page.get_by_role("link", name="Se og ret mine svar").click()
        page.go_back()
        assert page.locator("[data-changed]").count()
    end(page)
    while page.go_back() is not None:
        assert not page.locator("[data-changed]").count()
        assert not page.locator(ANSWERS_SHOWN).count()


def test_after_the_end_one_goes_on_and_ends_again(visit: Visit) -> None:
    visit.open("/helsingoer/").follow("Begynd").answer("mig").end()
    visit.follow("Privatliv").back().follow("Til forsiden").follow("Begynd").answer("mig")
    assert visit.question == "alder"
    visit.answer("18-25").end()
    assert not any(visit.history)
    assert visit.path == "/helsingoer/slut"


def test_without_scripts_the_browser_keeps_no_answers(browser: Browser, server: Server) -> None:
    with a_tab(browser, server.origin, java_script_enabled=False) as page:
        page.goto("/helsingoer/")
        walked = walk(page, WITHOUT_A_HOME)
        page.get_by_role("link", name=END).click()
        expect(page.locator(ANSWERS_SHOWN)).to_have_count(0)
        expect(page.locator("main")).to_contain_text("historik")  # what cannot be done is said
        page.go_back()
        assert page.url == walked[-1]  # what is not promised: the address opens until its time runs out
        page.get_by_role("link", name=END).click()
        page.context.set_offline(True)
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.go_back()
        page.context.set_offline(False)
        nothing_in_the_cache(page, walked)


@pytest.mark.full
def test_where_the_history_is_hidden_the_end_replaces_one_page(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'navigation', {value: undefined})")
    page.goto("/helsingoer/")
    walked = walk(page, WITHOUT_A_HOME)
    end(page)
    page.go_back()
    assert page.url == walked[-2]


@pytest.mark.full
def test_no_page_comes_back_from_memory_after_the_end(page_with_memory: Page) -> None:
    page_with_memory.goto("/helsingoer/")
    page_with_memory.goto("/helsingoer/standarder")
    back(page_with_memory, "/helsingoer/")
    assert page_with_memory.evaluate("() => window.fromMemory")  # so that the rest tells something
    walked = walk(page_with_memory, WITHOUT_A_HOME)
    end(page_with_memory)
    assert not any(history(page_with_memory))
    back(page_with_memory, "/helsingoer/")
    assert not page_with_memory.locator(ANSWERS_SHOWN).count()
    nothing_in_the_cache(page_with_memory, walked)


@pytest.mark.full
def test_an_end_in_one_tab_leaves_another_as_it_is(page: Page) -> None:
    second = page.context.new_page()
    for tab in (page, second):
        tab.goto("/helsingoer/")
        tab.get_by_role("link", name="Begynd").click()
        submit(tab, ("mig",))
    end(page)
    submit(second, ("26-64",))
    assert second.url.endswith("/behov")
