"""What a visit leaves behind: in the tab, in the profile on disk, for the next one at the computer."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect

from e2e.states.state import Addresses, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.tab import PATIENCE
from e2e.visitor.visit import AT_REST, Visit
from guide.municipality import Guide
from guide.rules.answers import Answers, Perspective
from guide.web.sealed.lifetime import SHARED, Life, kept
from guide.web.sealed.tokens import Seals
from testing.chromium import FLAGS, candidates
from testing.people import CANNOT_GO_OUT_ALONE, WITHOUT_A_HOME, Person
from testing.server import Server

ANSWERS_SHOWN = "form[data-question], [data-outcome], table.structured-list"
"""What only a page with answers has; the first question of an empty interview has it too."""

ENTRIES = "() => navigation.entries().map(entry => entry.getState()?.answers)"
NO_MEMORY_OF_PAGES = "--disable-back-forward-cache"
"""What Playwright gives every Chromium, so that no page comes back from memory; people’s Chromium has it not."""

BETWEEN_WRITES = 3_000
"""Milliseconds after which Chromium has written what changed in its tabs; what changes then is written 2.5 s later."""

END = "Afslut og ryd"

RESULT = State("result", "/helsingoer/resultat/{token}", "[data-outcome]", CANNOT_GO_OUT_ALONE)
URGENT = State("urgent result", "/helsingoer/resultat/{token}", ".quick-exit", WITHOUT_A_HOME)
SHARED_LINK = State("shared link", "/helsingoer/del/{token}", ".qr svg", CANNOT_GO_OUT_ALONE, writes={"dage": "3"})

Arrive = Callable[[State, Device], Visit]


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A tab that nobody looks at: what is on its pages, the gates look at elsewhere."""
    with a_tab(browser, server) as opened:
        yield opened


def history(page: Page) -> list[bool]:
    """Of each entry of the tab's history whether it holds answers."""
    noted: list[bool] = page.evaluate(ENTRIES)
    return noted


def nothing_comes_from_the_cache(page: Page, addresses: list[str]) -> None:
    """Without a network no page with answers can be shown, for nothing was kept."""
    page.context.set_offline(True)
    for address in addresses:
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.goto(address)
    page.context.set_offline(False)


# Ended


def test_after_the_end_neither_back_nor_an_earlier_address_shows_answers_from_the_browser(page: Page) -> None:
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
    nothing_comes_from_the_cache(page, walked)


def test_an_end_after_a_link_was_opened_leaves_no_answers_either(page: Page, addresses: Addresses) -> None:
    page.goto(addresses.of(RESULT))
    page.get_by_role("link", name="Se og ret mine svar").click()
    page.get_by_role("link", name="Alder i dag").click()
    submit(page, ("18-25",))
    end(page)
    assert not any(history(page))
    while page.go_back() is not None:
        assert not page.locator(ANSWERS_SHOWN).count()


def test_a_second_interview_in_the_same_tab_is_cleared_as_the_first_was(visit: Visit) -> None:
    visit.open("/helsingoer/").follow("Begynd").answer("mig").end()
    visit.follow("Til forsiden").follow("Begynd").answer("mig").answer("18-25").end()
    assert not any(history(visit._page))
    assert visit.path == "/helsingoer/slut"


def test_after_the_end_one_goes_on_without_being_sent_back(visit: Visit) -> None:
    visit.open("/helsingoer/").follow("Begynd").answer("mig").answer("18-25").end()
    visit.follow("Privatliv").back().follow("Til forsiden").follow("Begynd").answer("mig")
    assert visit.question == "alder"


def test_without_javascript_the_end_is_neutral_and_back_asks_the_guide_rather_than_the_browser(
    browser: Browser, server: Server
) -> None:
    with a_tab(browser, server, java_script_enabled=False) as page:
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
        nothing_comes_from_the_cache(page, walked)


def test_without_a_way_to_see_the_history_the_end_takes_the_place_of_the_last_page(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'navigation', {value: undefined})")
    page.goto("/helsingoer/")
    walked = walk(page, WITHOUT_A_HOME)
    end(page)
    page.go_back()
    assert page.url == walked[-2]


def test_in_a_browser_that_keeps_pages_in_memory_none_of_them_comes_back_after_the_end(
    playwright: Playwright, server: Server
) -> None:
    with chromium_as_people_have_it(playwright) as browser, a_tab(browser, server) as page:
        page.add_init_script("addEventListener('pageshow', event => { window.fromMemory = event.persisted })")
        page.goto("/helsingoer/")
        page.goto("/helsingoer/standarder")
        back(page, "/helsingoer/")
        assert page.evaluate("() => window.fromMemory")  # so that the rest tells something
        walked = walk(page, WITHOUT_A_HOME)
        end(page)
        assert not any(history(page))
        back(page, "/helsingoer/")
        assert not page.locator(ANSWERS_SHOWN).count()
        nothing_comes_from_the_cache(page, walked)


