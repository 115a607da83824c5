"""Links to keep are closed at first: what only fetches them learns nothing."""

from __future__ import annotations

import re

import pytest

from guide.web.sealed.lifetime import HOURS_TO_CHOOSE, SHARED_COMPUTER, Kind, Lifetime
from testing.checked_client import CheckedClient, Page, page_of, text_of
from testing.random_people import MOTHER, PERSON, PLACE
from tests.conftest import Open, Seal
from tests.web.walking import pages_with_answers, press, way_on

WITHOUT_A_HOME = PERSON | {"bolig": ["ingen"]}
FETCHERS: tuple[dict[str, str], ...] = (
    {},
    {"User-Agent": "Slackbot-LinkExpanding 1.0"},
    {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch"},
)
"""Scanners, previews, and browsers from outside and from within."""

kept = pytest.mark.parametrize("hours", HOURS_TO_CHOOSE)


def closed(page: Page) -> bool:
    """Whether nothing but a button is shown."""
    buttons = [form for form in page.all(".//main//form") if "/resultat/" in form.get("action", "")]
    assert not (buttons and (page.outcomes() or page.all(".//*[@data-question]")))
    return len(buttons) == 1


@kept
def test_whatever_fetches_a_link_to_keep_sees_no_answer(client: CheckedClient, seal: Seal, hours: int) -> None:
    token = seal(PLACE, WITHOUT_A_HOME, Lifetime.of_hours(hours))
    addresses = [*pages_with_answers(token), f"/{PLACE}/resultat/{token}/ledsagelse", f"/{PLACE}/raadgiver/{token}"]
    for address in (*addresses, f"/{PLACE}/raadgiver/{token}/ark", f"/{PLACE}/resultat/{token}/det-hele"):
        for headers in FETCHERS:
            assert closed(page_of(client.get(address, headers=headers))), address


def test_the_closed_page_is_the_same_for_everybody(client: CheckedClient, seal: Seal) -> None:
    seen = set()
    for told in (PERSON, WITHOUT_A_HOME, MOTHER):
        token = seal(PLACE, told, Lifetime.of_days(7))
        page = client.get(f"/{PLACE}/resultat/{token}").text.replace(token, "")
        seen.add(re.sub(r'(?<=class="small until">)[^<]*', "", page))
    assert len(seen) == 1
    assert "og:" not in seen.pop()


def test_the_closed_page_is_not_called_a_result(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON, Lifetime.of_days(7))
    page = client.page(f"/{PLACE}/resultat/{token}")
    opened = press(client, f"/{PLACE}/resultat/{token}")
    assert page.title != opened.title
    assert "resultat" not in page.title.lower()


@kept
def test_its_button_leads_to_the_result_at_an_ordinary_address(
    client: CheckedClient, seal: Seal, opened: Open, hours: int
) -> None:
    address = f"/{PLACE}/resultat/{seal(PLACE, PERSON, Lifetime.of_hours(hours))}"
    led = client.post(address)
    assert (led.status_code, "no-store" in led.headers["Cache-Control"]) == (303, True)
    inside = opened(led.headers["Location"])
    assert inside.lifetime == Lifetime(Kind.ORDINARY, 24)
    assert inside.first == opened(address).first
    page = client.page(led.headers["Location"])
    assert page.outcomes()
    # From here on, one's own next page needs no button, and the one before, a reload and a bookmark neither.
    for link in (led.headers["Location"], *(way for way in way_on(page) if "/gAAAA" in way)):
        assert not closed(client.page(link))


def test_the_button_stays_in_its_frame_its_language_and_its_reading(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON, Lifetime.of_days(1))
    for words in ("/ramme", "/let", "/ramme-moerk/let"):
        form = client.page(f"{words}/{PLACE}/svar/{token}").one(".//main//form")
        assert (form.get("method"), form.get("action")) == ("post", f"{words}/{PLACE}/resultat/{token}")
        assert client.post(form.get("action", "")).headers["Location"].startswith(f"{words}/{PLACE}/resultat/")


def test_whoever_leaves_from_the_closed_page_clears_it_too(client: CheckedClient, seal: Seal) -> None:
    """The script that clears the history knows a page with answers by its way to the end."""
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON, Lifetime.of_days(1))}")
    assert f"/{PLACE}/slut" in way_on(page)


def test_ordinary_links_need_no_button(client: CheckedClient, seal: Seal) -> None:
    for life in (None, SHARED_COMPUTER):
        token = seal(PLACE, PERSON, life)
        for headers in FETCHERS:
            assert page_of(client.get(f"/{PLACE}/resultat/{token}", headers=headers)).outcomes()


def test_where_a_link_is_made_and_opened_it_is_said_who_else_may_see_it(client: CheckedClient, seal: Seal) -> None:
    said = text_of(client.page("/privatliv").id("main-content"))
    pages = (f"/{PLACE}/resultat/{seal(PLACE, PERSON, Lifetime.of_days(1))}", f"/{PLACE}/del/{seal(PLACE, PERSON)}")
    for told in (said, *(text_of(client.page(address).id("main-content")) for address in pages)):
        assert "logget ind" in told
        assert "privat vindue" in told
