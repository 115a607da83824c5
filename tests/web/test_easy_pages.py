"""“Let læst” is never longer than the ordinary page: every page kind, of every municipality and of Havnø."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask

from guide.municipality import Guide, Municipality
from guide.next_steps.letters import may_be_written
from testing.checked_client import CheckedClient, page_of, text_of, with_class
from testing.people import MOTHER_OF_A_SON
from testing.words import words
from tests.conftest import Seal, everywhere, everywhere_in_the_long_run

COMMON = ("", "om", "privatliv", "tilgaengelighed", "afproevning", "ordbog", "api", "sig-til", "sig-til/privatliv")
NO_TEXT = {"pages.asset", "pages.health", "pages.robots", "pages.no_icon", "interview.clear", "embedding.script"}
NO_TEXT |= {"report.vulnerability", "links.picture", "deadlines.decision_calendar", "deadlines.complaint_calendar"}
LED_ON = {"interview.go_on", "pages.accessibility_statement"}
READ_BY_PROGRAMS = ("api.", "openapi.")
DAY = {"dag": "22/11 2026"}
MOST_OF_A_COMPLAINT = 100

Address = tuple[str, dict[str, str] | None]
"""A path from the root, and what is sent there."""


def pages_of(municipality: Municipality, token: str) -> Iterator[Address]:
    """Every page of a municipality that shows these answers, or none."""
    yield from (
        (page, None)
        for page in ("", "standarder", "klage", "privatliv", "frister", "frister/klage", "breve", "afgoerelse")
    )
    yield from ((page, None) for page in ("links", "forbered", "forhaandsvisning", "slut", "sig-til/klage"))
    yield from ((page, None) for page in ("raadgiver", "raadgiver/slut", "sig-til", "hvem-maa-hjaelpe"))
    yield from ((f"sider/{page.slug}", None) for page in municipality.pages)
    yield from ((f"spoergsmaal/{token}/{question.id}", None) for question in municipality.questions)
    yield from ((f"{page}/{token}", None) for page in ("svar", "resultat", "del", "raadgiver"))
    yield from ((f"{page}/ny", None) for page in ("svar", "resultat"))
    yield from ((f"{page}/{token}/{rest}", None) for page, rest in (("raadgiver", "ark"), ("resultat", "det-hele")))
    yield f"raadgiver/{token}/soeg", None
    yield f"raadgiver/{token}/soeg", {"q": "ledsager"}
    yield f"raadgiver/{token}/ark", {"svar": "ja", "til": "selv", "timer": "72"}
    yield f"del/{token}", {"dage": "3"}
    yield "frister/klage", DAY
    for standard in municipality.standards:
        yield f"standarder/{standard.slug}", None
        if standard in municipality.with_outcome:
            yield f"resultat/{token}/{standard.slug}", None
            yield f"raadgiver/{token}/{standard.slug}", None
            if standard.can_be_applied_for:
                yield f"resultat/{token}/{standard.slug}/ansoegning", None
                yield f"resultat/{token}/{standard.slug}/ansoegning", {"brev": "Brevet", "vis": "print"}
        if standard.sum_rule:
            yield "beregn", None
            yield f"beregn/{standard.slug}", None
            yield f"beregn/{standard.slug}", {"doegn": "14"}
        if standard.processing.is_known:
            yield f"frister/ansoegning/{standard.slug}", None
            yield f"frister/ansoegning/{standard.slug}", DAY
        yield f"afgoerelse/{standard.slug}", None
        yield f"afgoerelse/{standard.slug}", {"hvem": "mig", "resultat": "ja"}
        for kind, letter in municipality.letters.items():
            if may_be_written(letter, standard):
                yield f"breve/{kind}/{standard.slug}", None
                yield f"breve/{kind}/{standard.slug}", {"hvem": "mig", "dag": ""}
    for topic in municipality.topics:
        yield f"?emne={topic.id}", None


def read_at(client: CheckedClient, path: str, sent: dict[str, str] | None) -> int:
    """The words that can be seen of a page."""
    return words(client.page(path) if sent is None else page_of(client.post(path, data=sent)))


def all_pages(guide: Guide, seal: Seal) -> Iterator[Address]:
    """Every page kind with what it can hold."""
    yield from ((f"/{page}", None) for page in COMMON)
    for slug, municipality in guide.municipalities.items():
        token = seal(slug, MOTHER_OF_A_SON.answers)
        yield from ((f"/{slug}/{page}", sent) for page, sent in pages_of(municipality, token))


@everywhere_in_the_long_run
def test_the_easy_page_is_never_longer(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    longer = [
        (path, sent, easy, ordinary)
        for path, sent in all_pages(guide, seal)
        if (easy := read_at(client, f"/let{path}", sent)) > (ordinary := read_at(client, path, sent))
    ]
    assert longer == []


def test_every_kind_of_page_is_among_them(app: Flask, guide: Guide, seal: Seal) -> None:
    urls = app.url_map.bind("localhost")
    seen = {urls.match(path.partition("?")[0])[0] for path, sent in all_pages(guide, seal) if sent is None}
    kinds = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert {kind for kind in kinds - NO_TEXT - LED_ON if not kind.startswith(READ_BY_PROGRAMS)} == seen


@everywhere
def test_the_easy_page_of_a_standard_has_its_lines_and_one_step(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        for standard in municipality.standards:
            page = client.page(f"/let/{slug}/standarder/{standard.slug}")
            shown = text_of(page.id("main-content"))
            assert all(line in shown for line in standard.easy_read)
            assert (standard.application or municipality.first_steps[-1].text.self_) in shown
            assert "§" not in shown
            assert not with_class(page.root, "requirements")
            assert f"/{slug}/standarder/{standard.slug}" in page.links()


def test_the_easy_page_of_complaints_says_where_and_until_when(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        page = client.page(f"/let/{slug}/klage")
        shown = text_of(page.id("main-content"))
        assert all(line in shown for line in municipality.complaint.lines)
        assert guide.time_to_complain.in_words in shown
        assert f"/{slug}/klage" in page.links()
        assert words(page) <= MOST_OF_A_COMPLAINT