def test_ending_in_one_tab_leaves_another_as_it_is(page: Page) -> None:
    second = page.context.new_page()
    for tab in (page, second):
        tab.goto("/helsingoer/")
    walk(page, WITHOUT_A_HOME)
    second.get_by_role("link", name="Begynd").click()
    submit(second, ("mig",))
    end(page)
    submit(second, ("26-64",))
    assert second.url.endswith("/behov")


# What is left on the disk


@pytest.mark.timeout(300)
@pytest.mark.parametrize("javascript", [True, pytest.param(False, marks=pytest.mark.full)])
def test_no_answer_stands_in_clear_text_in_the_profile_of_the_browser(
    playwright: Playwright, server: Server, guide: Guide, tmp_path: Path, *, javascript: bool
) -> None:
    told = dict(CANNOT_GO_OUT_ALONE.answers) | {"aarsag": ("autisme-adhd", "misbrug")}
    context = profile(playwright, tmp_path, server, java_script_enabled=javascript)
    page, left_open = context.new_page(), context.new_page()
    page.goto("/helsingoer/standarder/vaeresteder")
    page.goto("/helsingoer/")
    # What is refused, a browser keeps together with the page that says so; only a script can have it forget that.
    walked = walk(page, Person(told), wrong_first=("aarsag", ("misbrug", "ingen")) if javascript else None)
    left_open.goto(walked[-1])  # a tab that is never ended, as a browser keeps it to restore it
    page.locator("a.button-primary").click()
    expect(page.locator("[data-outcome]").first).to_be_visible()
    page.get_by_role("link", name="Del med dig selv").click()
    page.locator("#dage-7").check()
    page.locator("button.button-primary").click()
    shared = page.locator("#link").input_value()
    end(page)
    page.goto("/helsingoer/standarder/stu")
    context.close()
    kept_texts = list(everything_in(tmp_path))
    # That the search finds what is there: the text of a page without answers, and the addresses of all.
    assert any(found("STU betyder", text) for text in kept_texts)
    assert any(found("/standarder/vaeresteder", text) for text in kept_texts)
    # What was read before the end has been cleared by it.
    assert not [text[:80] for text in kept_texts if found("På et værested kan du", text)]
    for words in distinctive(guide, told):
        assert not [text[:80] for text in kept_texts if found(words, text)], words
    assert not [text[:80] for text in kept_texts if found(shared.rpartition("/")[2], text)]


TYPED = {
    "notes": "Kvistnote",
    "search": "Kvistsøgning",
    "letter": "Kvistbrev",
    "wrong day": "Kvistdag",
    "sum": "4711,13",
}
"""Words that are typed on pages which keep nothing, and stand nowhere else."""


