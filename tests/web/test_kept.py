"""Pages that are kept show what they would show if they were made anew, and hold nobody's link."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.municipality import Guide
from guide.settings import Settings
from guide.web import create_app
from guide.web.http.kept import OVERHEAD, Kept
from guide.web.sealed.tokens import EMPTY, EMPTY_SHARED, new_key
from testing.checked_client import Page, text_of
from testing.long_run import first_now
from testing.people import FOURTEEN, MOTHER_OF_A_SON
from tests.conftest import ROOT, Seal, everywhere_in_the_long_run
from tests.web.test_easy_pages import COMMON, pages_of

PREFIXES = first_now(["", "/let", "/en/let", "/ramme", "/ramme/ar/let"])


@pytest.fixture
def forgetful(app: Flask, guide: Guide) -> FlaskClient:
    """A guide with the same keys and the same day that makes every page anew."""
    site = app.extensions["site"]
    other = create_app(guide, Settings(keys=(new_key(),)), today=site.today)
    other.extensions["site"] = replace(site, kept=Kept(0))
    return FlaskClient(other, other.response_class)


def addresses(guide: Guide, seal: Seal) -> Iterator[str]:
    """Pages without answers, and every question of fourteen people before and after it was answered."""
    yield from (f"/{page}" for page in COMMON)
    for slug, place in guide.municipalities.items():
        token = seal(slug, MOTHER_OF_A_SON.answers)
        yield from (f"/{slug}/{page}" for page, sent in pages_of(place, token) if sent is None)
        yield f"/api/v1/{slug}/questions"
        for person in FOURTEEN.values():
            told: dict[str, tuple[str, ...]] = {}
            for question in place.questions:
                yield f"/{slug}/spoergsmaal/{seal(slug, told)}/{question.id}"
                told[question.id] = person.to(question.id)
            yield f"/{slug}/spoergsmaal/{seal(slug, told)}/{place.questions[0].id}"
            token = seal(slug, told)
            yield from (f"/{slug}/{page}/{token}" for page in ("svar", "resultat"))
            yield f"/{slug}/resultat/{token}/{place.with_outcome[len(told) % len(place.with_outcome)].slug}"


@everywhere_in_the_long_run
@pytest.mark.parametrize("prefix", PREFIXES)
def test_kept_pages_are_as_new_ones(app: Flask, forgetful: FlaskClient, guide: Guide, seal: Seal, prefix: str) -> None:
    client, texts = FlaskClient(app, app.response_class), app.extensions["site"].kept._texts
    for address in addresses(guide, seal):
        new = forgetful.get(prefix + address)
        for _time in range(2):
            kept = client.get(prefix + address)
            assert kept.data == new.data, address
            assert (kept.status_code, dict(kept.headers)) == (new.status_code, dict(new.headers)), address
        packed = client.get(prefix + address, headers={"Accept-Encoding": "br"})
        assert brotli.decompress(packed.data) == new.data, address
    assert len(texts) > 100
    before_it_was_filled = [text for key, text in texts.items() if len(key) == 2]
    assert all(before_it_was_filled)
    assert before_it_was_filled or "ramme" in prefix


@pytest.mark.full
def test_no_link_is_kept(app: Flask, guide: Guide, seal: Seal) -> None:
    client, kept = FlaskClient(app, app.response_class), app.extensions["site"].kept
    tokens = []
    for address in addresses(guide, seal):
        client.get(address)
        tokens += [part for part in address.split("/") if len(part) > 40]
    held = "".join(repr(entry) for entry in kept._texts.items())
    assert len(tokens) > 100
    assert not [token for token in tokens if token in held]


@pytest.mark.parametrize("word", [EMPTY, EMPTY_SHARED])
def test_a_word_before_all_answers_is_nobodys_token(app: Flask, guide: Guide, seal: Seal, word: str) -> None:
    """“ny” is in many a text; what was kept with it is shown to readers with a token of their own."""
    client = FlaskClient(app, app.response_class)
    for slug, place in guide.municipalities.items():
        token = seal(slug, MOTHER_OF_A_SON.answers)
        pages = [f"/{slug}/resultat/{{}}{rest}" for rest in ("", *(f"/{one.slug}" for one in place.with_outcome))]
        for page in pages:
            client.get(page.format(word))
        for page in pages:
            shown = Page(client.get(page.format(token)).text)
            assert token not in text_of(shown.root)
            assert any(token in link for link in shown.links())


def test_no_two_parts_have_one_name() -> None:
    """A part is kept by the name of its macro."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "guide/web/templates").rglob("*.html")]
    kept = {name for text in texts for name in re.findall(r"\bpart\((\w+)", text)}
    defined = Counter(name for text in texts for name in re.findall(r"{%-? *macro (\w+)\(", text))
    assert len(kept) > 10
    assert {name: defined[name] for name in kept if defined[name] != 1} == {}


def test_the_bound_holds_and_the_longest_unused_goes() -> None:
    kept = Kept(3 * (OVERHEAD + 10))
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode() * 10

    for name in "abcadbc":
        kept.get(name, lambda name=name: make(name))  # type: ignore[misc]
        assert kept.size <= 3 * (OVERHEAD + 10)
    assert made == ["a", "b", "c", "d", "b", "c"]
    assert Kept(0).get("a", lambda: b"made") == b"made"


def test_texts_of_any_keys_and_sizes_fit_into_the_bound() -> None:
    kept, chance = Kept(20_000), random.Random(1)
    for _time in range(10_000):
        text = bytes(chance.randrange(9_000))
        assert kept.get(chance.randrange(50), lambda text=text: text) is not None  # type: ignore[misc]
        assert kept.size == sum(len(held) + OVERHEAD for held in kept._texts.values()) <= 20_000


def test_the_bound_holds_over_all_pages(app: Flask, guide: Guide, seal: Seal) -> None:
    kept = Kept(200_000)
    app.extensions["site"], before = replace(app.extensions["site"], kept=kept), app.extensions["site"]
    try:
        client = FlaskClient(app, app.response_class)
        for address in addresses(guide, seal):
            assert client.get(address).status_code < 400
            assert kept.size <= 200_000
    finally:
        app.extensions["site"] = before
