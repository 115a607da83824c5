"""“Let læst” and languages last for a whole visit, in the path alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder

from guide.municipality import Guide, Term
from guide.search import Glossary
from guide.web.http.prefixes import PathPrefixes, this_page
from guide.web.templating import of_earlier_years
from testing.checked_client import CheckedClient, with_class
from testing.random_people import PLACE
from tests.conftest import Seal


def test_easy_to_read_shows_the_short_form_and_not_the_long_one(client: CheckedClient, guide: Guide) -> None:
    for standard in guide.municipalities[PLACE].standards:
        easy = client.get(f"/let/{PLACE}/standarder/{standard.slug}").text
        assert easy.count('<ul class="easy">') == 1
        assert "rests-on" not in easy
        assert f'href="/{PLACE}/standarder/{standard.slug}"' in easy
        full = client.get(f"/{PLACE}/standarder/{standard.slug}").text
        assert '<ul class="easy">' not in full
        assert f'href="/let/{PLACE}/standarder/{standard.slug}"' in full


def test_easy_to_read_is_kept_through_the_whole_interview_without_a_cookie(client: CheckedClient) -> None:
    response = client.get(f"/let/{PLACE}/spoergsmaal/ny")
    for answer in ("mig", "26-64", "ved-ikke", "ved-ikke", "ved-ikke"):
        location = response.headers["Location"]
        assert location.startswith(f"/let/{PLACE}/spoergsmaal/")
        page = client.get(location)
        assert f'href="{location.removeprefix("/let")}"' in page.text
        response = client.post(location, data={"svar": answer})
        assert response.status_code == 303
    assert response.headers["Location"].startswith(f"/let/{PLACE}/")


def test_easy_to_read_keeps_the_way_to_reasons_and_deadlines(client: CheckedClient, seal: Seal) -> None:
    told = {"hvem": ["mig"], "alder": ["26-64"], "behov": ["udgifter"], "varig": ["ja"], "udgifter": ["over"]}
    address = f"/{PLACE}/resultat/{seal(PLACE, told)}/merudgifter"
    easy, whole = client.page(f"/let{address}"), client.page(address)
    assert with_class(easy.root, "easy")
    assert not with_class(easy.root, "reason")
    assert address in [link.get("href") for link in easy.all(".//article//a")]
    assert with_class(whole.root, "reason-yes")
    assert with_class(whole.root, "facts")


@pytest.mark.parametrize(
    ("path", "script", "rest"),
    [
        ("/let/x/", "/let", "/x/"),
        ("/en/x/", "/en", "/x/"),
        ("/en/let/x/", "/en/let", "/x/"),
        ("/let/en/x/", "/let", "/en/x/"),
        ("/ramme/x/", "/ramme", "/x/"),
        ("/ramme-lys/en/let/x/", "/ramme-lys/en/let", "/x/"),
        ("/ramme-moerk/let/x/", "/ramme-moerk/let", "/x/"),
        ("/let/ramme/x/", "/let", "/ramme/x/"),
        ("/ramme-blaa/x/", "", "/ramme-blaa/x/"),
        ("/da/x/", "", "/da/x/"),
        ("/let", "", "/let"),
        ("/letlaest/", "", "/letlaest/"),
        ("/", "", "/"),
    ],
)
def test_prefixes_move_to_the_script_name_so_that_every_link_keeps_them(path: str, script: str, rest: str) -> None:
    seen: dict[str, str] = {}

    def application(environ: dict[str, object], _start: object) -> Iterable[bytes]:
        seen.update(script=str(environ["SCRIPT_NAME"]), rest=str(environ["PATH_INFO"]))
        return []

    environ = EnvironBuilder(path=path).get_environ()
    PathPrefixes(application, ["da", "en"])(environ, lambda *_: lambda _: None)
    assert (seen["script"], seen["rest"]) == (script, rest)


def test_a_page_asked_for_in_a_frame_keeps_the_frame(client: CheckedClient) -> None:
    """From its first link on."""
    for asked, kept in (("", "/ramme"), ("/let", "/ramme/let"), ("/ramme-lys", "/ramme-lys")):
        page = client.get(f"{asked}/{PLACE}/", headers={"Sec-Fetch-Dest": "iframe"})
        assert f'href="{kept}/{PLACE}/spoergsmaal/ny"' in page.text
    assert "/ramme" not in client.get(f"/{PLACE}/", headers={"Sec-Fetch-Dest": "document"}).text


def test_the_switch_leads_to_the_same_page_the_other_way(app: Flask) -> None:
    with app.test_request_context("/helsingoer/klage"):
        assert this_page("da", easy=True) == "/let/helsingoer/klage"
        assert this_page("en", easy=True) == "/en/let/helsingoer/klage"
        assert this_page("da", easy=False) == "/helsingoer/klage"
    with app.test_request_context("/helsingoer/klage", environ_overrides={"stoetteguiden.frame": "ramme-moerk"}):
        assert this_page("da", easy=True) == "/ramme-moerk/let/helsingoer/klage"
        assert this_page("da", easy=True, framed=False) == "/let/helsingoer/klage"
    with app.test_request_context("/helsingoer/?emne=ud-af-huset"):
        assert this_page("da", easy=True) == "/let/helsingoer/?emne=ud-af-huset"


def test_a_word_is_explained_in_any_form_but_only_as_a_whole_word() -> None:
    terms = (Term("visitation", ("visiteret",), "…"), Term("STU", (), "…"), Term("værge", (), "…"))
    assert Glossary(terms).explained(["<p>Du bliver visiteret til en stue.</p>"]) == terms[:1]
    assert Glossary(terms).explained(["Søg om stu hos din <b>værge</b>."]) == terms[1:]


def test_amounts_of_an_earlier_year_point_to_todays(guide: Guide) -> None:
    rates = [rate for rate in guide.rates.values() if rate.level]
    assert rates
    years = {year for year, _, _ in of_earlier_years(rates, date(2026, 11, 22))}
    assert years == {rate.level for rate in rates if rate.level is not None and rate.level < 2026}
    assert of_earlier_years(rates, date(2019, 1, 1)) == []


def test_a_law_change_is_shown_to_those_it_matters_to(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    change = guide.law_changes["aeldreloven"]
    slug = "socialpaedagogisk-stoette"
    person = {"behov": ["struktur"], "aarsag": ["psykisk"], "bolig": ["egen"], "stoettebehov": ["moderat"]}
    assert change.when
    young = client.get(f"/{PLACE}/resultat/{seal(PLACE, person | {'alder': ['26-64']})}/{slug}").text
    old = client.get(f"/{PLACE}/resultat/{seal(PLACE, person | {'alder': ['pension']})}/{slug}").text
    unsaid = client.get(f"/{PLACE}/resultat/{seal(PLACE, person)}/{slug}").text
    assert change.title not in young
    assert change.title in old
    assert change.title in unsaid
    assert change.title in client.get(f"/{PLACE}/standarder/{slug}").text
