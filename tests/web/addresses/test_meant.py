"""Addresses that were typed, printed or cut: they reach the page that they can only mean, or say which is near."""

from __future__ import annotations

import pytest
from flask import Flask

from guide.municipality import Guide
from guide.web.addresses.known import TOKEN, KnownPages, folded, parts_of
from testing.checked_client import CheckedClient, page_of, text_of, with_class
from testing.random_people import OTHER, PERSON, PLACE
from tests.conftest import Seal
from tests.web.walking import way_on


@pytest.fixture(scope="module")
def known(app: Flask, guide: Guide) -> KnownPages:
    """The pages of the guide."""
    return KnownPages(app.url_map.iter_rules(), guide)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (f"/{PLACE}", f"/{PLACE}/"),
        ("/Helsingoer/", f"/{PLACE}/"),
        ("/helsingør/", f"/{PLACE}/"),
        ("/HELSINGØR", f"/{PLACE}/"),
        ("/helsingo\u0308r", f"/{PLACE}/"),
        ("/helsingor/", f"/{PLACE}/"),
        ("/københavn/klage/", f"/{OTHER}/klage"),
        ("/kobenhavn", f"/{OTHER}/"),
        (f"/{PLACE}/klage/", f"/{PLACE}/klage"),
        (f"/{PLACE}/klage).", f"/{PLACE}/klage"),
        (f"/{PLACE}/klage.html", f"/{PLACE}/klage"),
        (f"/{PLACE}/index.html", f"/{PLACE}/"),
        (f"/{PLACE}//klage", f"/{PLACE}/klage"),
        (f"/{PLACE}/standarder/Ledsagelse", f"/{PLACE}/standarder/ledsagelse"),
        (f"/{PLACE}/standarder/rådogvejledning", f"/{PLACE}/standarder/raad-og-vejledning"),
        (f"/{PLACE}/standarder/Råd og vejledning/", f"/{PLACE}/standarder/raad-og-vejledning"),
        (f"/{PLACE}/standarder/væresteder", f"/{PLACE}/standarder/vaeresteder"),
        (f"/{PLACE}/frister/", f"/{PLACE}/frister"),
        (f"/{PLACE}/breve/Klage/Ledsagelse", f"/{PLACE}/breve/klage/ledsagelse"),
        ("/ramme/let/Helsingør/klage/", f"/ramme/let/{PLACE}/klage"),
        ("/LET/helsingør", f"/let/{PLACE}/"),
        ("/tilgængelighed/", "/tilgaengelighed"),
        ("/Privatliv", "/privatliv"),
        ("/index.html", "/"),
        ("/API", "/api"),
    ],
)
def test_an_address_that_can_mean_one_page_only_leads_there_for_good(
    client: CheckedClient, written: str, meant: str
) -> None:
    response = client.get(written)
    assert (response.status_code, response.headers["Location"]) == (308, meant)
    assert client.get(meant).status_code == 200


def test_an_address_in_an_older_alphabet_is_understood(client: CheckedClient) -> None:
    """The server shows a byte that is no UTF-8 as a sign of its own, the same for every letter."""
    for path in (b"/helsing\xf8r/", "/helsing\ufffdr/".encode()):
        response = client.get("/", environ_overrides={"PATH_INFO": path.decode("latin-1")})
        assert response.headers["Location"] == f"/{PLACE}/"
    response = client.get("/", environ_overrides={"PATH_INFO": "/tilg\ufffdngelighed".encode().decode("latin-1")})
    assert response.headers["Location"] == "/tilgaengelighed"
    response = client.get("/", environ_overrides={"PATH_INFO": "/helsing\ufffdr/intet".encode().decode("latin-1")})
    assert response.status_code == 404
    assert f"/{PLACE}/" in page_of(response).links()


@pytest.mark.parametrize("written", [f"/{PLACE}", "/helsingør/", "/let/Helsingoer"])
def test_the_topic_of_an_address_is_kept_and_nothing_else_of_its_query(client: CheckedClient, written: str) -> None:
    assert client.get(f"{written}?fbclid=1&emne=ledsagelse").headers["Location"].endswith(f"/{PLACE}/?emne=ledsagelse")
    assert client.get(f"{written}?fbclid=1").headers["Location"].endswith(f"/{PLACE}/")


def test_every_page_that_is_led_to_is_there(client: CheckedClient, known: KnownPages, guide: Guide) -> None:
    open_pages = [page for page in known.pages if TOKEN not in page and "." not in known.path(page)]
    assert len(open_pages) > 100
    for page in open_pages:
        path = known.path(page)
        assert client.get(path).status_code in (200, 301), path
        assert known.meant(parts_of(path)) == page
        assert known.meant(tuple(part.upper() for part in page)) == page
    standards = {
        f"/{place.slug}/standarder/{one.slug}" for place in guide.municipalities.values() for one in place.standards
    }
    assert standards <= {known.path(page) for page in open_pages}