@pytest.mark.full
@pytest.mark.timeout(400)
def test_nothing_that_is_typed_stands_in_the_profile_of_the_browser(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    # The browser may write its file in the very moment before the page has begun; not three times in a row.
    left = (left_of_typing(playwright, server, tmp_path / str(number)) for number in range(3))
    assert [] in left


def left_of_typing(playwright: Playwright, server: Server, folder: Path) -> list[str]:
    """Types on all pages that take a text, in a new profile, and leaves; what of it stands there then."""
    context = profile(playwright, folder, server, java_script_enabled=True)
    page = context.new_page()

    def send(path: str, field: str, typed: str, button: str = "main form button.button-primary") -> None:
        page.goto(path)
        page.locator(field).fill(typed)
        page.wait_for_timeout(BETWEEN_WRITES)
        with page.expect_navigation():
            page.locator(button).first.click()
        expect(page.locator(field)).to_have_value(typed)

    page.goto("/helsingoer/forbered")
    page.locator("main textarea").first.fill(TYPED["notes"])
    send("/helsingoer/raadgiver/faelles/soeg", "#ord", TYPED["search"], "main form button")
    send("/helsingoer/frister/klage", "#dag", TYPED["wrong day"])
    send("/helsingoer/beregn/beskyttet-beskaeftigelse", "#loen", TYPED["sum"])
    page.goto("/helsingoer/breve/klage/ledsagelse")
    page.locator("input[name=hvem]").first.check()
    page.locator("main form button.button-primary").click()
    page.locator("#brev").fill(TYPED["letter"])
    page.wait_for_timeout(BETWEEN_WRITES)
    with page.expect_navigation():
        page.locator("main form button.button-primary").click()
    expect(page.get_by_text(TYPED["letter"])).to_be_visible()
    page.goto("/helsingoer/standarder/vaeresteder")
    context.close()
    kept_texts = list(everything_in(folder))
    assert any(found("/frister/klage", text) for text in kept_texts)  # that the search finds what is there
    return [what for what, typed in TYPED.items() for text in kept_texts if found_sent(typed, text)]


def found_sent(words: str, text: bytes) -> bool:
    """The same of words as a browser sends them."""
    return found(words, text) or found(quote_plus(words), text)


def distinctive(guide: Guide, told: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The labels and the ids of what was answered, where they are words that nothing else would leave behind."""
    for question in guide.questions:
        for chosen in told.get(question.id, ()):
            label = question.option(chosen).label.to(Perspective.SELF)
            yield from (word for word in (label, chosen) if len(word) > 5)


def found(words: str, text: bytes) -> bool:
    """Whether the words stand there in one of the ways in which a browser writes text."""
    return any(words.encode(way) in text for way in ("utf-8", "utf-16-le", "latin-1"))


def everything_in(folder: Path) -> Iterator[bytes]:
    """The content of every file, and of every packed answer that stands in one."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            yield content
            yield from unpacked(content)


def unpacked(content: bytes) -> Iterator[bytes]:
    """What is packed in gzip, wherever it begins."""
    place = content.find(b"\x1f\x8b\x08")
    while place >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj(wbits=31).decompress(content[place:])
        place = content.find(b"\x1f\x8b\x08", place + 1)


def test_the_search_of_a_profile_finds_what_is_packed_and_what_is_not() -> None:
    held = b"head" + gzip.compress(b"Autisme eller ADHD") + b"tail"
    assert [found("Autisme", text) for text in unpacked(held)] == [True]
    assert found("Hjælp", "Hjælp".encode("utf-16-le"))
    assert not found("Autisme", held)


# Links that run out, and links to oneself


@pytest.mark.parametrize(
    ("life", "age"), [(None, 25), (SHARED, 2), (kept(1), 25), (kept(14), 14 * 24 + 1)], ids=["day", "hour", "1", "14"]
)
def test_a_link_that_has_run_out_says_so_and_what_to_do(
    visit: Visit, addresses: Addresses, life: Life | None, age: int
) -> None:
    visit.open(f"/helsingoer/resultat/{addresses.aged(token(addresses, life), hours=age)}", status=410)
    visit.press_on("a.button-primary")
    assert visit.path == "/helsingoer/"


def test_a_link_to_oneself_still_opens_when_an_ordinary_one_has_run_out(visit: Visit, addresses: Addresses) -> None:
    visit.open(f"/helsingoer/resultat/{addresses.aged(token(addresses, kept(14)), hours=13 * 24)}")
    assert visit.outcomes["ledsagelse"] == "likely"


def token(addresses: Addresses, life: Life | None) -> str:
    return Seals([addresses.key]).seal("helsingoer", Answers(CANNOT_GO_OUT_ALONE.answers), life)


def test_a_link_to_oneself_is_opened_on_another_device_and_goes_on_there(
    arrive: Arrive, new_visit: Callable[[Device], Visit]
) -> None:
    desk, phone = arrive(SHARED_LINK, in_known_colours()), new_visit(in_known_colours(width=320, javascript=False))
    phone.open(desk.find("#link").input_value().removeprefix(phone.origin))
    assert phone.outcomes["ledsagelse"] == "likely"
    phone.follow("Se og ret mine svar").follow("Alder i dag")
    assert phone.chosen == CANNOT_GO_OUT_ALONE.to("alder")


def test_the_link_is_copied_by_a_button_that_says_so(arrive: Arrive) -> None:
    visit = arrive(SHARED_LINK, in_known_colours())
    visit._page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit._page.get_by_role("button", name="Kopiér linket").click()
    expect(visit.find("[role=status]")).not_to_be_empty()
    assert visit._page.evaluate("() => navigator.clipboard.readText()") == visit.find("#link").input_value()


def test_without_a_clipboard_the_button_still_copies(arrive: Arrive) -> None:
    visit = arrive(SHARED_LINK, in_known_colours())
    visit._page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit._page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')) }")
    visit._page.get_by_role("button", name="Kopiér linket").click()
    expect(visit.find("[role=status]")).not_to_be_empty()
    assert visit._page.evaluate("() => navigator.clipboard.readText()") == visit.find("#link").input_value()


def test_without_javascript_the_link_can_be_marked_and_there_is_no_button_that_does_nothing(arrive: Arrive) -> None:
    visit = arrive(SHARED_LINK, in_known_colours(javascript=False))
    assert not visit.find("main button").count()
    assert visit.find("#link").input_value().startswith(visit.origin)


@pytest.mark.parametrize(
    "device",
    [
        in_known_colours(),
        in_known_colours(dark=True),
        in_known_colours(forced_colors=True),
        in_known_colours(printed=True),
        in_known_colours(dark=True, printed=True),
    ],
    ids=str,
)
def test_the_qr_code_stays_black_on_white(arrive: Arrive, device: Device) -> None:
    visit = arrive(SHARED_LINK, device)
    colours = visit.find(".qr path").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).fill, getComputedStyle(one).stroke])"
    )
    white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert [colours[0][0], colours[1][1]] == [white, black]
    box = visit.find(".qr svg").bounding_box()
    assert box is not None
    assert box["width"] > 150


