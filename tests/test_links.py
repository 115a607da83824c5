"""Links with answers as a visitor meets them: how long they live, shared with oneself, ended, left quickly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
import segno
from flask import Flask

from guide.municipality import Contact, Guide
from guide.rules.answers import Answers
from guide.settings import Settings, WrongSetting, variable
from guide.web.http.locale import short_time
from guide.web.sealed import tokens as sealed
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, SHARED_COMPUTER, Kind, Lifetime
from guide.web.sealed.tokens import OpenedToken, new_key
from testing.changed_content import COMPANION, MUNICIPALITY, copied
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from tests.conftest import Seal, Visitor

PLACE, OTHER = "helsingoer", "koebenhavn"
PERSON = {"hvem": ["mig"], "alder": ["26-64"], "behov": ["ud-af-huset"], "aarsag": ["fysisk"], "bolig": ["egen"]}
WITHOUT_A_HOME = PERSON | {"bolig": ["ingen"]}
NOW = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
"""Five minutes past one in Denmark."""


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Makes the guide open links at this time."""

    def then(moment: datetime) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                return cls.fromtimestamp(moment.timestamp(), tz)

        monkeypatch.setattr(sealed, "datetime", Clock)

    return then


@pytest.fixture
def sealed_for(app: Flask) -> Callable[[Lifetime], str]:
    """A token of ``PERSON`` with this life."""

    def make(life: Lifetime) -> str:
        token: str = app.extensions["site"].seals.seal(PLACE, Answers(PERSON), life)
        return token

    return make


def opened(app: Flask, guide: Guide, token: str) -> OpenedToken:
    found: OpenedToken = app.extensions["site"].seals.open(guide.municipalities[PLACE], token)
    return found


def until(page: Page) -> list[str]:
    """What the page says of the time until which its link can be opened."""
    return [text_of(one) for one in with_class(page.id("main-content"), "until")]


def way_on(page: Page) -> list[str]:
    return [link.get("href", "") for link in page.all(".//main//a")]


def pages_with_answers(token: str) -> list[str]:
    return [f"/{PLACE}/{rest}/{token}{question}" for rest, question in PAGES]


PAGES = (("spoergsmaal", "/varig"), ("svar", ""), ("resultat", ""), ("del", ""))


# How long


def test_every_page_with_answers_says_until_when_its_link_lives_in_danish_time(
    app: Flask, guide: Guide, client: CheckedClient, sealed_for: Callable[[Lifetime], str]
) -> None:
    for life in (None, SHARED_COMPUTER, Lifetime.of_days(7)):
        token = sealed_for(life) if life else sealed_for(Lifetime(Kind.ORDINARY, 24))
        end = opened(app, guide, token).until
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


def test_an_interview_at_a_shared_computer_stays_one_from_step_to_step(
    app: Flask, guide: Guide, client: CheckedClient
) -> None:
    address = client.get(f"/{PLACE}/spoergsmaal/faelles").headers["Location"]
    for answer in ("mig", "26-64", "ud-af-huset", "fysisk"):
        address = client.answer(address, answer)
        found = opened(app, guide, address.split("/")[3])
        assert found.lifetime == SHARED_COMPUTER
        assert found.until is not None
        assert found.until - datetime.now(UTC) <= timedelta(hours=1)


def test_a_changed_answer_makes_a_link_to_oneself_an_ordinary_one(
    app: Flask, guide: Guide, client: CheckedClient, sealed_for: Callable[[Lifetime], str]
) -> None:
    token = sealed_for(Lifetime.of_days(14))
    assert opened(app, guide, token).lifetime.kind is Kind.CHOSEN
    address = client.answer(f"/{PLACE}/spoergsmaal/{token}/alder", "18-25")
    assert opened(app, guide, address.split("/")[3]).lifetime == Lifetime(Kind.ORDINARY, 24)


