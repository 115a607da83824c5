"""To end a visit, and to leave a page at once."""

from __future__ import annotations

from guide.municipality import Contact, Guide
from testing.changed_content import COMPANION, MUNICIPALITY, Copy
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.random_people import PERSON, PLACE
from tests.conftest import NewApp, Seal, Visitor, changed, sealed_by
from tests.web.walking import pages_with_answers, share, way_on

WITHOUT_A_HOME = PERSON | {"bolig": ["ingen"]}


# Ended


def test_every_page_with_answers_leads_to_the_end(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON)
    shared = share(client, token, "1")[1]
    for page in (*map(client.page, pages_with_answers(token)), shared):
        assert f"/{PLACE}/slut" in way_on(page)


def test_the_end_tells_neither_answers_nor_municipality(client: CheckedClient, guide: Guide) -> None:
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


def test_urgent_pages_begin_with_the_way_out(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    web = guide.municipalities[PLACE].contact.web
    token = seal(PLACE, WITHOUT_A_HOME)
    for address in pages_with_answers(token):
        page = client.page(address)
        assert exits(page) == [web]
        link = next(one for one in page.all(".//a") if one.get("href") == web)
        assert page.all(".//body//a")[1] is link  # the skip link comes first
        assert link.get("rel") == "noreferrer"


def test_a_page_that_nothing_urgent_concerns_has_no_quick_exit(client: CheckedClient, seal: Seal) -> None:
    for address in (*pages_with_answers(seal(PLACE, PERSON)), f"/{PLACE}/klage", f"/{PLACE}/standarder/ledsagelse"):
        assert exits(client.page(address)) == []


def test_a_standard_that_says_so_begins_with_the_way_out(client: CheckedClient, guide: Guide) -> None:
    said = [one.slug for one in guide.municipalities[PLACE].standards if one.quick_exit]
    assert "boformer-hjemloese" in said
    for slug in said:
        assert exits(client.page(f"/{PLACE}/standarder/{slug}")) == [guide.municipalities[PLACE].contact.web]


def test_without_a_site_there_is_nowhere_to_leave_to(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    app = new_app(changed(guide, contact=Contact()))
    page = visitor(app).page(f"/{PLACE}/resultat/{sealed_by(app, PLACE, WITHOUT_A_HOME)}")
    assert exits(page) == []


def test_a_quick_exit_needs_the_site_of_the_municipality(content: Copy) -> None:
    content.change(COMPANION, "trin: 2\n", "trin: 2\nforlad hurtigt: ja\n")
    content.change(MUNICIPALITY, ', web: "https://lilleby.example"', "")
    wrong = "“forlad hurtigt” i ledsagelse.md fører til kommunens hjemmeside, og den mangler her. "
    remedy = "Skriv “web: https://…” under “kontakt”."
    assert content.complaints() == [content.told(MUNICIPALITY, "kontakt:", wrong + remedy)]
