"""Who is responsible for a reader's data: a page of each municipality, with what all share under it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guide.content import load
from guide.municipality import DATA_PROTECTION, DataProtection, Guide
from testing.changed_content import MUNICIPALITY, Copy
from testing.checked_client import CheckedClient, Page, text_of
from testing.long_run import first_now
from testing.random_people import OTHER, PERSON, PLACE
from tests.conftest import TODAY, NewApp, Seal, Visitor, changed

WRITTEN = DataProtection(*((f"Ordet {number}",) for number in range(len(DATA_PROTECTION))))


def texts(page: Page, path: str) -> list[str]:
    return [text_of(one) for one in page.id("main-content").findall(f".//{path}")]


def privacy_of(visitor: Visitor, new_app: NewApp, guide: Guide, written: DataProtection) -> Page:
    return visitor(new_app(changed(guide, data_protection=written))).page(f"/{PLACE}/privatliv")


def test_all_that_a_municipality_has_written_is_on_its_page(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    page = privacy_of(visitor, new_app, guide, WRITTEN)
    assert texts(page, "dd") == [f"Ordet {number}" for number in range(len(DATA_PROTECTION))]
    assert len(texts(page, "dt")) == len(DATA_PROTECTION)


@pytest.mark.parametrize("name", first_now(DATA_PROTECTION.values()))
def test_what_is_missing_is_said_to_be_missing(guide: Guide, new_app: NewApp, visitor: Visitor, name: str) -> None:
    """By the name that it would have had."""
    whole = texts(privacy_of(visitor, new_app, guide, WRITTEN), "dt")
    page = privacy_of(visitor, new_app, guide, replace(WRITTEN, **{name: ()}))
    (missing,) = set(whole) - set(texts(page, "dt"))
    assert missing in texts(page, "li")


def test_an_address_can_be_followed_and_nothing_else_is_html(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    written = replace(WRITTEN, officer=("dpo@kommune.example",), hosting=("<b>Et sted</b> https://vært.example",))
    page = privacy_of(visitor, new_app, guide, written)
    assert {"mailto:dpo@kommune.example", "https://vært.example"} <= set(page.links())
    assert "<b>Et sted</b> https://vært.example" in texts(page, "dd")


@pytest.mark.parametrize("place", [PLACE, OTHER])
def test_under_it_is_what_all_share(client: CheckedClient, guide: Guide, place: str) -> None:
    own, shared = client.page(f"/{place}/privatliv"), client.page("/privatliv")
    assert [heading for heading in texts(shared, "h2") if heading in texts(own, "h2")] == texts(own, "h2")
    assert "https://www.datatilsynet.dk" in own.links()
    assert f"/{place}/privatliv" in shared.links()


@pytest.mark.parametrize("rest", ["", "klage", "standarder/socialpaedagogisk-stoette", "raadgiver", "privatliv"])
def test_each_footer_of_a_municipality_leads_to_its_own_page(client: CheckedClient, rest: str) -> None:
    for before, after in (("", ""), ("/let", "/let"), ("/ramme", "/ramme")):
        page = client.page(f"{before}/{PLACE}/{rest}")
        footer = [link.get("href") for link in page.all(".//footer//a")]
        assert f"{after}/{PLACE}/privatliv" in footer
        assert not [link for link in footer if link and link.endswith("/privatliv") and PLACE not in link]


def test_the_footer_of_a_page_with_answers_leads_there_too(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}")
    assert f"/{PLACE}/privatliv" in [link.get("href") for link in page.all(".//footer//a")]


def test_pages_of_no_municipality_lead_to_the_shared_page(client: CheckedClient) -> None:
    assert "/privatliv" in [link.get("href") for link in client.page("/om").all(".//footer//a")]


@pytest.mark.parametrize("path", ["/privatliv", f"/{PLACE}/privatliv", f"/{OTHER}/privatliv"])
def test_the_easy_page_is_never_longer(client: CheckedClient, path: str) -> None:
    ordinary, easy = (text_of(client.page(before + path).id("main-content")) for before in ("", "/let"))
    assert len(easy) <= len(ordinary)


def test_the_page_promises_no_cookies_and_sets_none(client: CheckedClient) -> None:
    response = client.get(f"/{PLACE}/privatliv")
    assert "Der er ingen cookies." in response.text
    assert "Set-Cookie" not in response.headers


def test_without_the_field_nothing_is_made_up(content: Copy) -> None:
    text = content.text(MUNICIPALITY)
    begins, ends = text.index("databeskyttelse:"), text.index("indlejring:")
    content.path(MUNICIPALITY).write_text(text[:begins] + text[ends:], encoding="utf-8")
    assert load(content.root, TODAY).municipalities["lilleby"].data_protection == DataProtection()
