"""Lists of municipalities: of a few all, of many those of a letter, so that no page grows with their number."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from guide.municipality import Guide
from guide.web.pages.places import FEW, places
from testing.checked_client import CheckedClient
from testing.places import COUNTRY, names, with_places
from tests.conftest import NewApp, Visitor

MANY = 2 * FEW
LISTING = ("/", "/om", "/privatliv", "/ordbog", "/sig-til")


@pytest.fixture(scope="module")
def of_many(guide: Guide, new_app: NewApp, visitor: Visitor) -> CheckedClient:
    return visitor(new_app(with_places(guide, MANY)))


def listed(client: CheckedClient, path: str) -> set[str]:
    known = {slug for slug, _name in names(MANY)}
    return {link.split("/")[1] for link in client.page(path).links() if link.count("/") > 1} & known


def letters(client: CheckedClient, path: str) -> list[str]:
    return [link.get("href", "") for link in client.page(path).all(".//nav[@id='kommuner']//a")]


def test_a_few_are_all_listed(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    client = visitor(new_app(with_places(guide, FEW)))
    assert len(listed(client, "/")) == FEW
    assert not letters(client, "/")


def test_every_one_of_many_is_two_steps_away(of_many: CheckedClient) -> None:
    assert not listed(of_many, "/")
    by_letter = {address: listed(of_many, "/" + address.partition("#")[0]) for address in letters(of_many, "/")}
    assert all(by_letter.values())
    assert set().union(*by_letter.values()) == {slug for slug, _name in names(MANY)}


def test_a_name_with_two_a_is_found_under_both_letters(of_many: CheckedClient) -> None:
    under_a, under_aa = (listed(of_many, f"/?bogstav={quote(letter)}") for letter in "AÅ")
    assert "aaby" in under_a & under_aa


@pytest.mark.parametrize("path", LISTING)
def test_no_page_grows_with_their_number(of_many: CheckedClient, client: CheckedClient, path: str) -> None:
    assert len(of_many.get(path).data) < len(client.get(path).data) + 2_000
    assert letters(of_many, path)


@pytest.mark.parametrize("asked", ["Q", "", "AB", "<b>", "\0", "ß", "😀", "a"])
def test_any_other_letter_lists_none(of_many: CheckedClient, asked: str) -> None:
    assert bool(listed(of_many, f"/?bogstav={quote(asked)}")) == (asked == "a")


def test_they_are_in_danish_order(guide: Guide) -> None:
    country = with_places(guide, COUNTRY).municipalities.values()
    assert [place.slug for place in places(country, "å").listed] == [
        *("aaborg", "aaby", "aaholm", "aalev", "aarup", "aasted", "aatorp")
    ]
    assert len({place.slug for letter in "BDEFGHKLNRSVÅ" for place in places(country, letter).listed}) == COUNTRY
