"""Links with answers as a visitor meets them: how long they live, shared with oneself, ended, left quickly."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import segno
from flask import Flask

from guide.municipality import Guide
from guide.settings import Settings
from guide.web.http.locale import short_time
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, SHARED_COMPUTER, Kind, Lifetime
from guide.web.sealed.tokens import LAST_DAY, LAST_HOURS, new_key
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.random_people import OTHER, PERSON, PLACE
from tests.conftest import Later, NewApp, Open, Seal, Visitor, sealed_by
from tests.web.walking import PAGES, pages_with_answers, press, share, way_on

WITHOUT_A_HOME = PERSON | {"bolig": ["ingen"]}
NOW = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
"""Five minutes past one in Denmark."""


def until(page: Page) -> list[str]:
    """What the page says of the time until which its link can be opened."""
    return [text_of(one) for one in with_class(page.id("main-content"), "until")]


# How long


def test_every_page_with_answers_says_until_when(app: Flask, client: CheckedClient, seal: Seal, opened: Open) -> None:
    for life in (None, SHARED_COMPUTER, Lifetime.of_days(7)):
        token = seal(PLACE, PERSON, life)
        end = opened(f"/{PLACE}/{token}").until
        assert end is not None
        with app.test_request_context():
            words = " ".join(short_time(end).split())
        for address in pages_with_answers(token):
            (said,) = until(client.page(address))
            assert words in said, address


def test_danish_time_is_told_in_summer_and_in_winter(app: Flask) -> None:
    with app.test_request_context():
        assert short_time(NOW).endswith("13.05")
        assert short_time(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)).startswith("2. juli")
        assert short_time(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)).endswith("01.30")


def test_where_nothing_has_been_told_there_is_no_time_to_tell(client: CheckedClient) -> None:
    for token in ("ny", "faelles"):
        for address in (f"/{PLACE}/spoergsmaal/{token}/hvem", f"/{PLACE}/svar/{token}", f"/{PLACE}/resultat/{token}"):
            assert until(client.page(address)) == []


def test_an_interview_at_a_shared_computer_stays_one(client: CheckedClient, opened: Open) -> None:
    address = client.get(f"/{PLACE}/spoergsmaal/faelles").headers["Location"]
    for answer in ("mig", "26-64", "ud-af-huset", "fysisk"):
        address = client.answer(address, answer)
        found = opened(address)
        assert found.lifetime == SHARED_COMPUTER
        assert found.until is not None
        assert found.until - datetime.now(UTC) <= timedelta(hours=1)


def test_a_changed_answer_makes_the_link_an_ordinary_one(client: CheckedClient, seal: Seal, opened: Open) -> None:
    address = f"/{PLACE}/spoergsmaal/{seal(PLACE, PERSON, Lifetime.of_days(14))}/alder"
    assert opened(address).lifetime.kind is Kind.CHOSEN
    assert opened(client.answer(address, "18-25")).lifetime == Lifetime(Kind.ORDINARY, 24)


def test_a_link_at_a_shared_computer_lives_an_hour(client: CheckedClient, seal: Seal, later: Later) -> None:
    token = seal(PLACE, PERSON, SHARED_COMPUTER)
    later(timedelta(minutes=59))
    client.page(f"/{PLACE}/resultat/{token}")
    later(timedelta(minutes=61))
    for address in pages_with_answers(token):
        client.page(address, status=410)


def test_what_the_texts_say_of_links_is_what_the_guide_does(guide: Guide) -> None:
    said = {name: f"{rate.value} {rate.unit}" for name, rate in guide.rates.items() if name.startswith("link-")}
    assert said == {
        "link-levetid": f"{Settings.from_environ({}).link_lifetime // timedelta(hours=1)} timer",
        "link-faelles": f"{SHARED_COMPUTER.hours} time",
        "link-del-laengst": f"{max(DAYS_TO_CHOOSE)} dage",
        "link-laengst": f"{LAST_DAY.days} dage",
        "link-faelles-laengst": f"{LAST_HOURS // timedelta(hours=1)} timer",
    }
    assert min(DAYS_TO_CHOOSE) == 1


# What cannot be opened


def test_each_way_to_fail_has_a_page_of_its_own(client: CheckedClient, seal: Seal, later: Later) -> None:
    token, foreign = seal(PLACE, PERSON), seal(OTHER, PERSON)
    failing = {"altered": f"{token[:-9]}AAAAAAAAA", "cut off": token[:-9], "foreign": foreign}
    pages = {kind: client.page(f"/{PLACE}/resultat/{one}", status=404) for kind, one in failing.items()}
    later(timedelta(days=2))
    pages["expired"] = client.page(f"/{PLACE}/resultat/{token}", status=410)
    assert len({page.title for page in pages.values()}) == len(pages)
    assert all(f"/{PLACE}/" in way_on(page) for page in pages.values())
    told = {text_of(page.id("main-content")) for page in pages.values()}
    assert len(told) == len(pages)


@pytest.mark.parametrize(("place", "rest"), PAGES)
def test_a_link_of_another_municipality_leads_there(client: CheckedClient, seal: Seal, place: str, rest: str) -> None:
    foreign = f"{place}/{seal(OTHER, PERSON)}{rest}"
    page = client.page(f"/{PLACE}/{foreign}", status=404)
    assert way_on(page) == [f"/{OTHER}/{foreign}", f"/{PLACE}/"]
    client.page(f"/{OTHER}/{foreign}")


def test_a_link_of_a_municipality_that_has_left_cannot_be_opened(
    guide: Guide, new_app: NewApp, visitor: Visitor
) -> None:
    key = new_key()
    token = sealed_by(new_app(keys=[key]), OTHER, PERSON)
    alone = replace(guide, municipalities={PLACE: guide.municipalities[PLACE]})
    page = visitor(new_app(alone, keys=[key])).page(f"/{PLACE}/resultat/{token}", status=404)
    assert way_on(page) == [f"/{PLACE}/"]


# Shared with oneself


def shown_link(page: Page) -> str:
    return page.id("link").text or ""


def test_nothing_is_chosen_beforehand_and_every_life_is_offered(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/del/{seal(PLACE, PERSON)}")
    radios = page.all(".//form//input[@type='radio']")
    assert [int(radio.get("value", "")) for radio in radios] == list(DAYS_TO_CHOOSE)
    assert not page.all(".//input[@checked]")


@pytest.mark.parametrize("days", DAYS_TO_CHOOSE)
def test_a_link_to_oneself_opens_until_the_chosen_time(
    client: CheckedClient, seal: Seal, opened: Open, later: Later, days: int
) -> None:
    status, page = share(client, seal(PLACE, PERSON), str(days))
    link = shown_link(page)
    path = link.removeprefix("http://localhost")
    found = opened(path)
    assert (status, path.split("/")[:3]) == (200, ["", PLACE, "resultat"])
    assert (found.lifetime, dict(found.answers)) == (
        Lifetime.of_days(days),
        {k: frozenset(v) for k, v in PERSON.items()},
    )
    later(timedelta(days=days, minutes=-1))
    assert press(client, path).outcomes()
    later(timedelta(days=days, minutes=1))
    client.page(path, status=410)


def test_the_link_stands_in_no_address_of_the_guide(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON)
    response = client.post(f"/{PLACE}/del/{token}", data={"dage": "14"})
    shared = shown_link(page_of(response)).rpartition("/")[2]
    assert response.status_code == 200
    assert "Location" not in response.headers
    (printed,) = with_class(page_of(response).root, "print-only")
    on_paper = {link.get("href") for link in printed.iter("a")}
    assert {address for address in page_of(response).links() if shared in address} == on_paper
    assert text_of(printed) == shown_link(page_of(response))
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("days", [None, "", "2", "15", "-1", "1e1", "07", "3 dage", "<b>"])
def test_a_life_that_is_not_offered_is_told(client: CheckedClient, seal: Seal, days: str | None) -> None:
    status, page = share(client, seal(PLACE, PERSON), days)
    summary, message = page.one(".//*[@role='alert']"), page.id("dage-error")
    link = next(inner for inner in summary.iter("a"))
    assert status == 422
    assert page.before(summary, page.one(".//h1"))
    assert link.get("href") == f"#dage-{DAYS_TO_CHOOSE[0]}"
    assert text_of(message).endswith(text_of(link))
    assert "dage-error" in page.one(".//fieldset").get("aria-describedby", "").split()
    assert not page.all(".//input[@checked]")


def modules(svg_path: str, size: int) -> list[list[bool]]:
    """The dark modules that the path of a QR code draws: lines of a module's height, from left to right."""
    grid = [[False] * size for _ in range(size)]
    x, y = 0.0, 0.0
    for move, dx, dy in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", svg_path):
        if move == "h":
            for column in range(int(x), int(x + float(dx))):
                grid[int(y)][column] = True
            x += float(dx)
        else:
            x, y = (float(dx), float(dy)) if move == "M" else (x + float(dx), y + float(dy))
    return grid


