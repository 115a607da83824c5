"""How much there is to read: budgets in words, over fourteen people in each municipality, ordinary and easy."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN
from testing.checked_client import CheckedClient, Page
from testing.people import FOURTEEN, USUAL
from testing.words import seen, visible, words

BEFORE_THE_FIRST, OF_A_USUAL_PERSON, OF_ANYBODY = 120, 350, 600
OF_AN_ACCOUNT, OF_AN_EASY_RESULT = 450, 200
"""Words."""
BYTES_OF_A_RESULT = 12_000

everybody = pytest.mark.parametrize("name", FOURTEEN)
places = pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])


def words_before_the_first_standard(page: Page) -> int:
    counted = ""
    for element, text in seen(page.id("main-content")):
        if element.get("data-standard") or (
            element.tag == "details" and element.find(".//*[@data-standard]") is not None
        ):
            break
        counted += f" {text}"
    return len(counted.split())


def token_of(client: CheckedClient, place: str, name: str) -> str:
    person = FOURTEEN[name]
    return client.interview(place, person.answers)[-1].rpartition("/")[2]


@everybody
@places
def test_a_result_fits_in_a_mind(client: CheckedClient, place: str, name: str) -> None:
    page = client.page(f"/{place}/resultat/{token_of(client, place, name)}")
    assert words_before_the_first_standard(page) <= BEFORE_THE_FIRST
    assert words(page) <= (OF_A_USUAL_PERSON if name in USUAL else OF_ANYBODY)


@everybody
@places
def test_a_result_weighs_little(app: Flask, client: CheckedClient, place: str, name: str) -> None:
    address = f"/{place}/resultat/{token_of(client, place, name)}"
    sent = FlaskClient(app, app.response_class).get(address, headers={"Accept-Encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.data) <= BYTES_OF_A_RESULT


@everybody
@places
def test_an_account_can_be_read_in_two_minutes(client: CheckedClient, guide: Guide, place: str, name: str) -> None:
    token = token_of(client, place, name)
    result = client.page(f"/{place}/resultat/{token}").outcomes()
    for slug in (slug for slug, state in result.items() if state != "not_sought"):
        page = client.page(f"/{place}/resultat/{token}/{slug}")
        assert words(page) <= OF_AN_ACCOUNT, slug


@everybody
@places
def test_the_easy_pages_are_never_longer_or_harder(client: CheckedClient, place: str, name: str) -> None:
    token = token_of(client, place, name)
    easy = client.page(f"/let/{place}/resultat/{token}")
    assert words(easy) <= OF_AN_EASY_RESULT
    rests = ["", "/det-hele", *(f"/{slug}" for slug in easy.outcomes())]
    for rest in rests:
        path = f"/{place}/resultat/{token}{rest}"
        page = client.page(f"/let{path}")
        assert words(page) <= words(client.page(path)), rest
        assert not [line for line in visible(page).splitlines() if "§" in line], rest


def test_the_words_are_those_that_can_be_seen() -> None:
    page = Page(
        "<main id='main-content'>one <b>two</b> three<details>no<summary>four</summary>no <p>no</p></details> five"
        "<p class='sr-only'>no</p><details open><summary>six</summary>seven</details>"
        "<p data-standard='x'>eight</p></main>"
    )
    assert words(page) == 8
    assert words_before_the_first_standard(page) == 7


def test_who_knows_nothing_is_among_them(client: CheckedClient) -> None:
    assert FOURTEEN["knows nothing"].to("behov") == (NOT_KNOWN,)
    assert len(FOURTEEN) >= 12
    assert not [one for one in USUAL if len(FOURTEEN[one].to("behov")) > 2]
