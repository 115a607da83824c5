"""The guide in a frame: the script that other sites load, and pages whose links stay in the frame or leave it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from guide.municipality import Guide
from guide.translation import SHARED, Coverage, Translation
from guide.web.addresses.whole import qr_code
from testing.checked_client import CheckedClient, Page, text_of
from testing.random_people import PERSON, PLACE
from tests.conftest import NewApp, Seal, Visitor, changed

HOST = "https://www.helsingor.dk"
IN_A_FRAME = {"Sec-Fetch-Dest": "iframe"}


@pytest.fixture(scope="module")
def embedded(guide: Guide, new_app: NewApp) -> Flask:
    """A guide that one host may frame, in one of the municipalities."""
    return new_app(changed(guide, may_embed=(HOST,)))


# The script


def test_the_script_is_light_and_may_be_kept_for_an_hour(client: CheckedClient) -> None:
    response = client.get("/embed.js", headers={"Accept-Encoding": "gzip"})
    assert response.mimetype == "text/javascript"
    assert len(response.data) < 2000
    assert b"customElements.define" in gzip.decompress(response.data)
    assert response.headers["Cache-Control"].startswith("public, max-age=3600")
    etag = response.headers["ETag"]
    again = client.get("/embed.js", headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/embed.js", headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_any_site_may_load_the_script_whatever_it_isolates(client: CheckedClient) -> None:
    headers = client.get("/embed.js").headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_the_script_knows_the_languages_that_are_offered(new_app: NewApp, visitor: Visitor, guide: Guide) -> None:
    whole = dict.fromkeys((SHARED, PLACE), (Coverage("", 1, 1, 0, 0),))
    for files, languages in ((whole, '["da", "en"]'), ({}, '["da"]')):
        shown = replace(guide, translations={"en": Translation("en", {}, files)})
        assert f"const languages = {languages};" in visitor(new_app(shown)).get("/embed.js").text


# The pages


def addresses(guide: Guide, seal: Seal) -> Iterator[str]:
    """Every kind of page of the municipality."""
    place = guide.municipalities[PLACE]
    yield from ("", "standarder", "klage", "slut", "spoergsmaal/ny/hvem", "svar/ny", "resultat/ukendt")
    yield from (f"standarder/{standard.slug}" for standard in place.standards)
    yield from (f"sider/{page.slug}" for page in place.pages)
    token = seal(PLACE, PERSON)
    yield from (f"{view}/{token}" for view in ("svar", "resultat"))
    yield f"spoergsmaal/{token}/behov"


def links_of(page: Page) -> list[Element]:
    return page.all(".//a[@href]")


def test_what_cannot_be_framed_opens_beside_the_frame(
    app: Flask, client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    """It says so, and all else stays in the frame."""
    left = 0
    for words in ("ramme", "ramme-lys/let"):
        for path in addresses(guide, seal):
            response = client.get(f"/{words}/{PLACE}/{path}")
            for link in links_of(Page(response.text)):
                if link.get("target") == "_top":
                    continue  # whoever must leave at once leaves the page around the frame too
                href, beside = link.get("href", ""), link.get("target") == "_blank"
                stays = href.startswith(("#", f"/{words}/{PLACE}/", f"/{words.split('/')[0]}/"))
                assert stays is not beside, f"{href} on {path}"
                assert link.get("target") in {None, "_blank"}
                if beside:
                    assert "nyt vindue" in text_of(link)
                    assert not href.startswith("/ramme")
                    left += href.startswith("https://")
    assert left > 10


def test_a_link_to_keep_and_its_code_leave_the_frame(client: CheckedClient, seal: Seal) -> None:
    """Whoever opens them elsewhere gets a whole page; who presses it here leaves the page around."""
    for words, rest in (("ramme", ""), ("ramme-moerk/let", "let/")):
        response = client.post(f"/{words}/{PLACE}/del/{seal(PLACE, PERSON)}", data={"dage": "3"})
        page = Page(response.text)
        kept = page.id("link").text or ""
        assert kept.startswith(f"http://localhost/{rest}{PLACE}/resultat/")
        (printed,) = page.all(".//a[@class='written']")
        assert (printed.get("href"), printed.get("target")) == (kept, "_top")
        assert str(qr_code(kept)) in response.text


def test_nothing_of_the_frame_weighs_on_a_page_of_its_own(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for path in addresses(guide, seal):
        text = client.get(f"/{PLACE}/{path}").text
        assert "framed" not in text
        assert 'target="_blank"' not in text


def test_a_framed_page_has_neither_name_nor_ways_that_the_site_has_already(client: CheckedClient) -> None:
    page = client.page(f"/ramme/{PLACE}/")
    assert not page.all(".//*[@class='solution-heading']")
    assert not page.all(".//*[@class='authority-name']")
    assert len(page.all(".//footer//ul//a")) == 4
    assert page.one(".//meta[@name='robots']").get("content") == "noindex"


def test_a_framed_page_talks_only_to_the_hosts_of_its_municipality(embedded: Flask, visitor: Visitor) -> None:
    client = visitor(embedded)
    for place, hosts in ((PLACE, HOST), ("koebenhavn", "")):
        response = client.get(f"/ramme/{place}/")
        (script,) = Page(response.text).all(".//script[@data-hosts]")
        assert script.get("data-hosts") == hosts
        framers = re.search(r"frame-ancestors (.*)$", response.headers["Content-Security-Policy"])
        assert framers
        assert framers[1] == (hosts or "'none'")


@pytest.mark.parametrize("path", ["", "privatliv", "om", "ordbog", "api", "ukendt/", "embed.js"])
def test_what_belongs_to_no_municipality_is_framed_by_nobody(embedded: Flask, visitor: Visitor, path: str) -> None:
    policy = visitor(embedded).get(f"/ramme/{path}").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy or policy == "default-src 'none'"


@pytest.mark.parametrize(
    ("word", "scheme", "style"),
    [("ramme", "light dark", "guide."), ("ramme-lys", "light", "guide-light."), ("ramme-moerk", "dark", "guide-dark.")],
)
def test_a_frame_of_one_scheme_has_a_stylesheet_of_that_scheme(
    client: CheckedClient, word: str, scheme: str, style: str
) -> None:
    page = client.page(f"/{word}/{PLACE}/")
    assert page.one(".//meta[@name='color-scheme']").get("content") == scheme
    (address,) = [link for link in page.links() if f"/assets/{style}" in link]
    css = client.get(address).text
    assert ("prefers-color-scheme" in css) is (word == "ramme")
    assert f"color-scheme:{scheme};" in css.replace(": ", ":")


def test_caches_are_told_that_an_address_has_another_page_in_a_frame(client: CheckedClient) -> None:
    plain, framed = client.get(f"/{PLACE}/"), client.get(f"/{PLACE}/", headers=IN_A_FRAME)
    for response in (plain, framed):
        assert "Sec-Fetch-Dest" in response.headers["Vary"]
    assert "framed" in framed.text
    assert client.get(f"/{PLACE}/spoergsmaal/ny/hvem").headers["Cache-Control"] == "no-store"
