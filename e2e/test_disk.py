"""What a visit leaves on the disk: no answers in clear text in the profile of the browser, nothing that was typed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from e2e.visitor.unwatched import BETWEEN_WRITES, end, walk
from guide.municipality import Guide
from guide.rules.answers import Perspective
from testing.chromium import FLAGS, candidates
from testing.people import CANNOT_GO_OUT_ALONE, Person
from testing.server import Server


@pytest.mark.full
@pytest.mark.timeout(300)
@pytest.mark.parametrize("javascript", [True, False])
def test_no_answer_is_in_the_profile_in_clear_text(
    playwright: Playwright, server: Server, guide: Guide, tmp_path: Path, *, javascript: bool
) -> None:
    told = dict(CANNOT_GO_OUT_ALONE.answers) | {"aarsag": ("autisme-adhd", "misbrug")}
    context = profile(playwright, tmp_path, server, java_script_enabled=javascript)
    page = context.new_page()
    page.goto("/helsingoer/standarder/vaeresteder")
    page.goto("/helsingoer/")
    # What is refused, a browser keeps together with the page that says so; only a script can have it forget that.
    walked = walk(page, Person(told), wrong_first=("aarsag", ("misbrug", "ingen")) if javascript else None)
    context.new_page().goto(walked[-1])  # a tab that is never ended, as a browser keeps it to restore it
    page.bring_to_front()  # what is behind is slow
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
"""Words that are typed on pages which keep nothing, and are nowhere else."""


@pytest.mark.full
@pytest.mark.timeout(400)
def test_nothing_that_is_typed_is_in_the_profile(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    # The browser may write its file in the very moment before the page has begun; not three times in a row.
    left = (left_of_typing(playwright, server, tmp_path / str(number)) for number in range(3))
    assert [] in left


def left_of_typing(playwright: Playwright, server: Server, folder: Path) -> list[str]:
    """Types on all pages that take a text, in a new profile, and leaves; what of it is there then."""
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
    for question in guide.shared_questions:
        for chosen in told.get(question.id, ()):
            label = question.option(chosen).label.for_(Perspective.SELF)
            yield from (word for word in (label, chosen) if len(word) > 5)


def found(words: str, text: bytes) -> bool:
    """Whether the words are there in one of the ways in which a browser writes text."""
    return any(words.encode(way) in text for way in ("utf-8", "utf-16-le", "latin-1"))


def everything_in(folder: Path) -> Iterator[bytes]:
    """The content of every file, and of every packed answer in one."""
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


def test_the_search_of_a_profile_finds_what_is_packed() -> None:
    held = b"head" + gzip.compress(b"Autisme eller ADHD") + b"tail"
    assert [found("Autisme", text) for text in unpacked(held)] == [True]
    assert found("Hjælp", "Hjælp".encode("utf-16-le"))
    assert not found("Autisme", held)


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