def test_a_link_at_a_shared_computer_cannot_be_opened_after_the_hour(
    client: CheckedClient, sealed_for: Callable[[Lifetime], str], at: Callable[[datetime], None]
) -> None:
    token = sealed_for(SHARED_COMPUTER)
    at(datetime.now(UTC) + timedelta(minutes=59))
    client.page(f"/{PLACE}/resultat/{token}")
    at(datetime.now(UTC) + timedelta(minutes=61))
    for address in pages_with_answers(token):
        client.page(address, status=410)


def test_what_the_texts_say_of_links_is_what_the_guide_does(guide: Guide) -> None:
    said = {name: f"{rate.value} {rate.unit}" for name, rate in guide.rates.items() if name.startswith("link-")}
    assert said == {
        "link-levetid": f"{Settings.from_environ({}).link_lifetime // timedelta(hours=1)} timer",
        "link-faelles": f"{SHARED_COMPUTER.hours} time",
        "link-del-laengst": f"{max(DAYS_TO_CHOOSE)} dage",
    }
    assert min(DAYS_TO_CHOOSE) == 1


@pytest.mark.parametrize("hours", [1, 20, 24, 336])
def test_the_life_of_a_link_is_configured_in_whole_hours(hours: int) -> None:
    assert Settings.from_environ({variable("link_lifetime"): f" {hours} "}).link_lifetime == timedelta(hours=hours)


def test_without_a_setting_a_link_lives_for_a_day() -> None:
    for unset in ({}, {variable("link_lifetime"): ""}):
        assert Settings.from_environ(unset).link_lifetime == timedelta(days=1)


@pytest.mark.parametrize("written", ["0", "337", "-1", "1.5", "a day", "٢٤", "24h"])
def test_a_life_that_is_none_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(WrongSetting, match=variable("link_lifetime")):
        Settings.from_environ({variable("link_lifetime"): written})


# What cannot be opened


def test_each_way_in_which_a_link_fails_has_a_page_of_its_own(
    client: CheckedClient, seal: Seal, at: Callable[[datetime], None]
) -> None:
    token, foreign = seal(PLACE, PERSON), seal(OTHER, PERSON)
    failing = {
        "altered": f"{token[:-9]}AAAAAAAAA",
        "cut off": token[:-9],
        "foreign": foreign,
    }
    pages = {kind: client.page(f"/{PLACE}/resultat/{one}", status=404) for kind, one in failing.items()}
    at(datetime.now(UTC) + timedelta(days=2))
    pages["expired"] = client.page(f"/{PLACE}/resultat/{token}", status=410)
    assert len({page.title for page in pages.values()}) == len(pages)
    assert all(f"/{PLACE}/" in way_on(page) for page in pages.values())
    told = {text_of(page.id("main-content")) for page in pages.values()}
    assert len(told) == len(pages)


@pytest.mark.parametrize(("place", "rest"), PAGES)
def test_a_link_of_another_municipality_leads_to_where_it_can_be_opened(
    client: CheckedClient, seal: Seal, place: str, rest: str
) -> None:
    foreign = f"{place}/{seal(OTHER, PERSON)}{rest}"
    page = client.page(f"/{PLACE}/{foreign}", status=404)
    assert way_on(page) == [f"/{OTHER}/{foreign}", f"/{PLACE}/"]
    client.page(f"/{OTHER}/{foreign}")


def test_a_link_of_a_municipality_that_has_left_the_guide_is_one_that_cannot_be_opened(
    guide: Guide, new_app: Callable[..., Flask], visitor: Visitor
) -> None:
    key = new_key()
    token = new_app(keys=[key]).extensions["site"].seals.seal(OTHER, Answers(PERSON))
    alone = replace(guide, municipalities={PLACE: guide.municipalities[PLACE]})
    page = visitor(new_app(alone, keys=[key])).page(f"/{PLACE}/resultat/{token}", status=404)
    assert way_on(page) == [f"/{PLACE}/"]


# Shared with oneself


def share(client: CheckedClient, token: str, days: str | None, **more: object) -> tuple[int, Page]:
    data = {} if days is None else {"dage": days}
    response = client.post(f"/{PLACE}/del/{token}", data=data, **more)
    return response.status_code, page_of(response)


def shown_link(page: Page) -> str:
    return page.id("link").text or ""