def test_the_qr_code_holds_the_link_with_its_quiet_zone_black_on_white(client: CheckedClient, seal: Seal) -> None:
    _status, page = share(client, seal(PLACE, PERSON), "3")
    picture = with_class(page.root, "qr")[0]
    ground, drawn = page.all(".//{*}svg/{*}path")
    size = int(page.one(".//{*}svg").get("viewBox", "").split()[-1])
    expected = segno.make_qr(shown_link(page), error="l", boost_error=False)
    assert modules(drawn.get("d", ""), size) == [list(map(bool, row)) for row in expected.matrix_iter(border=4)]
    assert (drawn.get("stroke"), ground.get("fill")) == ("#000", "#fff")
    assert picture.get("role") == "img"
    assert picture.get("aria-label")


def test_a_link_is_where_the_guide_is_said_to_be(new_app: NewApp, visitor: Visitor) -> None:
    said = new_app(address="https://guide.example")
    _status, page = share(visitor(said), sealed_by(said, PLACE, PERSON), "1", headers={"Host": "evil.example"})
    assert shown_link(page).startswith(f"https://guide.example/{PLACE}/resultat/")


def test_without_an_address_a_link_is_where_it_was_asked_for(client: CheckedClient, seal: Seal) -> None:
    _status, page = share(client, seal(PLACE, PERSON), "1", headers={"Host": "guide.example:8000"})
    assert shown_link(page).startswith(f"http://guide.example:8000/{PLACE}/resultat/")
