"""Pages without answers, as a visitor meets them. What holds of every page, the checked client looks at."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from shutil import copytree
from urllib.parse import urldefrag, urlsplit

import pytest

from guide.municipality import Guide
from guide.sources import Source, year_of
from guide.web.sealed.lifetime import Lifetime
from testing.checked_client import CheckedClient, page_of, text_of, with_class
from testing.random_people import OTHER, PERSON, PLACE
from tests.conftest import ROOT, NewApp, Seal, Visitor, everywhere
from tests.web.walking import form, way_on

HOTLINE = "1888"
"""The number of Lev Uden Vold."""


def calm_addresses(guide: Guide) -> list[str]:
    own = [
        f"/{one.slug}/{rest}"
        for one in guide.municipalities.values()
        for rest in (
            *("", "standarder", "klage", "privatliv", "slut", "forhaandsvisning", "forbered", "raadgiver", "breve"),
            *("frister", "frister/klage"),
            *(("beregn",) if any(standard.sum_rule for standard in one.standards) else ()),
            *(f"frister/ansoegning/{standard.slug}" for standard in one.standards),
            *(f"beregn/{standard.slug}" for standard in one.standards if standard.sum_rule),
            *(f"breve/klage/{standard.slug}" for standard in one.standards if not standard.no_complaint),
            *(f"standarder/{standard.slug}" for standard in one.standards),
            *(f"sider/{page.slug}" for page in one.pages),
        )
    ]
    return ["/", "/om", "/privatliv", "/tilgaengelighed", "/afproevning", "/ordbog", *own]


@everywhere
def test_every_page_without_answers_has_its_own_title(client: CheckedClient, guide: Guide) -> None:
    addresses = calm_addresses(guide)
    titles = {address: client.page(address).title for address in addresses}
    # The end alone does not tell in which municipality it is.
    apart = {title for address, title in titles.items() if not address.endswith("/slut")}
    assert len(apart) == len(addresses) - len(guide.municipalities)


def test_robots_may_fetch_everything_so_that_they_see_what_may_not_be_listed(client: CheckedClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert [line.split() for line in lines] == [["User-agent:", "*"], ["Disallow:"]]


def test_no_page_with_a_token_is_listed_and_every_other_page_is(client: CheckedClient, seal: Seal) -> None:
    for life in (None, Lifetime.of_days(7)):
        token = seal(PLACE, PERSON, life)
        for rest in (
            *(f"{kind}/{token}" for kind in ("svar", "resultat", "del", "raadgiver")),
            *(f"spoergsmaal/{token}/alder", f"resultat/{token}/ledsagelse", f"resultat/{token}/det-hele"),
            *(f"raadgiver/{token}/ark", f"raadgiver/{token}/soeg", f"resultat/{token[:-9]}", "resultat/ny", "slut"),
        ):
            assert client.get(f"/{PLACE}/{rest}").headers["X-Robots-Tag"] == "noindex", rest
    assert client.get(f"/ramme/{PLACE}/").headers["X-Robots-Tag"] == "noindex"
    for address in ("/", f"/{PLACE}/", f"/{PLACE}/standarder/stu", f"/{PLACE}/klage", "/om"):
        assert "X-Robots-Tag" not in client.get(address).headers, address


def test_the_header_and_the_page_agree_on_what_is_listed(client: CheckedClient, guide: Guide) -> None:
    for address in calm_addresses(guide):
        response = client.get(address)
        assert ("X-Robots-Tag" in response.headers) is ('<meta name="robots" content="noindex">' in response.text)


@pytest.mark.timeout(400)
def test_whoever_reads_where_to_turn_from_violence_can_leave_at_once(client: CheckedClient, guide: Guide) -> None:
    pages = {address: client.page(address).root for address in calm_addresses(guide)}
    telling = {address for address, root in pages.items() if HOTLINE in text_of(root)}
    assert {f"/{PLACE}/", f"/{OTHER}/", f"/{PLACE}/standarder/boformer-hjemloese", "/ordbog"} <= telling
    # The preview is for editors, who show the page to nobody.
    assert {address for address in telling if not with_class(pages[address], "quick-exit")} <= {
        f"/{PLACE}/forhaandsvisning"
    }


@pytest.mark.parametrize(
    "told",
    [
        {"alder": ["26-64"], "bolig": ["ingen"]},
        {"alder": ["26-64"], "aarsag": ["sociale"], "bolig": ["egen"]},
        {"hvem": ["barn"], "alder": ["16-17"], "bolig": ["ingen"]},
    ],
)
def test_where_to_turn_from_violence_comes_first(
    client: CheckedClient, seal: Seal, guide: Guide, told: dict[str, list[str]]
) -> None:
    for slug in guide.municipalities:
        page = client.page(f"/{slug}/resultat/{seal(slug, told)}")
        assert with_class(page.root, "quick-exit")
        assert HOTLINE in text_of(with_class(page.root, "now")[0])
    page = client.page(f"/{PLACE}/standarder/boformer-hjemloese")
    assert HOTLINE in text_of(next(one for one in page.root.iter() if "alert" in one.get("class", "").split()))


@pytest.mark.full
def test_every_internal_link_of_the_site_leads_to_a_page(client: CheckedClient, seal: Seal) -> None:
    waiting, seen = ["/", f"/{PLACE}/resultat/{seal(PLACE, PERSON)}"], set[str]()
    targets: dict[str, set[str]] = {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address, follow_redirects=True)
        assert response.status_code == 200, f"{address} answered {response.status_code}"
        if response.mimetype != "text/html":
            continue
        page = page_of(response)
        for link in page.links():
            parts = urlsplit(link)
            if parts.netloc == "localhost":  # the same page in another language, or in this one
                continue
            if parts.scheme or parts.netloc:
                there_is_no_icon = link == "data:,"
                assert there_is_no_icon or parts.scheme in ("https", "mailto", "tel"), f"{address} leads to {link}"
                continue
            inner, fragment = urldefrag(link)
            assert not inner or inner.startswith("/"), f"{address} leads to {link}"
            waiting.append(inner or address)
            if inner and fragment:
                targets.setdefault(inner, set()).add(fragment)
    for address, fragments in targets.items():
        assert fragments <= set(client.page(address).ids), address
    assert len(seen) > 50


@pytest.mark.parametrize(
    ("document", "adopted", "year"),
    [
        ("Samlet katalog 2024", date(2023, 12, 6), "2024"),
        ("Kvalitetsstandarder", date(2023, 12, 6), "2023"),
        ("Sag 120190", None, ""),
    ],
)
def test_the_year_is_that_of_the_document_before_that_of_its_adoption(
    document: str, adopted: date | None, year: str
) -> None:
    assert year_of(Source(document, "", adopted)) == year


def test_every_standard_says_from_which_year_it_is_and_where_to_ask(client: CheckedClient, guide: Guide) -> None:
    for place in guide.municipalities.values():
        for standard in place.standards:
            page = client.page(f"/{place.slug}/standarder/{standard.slug}")
            (dated,) = [
                one for one in with_class(page.root, "small") if one.find(f"a[@href='{place.contact.web}']") is not None
            ]
            assert year_of(standard.source) in text_of(dated)


@pytest.mark.parametrize(
    ("link", "computer"), [("a[@class='button button-primary']", "ny"), ("main//a", "faelles")], ids=["own", "shared"]
)
def test_the_start_leads_to_the_first_question(client: CheckedClient, link: str, computer: str) -> None:
    ways = (way.get("href", "") for way in client.page(f"/{PLACE}/").all(f".//{link}"))
    (begin,) = (way for way in ways if way.endswith(f"/{computer}"))
    first = client.get(begin, follow_redirects=True)
    assert form(page_of(first)) == "hvem"


def test_the_start_tells_what_is_urgent_in_two_lines_and_folds_the_rest(client: CheckedClient, guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        urgent = [message for message in municipality.messages if message.urgent]
        (block,) = with_class(client.page(f"/{municipality.slug}/").root, "alert-warning")
        (folded,) = block.iter("details")
        assert all(message.title in text_of(folded) and message.text.self_ in text_of(folded) for message in urgent)
        lines = [f"{message.title}: {message.short.self_}" for message in urgent if message.short]
        assert [text_of(line) for line in with_class(block, "alert-text")] == lines
        assert 0 < sum(map(len, lines)) < 160


def test_a_municipality_without_its_slash_is_found_whatever_host_was_asked(client: CheckedClient) -> None:
    response = client.get(f"/{PLACE}", headers={"Host": "elsewhere.example"})
    assert (response.status_code, response.headers["Location"]) == (308, f"/{PLACE}/")


def test_was_leads_to_the_accessibility_statement(client: CheckedClient) -> None:
    response = client.get("/was", follow_redirects=True)
    assert (response.status_code, response.request.path) == (200, "/tilgaengelighed")


def test_a_load_balancer_is_answered(client: CheckedClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.head("/healthz").status_code == 200


def test_the_stylesheet_may_be_kept_for_ever_under_its_name_only(client: CheckedClient) -> None:
    sheet = client.page("/").one("head/link[@rel='stylesheet']").get("href", "")
    found = client.get(sheet)
    assert (found.status_code, found.mimetype) == (200, "text/css")
    assert "immutable" in found.headers["Cache-Control"]
    other = client.get(re.sub(r"\.[0-9a-f]+\.", ".0000000000.", sheet))
    assert (other.status_code, other.data) == (200, found.data)
    assert "immutable" not in other.headers["Cache-Control"]


def test_only_allowed_framers_may_frame(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    framed = replace(guide.municipalities[PLACE], may_embed=("https://intra.example",))
    changed = replace(guide, municipalities={**guide.municipalities, PLACE: framed})
    client = visitor(new_app(changed))
    policies = {path: client.get(path).headers["Content-Security-Policy"] for path in ("/", f"/{PLACE}/")}
    assert policies["/"].endswith("frame-ancestors 'none'")
    assert policies[f"/{PLACE}/"].endswith("frame-ancestors https://intra.example")


def test_a_law_change_stands_before_the_text_that_it_changes(client: CheckedClient, guide: Guide) -> None:
    changed = [
        (municipality, standard)
        for municipality in guide.municipalities.values()
        for standard in municipality.standards
        if standard.law_changes
    ]
    assert (PLACE, "merudgifter") in [(municipality.slug, standard.slug) for municipality, standard in changed]
    for municipality, standard in changed:
        page = client.page(f"/{municipality.slug}/standarder/{standard.slug}")
        notices = with_class(page.root, "alert-warning")
        for change in standard.law_changes:
            notice = next(one for one in notices if change.title in text_of(one))
            assert all(page.before(notice, page.id(section.id)) for section in standard.sections)


@everywhere
def test_a_standard_shows_its_sections_under_their_ids(client: CheckedClient, guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            page = client.page(f"/{municipality.slug}/standarder/{standard.slug}")
            always = {"hvem", "pris", "ansoegning", "sagsbehandlingstid", "klage", "kilde"}
            assert always | {section.id for section in standard.sections} <= set(page.ids)


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/ukendt/", "/"),
        ("/ukendt/standarder", "/"),
        ("/ukendt/spoergsmaal/ny", "/"),
        ("/ukendt/spoergsmaal/ny/hvem", "/"),
        ("/ukendt/resultat/ny", "/"),
        (f"/{PLACE}/ukendt", f"/{PLACE}/"),
        (f"/{PLACE}/standarder/ukendt", f"/{PLACE}/"),
        (f"/{PLACE}/sider/ukendt", f"/{PLACE}/"),
        (f"/{PLACE}/spoergsmaal/ny/ukendt", f"/{PLACE}/"),
        (f"/{PLACE}/spoergsmaal", f"/{PLACE}/"),
        ("/assets/ukendt.css", "/"),
        ("/a/b/c/d", "/"),
        ("/%00/%FF/", "/"),
        ("/<b>/æøå", "/"),
    ],
)
def test_what_is_not_there_is_said_in_a_page_with_a_way_on(client: CheckedClient, path: str, way: str) -> None:
    *near, last = way_on(client.page(path, status=404))
    assert (last, [client.get(one).status_code for one in near]) == (way, [200] * len(near))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "NONSENSE"])
def test_an_unknown_method_is_refused_with_the_known_ones(client: CheckedClient, method: str) -> None:
    for path in ("/", f"/{PLACE}/spoergsmaal/ny/hvem"):
        response = client.open(path, method=method)
        assert response.status_code == 405
        assert "GET" in response.headers["Allow"]
        assert way_on(page_of(response))


def test_a_second_language_is_kept_from_page_to_page(
    new_app: NewApp, visitor: Visitor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("root")
    copytree(ROOT / "static", root / "static")
    for language in ("da", "en"):
        copytree(ROOT / "translations" / "da", root / "translations" / language)
    client = visitor(new_app(root=root))
    addresses = client.get(f"/en/{PLACE}/spoergsmaal/ny").headers["Location"], *client.page(f"/en/{PLACE}/").links()
    inner = [address for address in addresses if address.startswith("/") and not address.startswith("/en/assets/")]
    assert {address for address in inner if not address.startswith("/en/")} == {f"/{PLACE}/"}
    assert [client.page(address).language for address in (f"/{PLACE}/", f"/en/{PLACE}/")] == ["da", "en"]