def test_the_printed_link_stands_in_full(arrive: Arrive) -> None:
    visit = arrive(SHARED_LINK, in_known_colours(width=688, printed=True))
    expect(visit.find("#link")).to_be_hidden()
    written = visit.find("#link-to-copy .print-only")
    expect(written).to_be_visible()
    assert written.inner_text() == visit.find("#link").input_value()


# Left quickly


ELSEWHERE = "https://www.helsingor.dk"


@contextmanager
def watched(page: Page) -> Iterator[list[str | None]]:
    """The site of the municipality, as it would answer; the referrers that it was told."""
    told: list[str | None] = []

    def answer(route: object) -> None:
        told.append(route.request.headers.get("referer"))  # type: ignore[attr-defined]
        route.fulfill(content_type="text/html", body="<title>Kommunen</title><p>Velkommen")  # type: ignore[attr-defined]

    page.context.route(f"{ELSEWHERE}/**", answer)
    yield told


def test_leaving_quickly_leads_away_at_once_and_no_answers_stand_behind(page: Page, server: Server) -> None:
    page.goto("/helsingoer/")
    walk(page, WITHOUT_A_HOME)
    with watched(page) as told:
        page.locator(".quick-exit a").click()
        page.wait_for_url(f"{ELSEWHERE}/**")
        assert told == [None]
        assert page.go_forward() is None
        while page.go_back() is not None and page.url.startswith(server.origin):
            assert not page.locator(ANSWERS_SHOWN).count()


def test_leaving_a_page_before_any_answers_takes_its_place(page: Page) -> None:
    page.goto("/helsingoer/")
    page.goto("/helsingoer/standarder/boformer-hjemloese")
    with watched(page):
        page.locator(".quick-exit a").click()
        page.wait_for_url(f"{ELSEWHERE}/**")
        page.go_back()
    assert page.url.endswith("/helsingoer/")


def test_leaving_a_result_that_was_opened_by_its_link_leaves_no_answers_behind(
    page: Page, server: Server, addresses: Addresses
) -> None:
    page.goto(addresses.of(URGENT))
    page.get_by_role("link", name="Se og ret mine svar").click()
    page.wait_for_url("**/svar/**")
    with watched(page):
        page.locator(".quick-exit a").click()
        page.wait_for_url(f"{ELSEWHERE}/**")
        while page.go_back() is not None and page.url.startswith(server.origin):
            assert not page.locator(ANSWERS_SHOWN).count()


def test_without_javascript_leaving_is_a_plain_link_that_tells_nobody_where_from(
    browser: Browser, server: Server, addresses: Addresses
) -> None:
    with a_tab(browser, server, java_script_enabled=False) as page, watched(page) as told:
        page.goto(addresses.of(URGENT))
        for key in ("Tab", "Tab", "Enter"):
            page.keyboard.press(key)
        page.wait_for_url(f"{ELSEWHERE}/**")
        assert told == [None]


def test_the_way_out_stays_in_sight_and_covers_nothing_that_has_focus(arrive: Arrive) -> None:
    visit = arrive(URGENT, in_known_colours(width=320, height=568))
    visit._page.keyboard.press("End")
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


# A browser as people have it


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


@contextmanager
def a_tab(browser: Browser, server: Server, *, java_script_enabled: bool = True) -> Iterator[Page]:
    context = browser.new_context(base_url=server.origin, java_script_enabled=java_script_enabled)
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def profile(playwright: Playwright, folder: Path, server: Server, *, java_script_enabled: bool) -> BrowserContext:
    """A Chromium that writes its profile into this folder, as one that people use does."""
    return playwright.chromium.launch_persistent_context(
        folder,
        executable_path=next(iter(candidates(playwright, whole=True))),
        chromium_sandbox=False,
        args=FLAGS,
        base_url=server.origin,
        java_script_enabled=java_script_enabled,
        # Brotli has no mark by which to find where it begins: what is kept is kept in gzip, which has one.
        extra_http_headers={"Accept-Encoding": "gzip"},
    )


@contextmanager
def chromium_as_people_have_it(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium of its own, with the memory of pages that Playwright switches off."""
    launched = playwright.chromium.launch(
        executable_path=next(iter(candidates(playwright, whole=True))),
        chromium_sandbox=False,
        args=FLAGS,
        ignore_default_args=[NO_MEMORY_OF_PAGES],
    )
    try:
        yield launched
    finally:
        launched.close()