@pytest.mark.parametrize(
    "written",
    [
        "/sitemap.xml",
        "/ukendt",
        "/ukendt/klage/",
        f"/{PLACE}/ukendt/",
        f"/{OTHER}/standarder/bpa/",
        "/let",
        "/%00/",
        "/*/",
    ],
)
def test_no_permanent_redirect_leads_to_what_is_not_there(client: CheckedClient, written: str) -> None:
    assert client.get(written).status_code == 404


@pytest.mark.parametrize("frame", ["", "/ramme", "/let"])
def test_an_address_with_answers_is_led_on_without_a_trace(client: CheckedClient, seal: Seal, frame: str) -> None:
    token = seal(PLACE, PERSON)
    for written, meant in (
        (f"/{PLACE}//svar/{token}", f"/{PLACE}/svar/{token}"),
        (f"/{PLACE}/resultat/{token}/", f"/{PLACE}/resultat/{token}"),
        (f"/HELSINGØR/Resultat/{token}.", f"/{PLACE}/resultat/{token}"),
        (f"/{PLACE}/resultat/{token}/Det-hele/", f"/{PLACE}/resultat/{token}/det-hele"),
        (f"/{PLACE}/spoergsmål/{token}/Alder", f"/{PLACE}/spoergsmaal/{token}/alder"),
        (f"/{PLACE}/spoergsmaal/ny/", f"/{PLACE}/spoergsmaal/ny"),
    ):
        response = client.get(frame + written)
        assert (response.status_code, response.headers["Location"]) == (303, frame + meant)
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("written", "near"),
    [
        (f"/{PLACE}/klag", f"/{PLACE}/klage"),
        (f"/{PLACE}/standarder/ledsagelser", f"/{PLACE}/standarder/ledsagelse"),
        (f"/{PLACE}/standader/ledsagelse", f"/{PLACE}/standarder/ledsagelse"),
        ("/helsinør/", f"/{PLACE}/"),
        (f"/let/{PLACE}/klag", f"/let/{PLACE}/klage"),
        ("/privatlivet", "/privatliv"),
        (f"/{PLACE}/standarder/ukendt", f"/{PLACE}/standarder"),
        ("/noget-helt-andet", None),
    ],
)
def test_the_nearest_page_is_offered_where_one_is_near(client: CheckedClient, written: str, near: str | None) -> None:
    offered = [way for way in way_on(client.page(written, status=404)) if not way.endswith(("/", f"/{PLACE}/"))]
    start = [way for way in way_on(client.page(written, status=404)) if way == near]
    assert (start if near and near.endswith("/") else offered) == ([near] if near else [])


@pytest.mark.parametrize("rest", ["ukendt", "standarder/ukendt", "sider/ukendt", "x/y/z", "resultat/", "svar"])
@pytest.mark.parametrize("place", [PLACE, OTHER])
def test_a_page_that_is_not_there_keeps_the_municipality(
    client: CheckedClient, guide: Guide, place: str, rest: str
) -> None:
    page = client.page(f"/{place}/{rest}", status=404)
    municipality = guide.municipalities[place]
    assert municipality.name in page.title
    assert f"/{place}/" in way_on(page)
    assert municipality.contact.web in page.links()


def test_an_address_without_its_answers_is_told_apart(client: CheckedClient, seal: Seal) -> None:
    cut = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)[:30]}", status=404)
    for rest in ("resultat", "resultat/", "svar", "Spoergsmaal/"):
        assert client.page(f"/{PLACE}/{rest}", status=404).title == cut.title


def test_nothing_is_led_on_that_was_posted(client: CheckedClient, seal: Seal) -> None:
    assert client.post("/helsingør/emne", data={"emne": "ledsagelse"}).status_code == 404
    assert client.post(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}.").status_code == 404


@pytest.mark.parametrize("written", ["helsingør", "Helsingoer", "HELSINGOR", "helsingo\u0308r", "hel-sin gör"])
def test_a_name_is_the_same_in_every_way_to_write_it(written: str) -> None:
    assert folded(written) == folded("helsingoer")


def test_the_printed_address_breaks_at_no_hyphen_and_is_a_link(client: CheckedClient, seal: Seal) -> None:
    pages = (
        page_of(client.post(f"/{PLACE}/del/{seal(PLACE, PERSON)}", data={"dage": "14"})),
        page_of(client.post(f"/{PLACE}/raadgiver/{seal(PLACE, PERSON)}/ark", data={"svar": "ja", "timer": "336"})),
    )
    for page in pages:
        (link,) = with_class(page.root, "written")
        pieces = [text_of(piece) for piece in with_class(link, "unbroken")]
        assert "".join(pieces) == text_of(link) == link.get("href")
        assert max(map(len, pieces)) < 40
        assert all(piece[-1].isalnum() for piece in pieces)
        assert all(piece[0].isalnum() for piece in pieces)