def test_nothing_is_chosen_beforehand_and_every_life_is_offered(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/del/{seal(PLACE, PERSON)}")
    radios = page.all(".//form//input[@type='radio']")
    assert [int(radio.get("value", "")) for radio in radios] == list(DAYS_TO_CHOOSE)
    assert not page.all(".//input[@checked]")


@pytest.mark.parametrize("days", DAYS_TO_CHOOSE)
def test_a_link_to_oneself_opens_the_result_until_the_chosen_time(
    app: Flask, guide: Guide, client: CheckedClient, seal: Seal, days: int, at: Callable[[datetime], None]
) -> None:
    status, page = share(client, seal(PLACE, PERSON), str(days))
    link = shown_link(page)
    path = link.removeprefix("http://localhost")
    found = opened(app, guide, path.rpartition("/")[2])
    assert (status, path.split("/")[:3]) == (200, ["", PLACE, "resultat"])
    assert (found.lifetime, dict(found.answers)) == (
        Lifetime.of_days(days),
        {k: frozenset(v) for k, v in PERSON.items()},
    )
    at(datetime.now(UTC) + timedelta(days=days, minutes=-1))
    assert client.page(path).outcomes()
    at(datetime.now(UTC) + timedelta(days=days, minutes=1))
    client.page(path, status=410)


def test_the_link_stands_in_no_address_of_the_guide(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON)
    response = client.post(f"/{PLACE}/del/{token}", data={"dage": "14"})
    shared = shown_link(page_of(response)).rpartition("/")[2]
    assert response.status_code == 200
    assert "Location" not in response.headers
    assert not [address for address in page_of(response).links() if shared in address]
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("days", [None, "", "2", "15", "-1", "1e1", "07", "3 dage", "<b>"])
def test_a_life_that_is_not_offered_is_told_above_and_at_the_field(
    client: CheckedClient, seal: Seal, days: str | None
) -> None:
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


def test_a_link_is_where_the_guide_is_said_to_be_whatever_host_was_asked(
    new_app: Callable[..., Flask], visitor: Visitor
) -> None:
    said = new_app(address="https://guide.example")
    token = said.extensions["site"].seals.seal(PLACE, Answers(PERSON))
    _status, page = share(visitor(said), token, "1", headers={"Host": "evil.example"})
    assert shown_link(page).startswith(f"https://guide.example/{PLACE}/resultat/")


def test_without_an_address_a_link_is_where_it_was_asked_for(client: CheckedClient, seal: Seal) -> None:
    _status, page = share(client, seal(PLACE, PERSON), "1", headers={"Host": "guide.example:8000"})
    assert shown_link(page).startswith(f"http://guide.example:8000/{PLACE}/resultat/")


@pytest.mark.parametrize("written", ["https://guide.example", "http://10.0.0.1:8000", "https://[::1]:8443"])
def test_an_address_is_a_scheme_and_a_host(written: str) -> None:
    assert Settings.from_environ({variable("address"): f" {written}/ "}).address == written
    assert Settings.from_environ({}).address == ""


@pytest.mark.parametrize(
    "written", ["guide.example", "ftp://guide.example", "https://", "https://a b", "https://guide.example/sub", "//x"]
)
def test_an_address_that_is_none_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(WrongSetting, match=variable("address")):
        Settings.from_environ({variable("address"): written})


# Ended


def test_every_page_with_answers_leads_to_the_end(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON)
    shared = share(client, token, "1")[1]
    for page in (*map(client.page, pages_with_answers(token)), shared):
        assert f"/{PLACE}/slut" in way_on(page)


def test_the_end_tells_neither_answers_nor_municipality_but_in_where_it_leads(
    client: CheckedClient, guide: Guide
) -> None:
    page = client.page(f"/{PLACE}/slut")
    told = " ".join(text_of(one) for one in page.all(".//body")) + page.title
    assert guide.municipalities[PLACE].name not in told
    assert page.one(".//body").get("data-theme") is None
    assert not [link for link in page.links() if "gAAAA" in link]
    assert f"/{PLACE}/" in way_on(page)


def test_the_end_has_the_browser_clear_its_cache_and_nothing_else(client: CheckedClient) -> None:
    end = client.get(f"/{PLACE}/slut")
    picture = client.get(page_of(end).one(".//main//img").get("src", ""))
    assert "Clear-Site-Data" not in end.headers  # Chromium would hold the page back until it has cleared
    assert picture.headers["Clear-Site-Data"] == '"cache"'
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert all("no-store" in one.headers["Cache-Control"] for one in (end, picture))


# Left quickly


def exits(page: Page) -> list[str]:
    return [link.get("href", "") for nav in with_class(page.root, "quick-exit") for link in nav.iter("a")]


def test_pages_that_an_urgent_message_concerns_begin_with_the_way_out(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    web = guide.municipalities[PLACE].contact.web
    token = seal(PLACE, WITHOUT_A_HOME)
    for address in pages_with_answers(token):
        page = client.page(address)
        assert exits(page) == [web]
        link = next(one for one in page.all(".//a") if one.get("href") == web)
        assert page.all(".//body//a")[1] is link  # the skip link comes first
        assert link.get("rel") == "noreferrer"


def test_a_page_that_nothing_urgent_concerns_has_no_quick_exit(client: CheckedClient, seal: Seal) -> None:
    for address in (*pages_with_answers(seal(PLACE, PERSON)), f"/{PLACE}/", f"/{PLACE}/standarder/ledsagelse"):
        assert exits(client.page(address)) == []


def test_a_standard_that_says_so_begins_with_the_way_out(client: CheckedClient, guide: Guide) -> None:
    said = [one.slug for one in guide.municipalities[PLACE].standards if one.quick_exit]
    assert "boformer-hjemloese" in said
    for slug in said:
        assert exits(client.page(f"/{PLACE}/standarder/{slug}")) == [guide.municipalities[PLACE].contact.web]


def test_without_a_site_of_the_municipality_there_is_nowhere_to_leave_to(
    guide: Guide, new_app: Callable[..., Flask], visitor: Visitor
) -> None:
    changed = replace(guide.municipalities[PLACE], contact=Contact())
    app = new_app(replace(guide, municipalities={**guide.municipalities, PLACE: changed}))
    token = app.extensions["site"].seals.seal(PLACE, Answers(WITHOUT_A_HOME))
    assert exits(visitor(app).page(f"/{PLACE}/resultat/{token}")) == []


def test_an_editor_is_told_that_a_quick_exit_needs_the_site_of_the_municipality(tmp_path: Path) -> None:
    content = copied(tmp_path)
    content.change(COMPANION, "trin: 2\n", "trin: 2\nforlad hurtigt: ja\n")
    assert content.complaints() == []
    content.change(MUNICIPALITY, ', web: "https://lilleby.example"', "")
    assert content.complaints() == [
        content.told(
            MUNICIPALITY,
            "kontakt:",
            "“forlad hurtigt” i ledsagelse.md fører til kommunens hjemmeside, og den mangler her. "
            "Skriv “web: https://…” under “kontakt”.",
        )
    ]


@pytest.mark.parametrize("written", ["lilleby.example", "http://lilleby.example", "https://lilleby", "https://"])
def test_an_editor_is_told_that_a_site_is_a_whole_address(tmp_path: Path, written: str) -> None:
    content = copied(tmp_path)
    content.change(MUNICIPALITY, "https://lilleby.example", written)
    assert content.complaints() == [
        content.told(
            MUNICIPALITY, "kontakt:", f"“web: {written}” er ikke en hel adresse. Skriv den med https:// foran."
        )
    ]


def test_an_editor_is_told_that_leaving_quickly_is_a_yes_or_a_no(tmp_path: Path) -> None:
    content = copied(tmp_path)
    content.change(COMPANION, "trin: 2\n", "trin: 2\nforlad hurtigt: måske\n")
    assert content.complaints() == [
        content.told(COMPANION, "forlad hurtigt:", "“forlad hurtigt: måske” kan ikke forstås. Skriv ja eller nej.")
    ]
