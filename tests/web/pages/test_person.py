"""On every page, in the same place, the way to a person: whom to turn to, and what to say first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from guide.municipality import Contact, Guide, OpenAdvice
from testing.checked_client import CheckedClient, Page, text_of
from testing.random_people import OTHER, PERSON, PLACE
from tests.conftest import NewApp, Seal, Visitor, changed

OWN = (
    "",
    "standarder",
    "klage",
    "hvem-maa-hjaelpe",
    "spoergsmaal/ny/hvem",
    "svar/{}",
    "resultat/{}",
    "resultat/{}/det-hele",
)
ODD = (
    "spoergsmaal/{}/behov",
    "del/{}",
    "der-er-ikke/noget",
    "resultat/gAAAAAx",
    "raadgiver/{}",
    "frister",
    "breve",
    "links",
)
SHORT = ("spoergsmaal/ny/hvem", "spoergsmaal/{}/behov", "raadgiver/{}", "resultat/{}")
"""Pages that must fit on few screens: the link alone, and the phone."""

WORDS = ("", "/let", "/ramme", "/ramme-moerk/let")


def person(page: Page) -> Element:
    """What is there, before all else in the foot."""
    (first, *_others) = page.one(".//footer/div/div")
    assert first.get("class") == "person"
    return first


def links(element: Element) -> list[str]:
    return [link.get("href", "") for link in element.iter("a")]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("place", [PLACE, OTHER])
def test_every_page_says_the_same_in_the_same_place(
    client: CheckedClient, guide: Guide, seal: Seal, place: str, words: str
) -> None:
    token = seal(place, PERSON)
    found = {path: person(Page(client.get(f"{words}/{place}/{path.format(token)}").text)) for path in (*OWN, *ODD)}
    whole = [text_of(one) for path, one in found.items() if path not in SHORT]
    assert len(set(whole)) == 1
    assert guide.municipalities[place].department in whole[0]
    for one in found.values():
        assert f"{words}/{place}/hvem-maa-hjaelpe" in links(one)


def test_a_question_has_the_phone_and_the_rest_one_link_away(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    contact = Contact(phone="12 34 56 78", hours="Mandag kl. 9-15")
    client = visitor(new_app(changed(guide, contact=contact)))
    short = person(client.page(f"/{PLACE}/spoergsmaal/ny/hvem"))
    assert links(short) == [f"/{PLACE}/hvem-maa-hjaelpe", "tel:12345678"]
    assert "Mandag kl. 9-15" in text_of(short)
    (whole, _foot) = client.page(links(short)[0]).all(".//p[@class='person']")
    assert "Mandag kl. 9-15" in text_of(whole)


@pytest.mark.parametrize("path", ["/", "/om", "/privatliv", "/ordbog", "/helsingoer/slut", "/der-er-ikke/noget"])
def test_where_no_municipality_is_chosen_it_is_told_how(client: CheckedClient, path: str) -> None:
    assert links(person(Page(client.get(path).text))) == ["/"]


def foot(new_app: NewApp, visitor: Visitor, guide: Guide, **changes: object) -> Element:
    return person(visitor(new_app(changed(guide, **changes))).page(f"/{PLACE}/"))


def without_the_page(addresses: Iterable[str]) -> list[str]:
    return [address for address in addresses if not address.endswith("/hvem-maa-hjaelpe")]


def test_a_phone_can_be_pressed_and_its_hours_are_said(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    contact = Contact(phone="12 34 56 78", hours="Mandag kl. 9-15", web="https://lilleby.example")
    foot_of = foot(new_app, visitor, guide, contact=contact, open_advice=None)
    assert without_the_page(links(foot_of)) == ["tel:12345678"]
    assert "Mandag kl. 9-15" in text_of(foot_of)


def test_without_a_phone_it_is_said_where_to_find_it(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    contact = Contact(web="https://lilleby.example")
    foot_of = foot(new_app, visitor, guide, contact=contact, open_advice=None)
    assert without_the_page(links(foot_of)) == ["https://lilleby.example"]


def test_advice_without_an_appointment_says_whom_it_is_for(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    advice = OpenAdvice("Torvet 1", "Onsdag kl. 10-12", "Kom bare.", "unge")
    for here in (advice, replace(advice, audience="")):
        text = text_of(foot(new_app, visitor, guide, contact=Contact(), open_advice=here))
        assert "Torvet 1. Onsdag kl. 10-12." in text
        assert ("unge" in text) is bool(here.audience)


@pytest.mark.parametrize("place", [PLACE, OTHER])
def test_who_may_help_leads_on_to_what_the_municipality_says(client: CheckedClient, place: str) -> None:
    page = client.page(f"/{place}/hvem-maa-hjaelpe")
    for path in ("sider/soege-for-en-anden", "klage", "forbered"):
        assert f"/{place}/{path}" in links(page.id("main-content"))
