"""“Sig til, hvis noget er forkert”: a way to tell of every page, with the page's address and never with a token."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask

from guide.municipality import Contact, Guide
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.checked_client import CheckedClient, Page, text_of
from testing.random_people import PERSON, PLACE
from tests.conftest import TODAY, NewApp, Seal, Visitor, changed, everywhere

VALUES = {"municipality": PLACE, "slug": "ledsagelse", "question_id": "behov", "kind": "klage", "page": "klage"}
REPORT = re.compile(r"(?:/ramme)?(?:/let)?(?:/[a-z]+)?/sig-til(?:/[a-z0-9/-]+)?")
TOKEN = re.compile(r"gAAAA|[\w-]{60}")


def report_links(page: Page) -> list[str]:
    """Where a page says that one can tell of it."""
    return [link for link in page.links() if "/sig-til" in link]


def mail(page: Page) -> dict[str, str]:
    """What the one mail of a page is begun with: to, subject, body."""
    (address,) = (link for link in page.links() if link.startswith("mailto:"))
    parts = urlsplit(address)
    return {"to": unquote(parts.path)} | {name: value for name, (value,) in parse_qs(parts.query).items()}


def shown_address(page: Page) -> str | None:
    """The address that a page of this kind names, if it does."""
    return next((text_of(one) for one in page.all(".//*[@class='address']")), None)


@pytest.fixture(scope="module")
def with_mail(guide: Guide, new_app: NewApp, visitor: Visitor) -> CheckedClient:
    """A visitor of a guide in which one municipality has a mail and a phone."""
    contact = Contact(mail="sig&til@kommune.example", phone="12 34 56 78")
    return visitor(new_app(changed(guide, contact=contact), address="https://guide.example"))


def addresses(app: Flask, token: str) -> list[tuple[str, bool]]:
    """An address of every page that can be asked for, and whether the token is in it."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "pages.no_icon":
            path = rule.rule
            for name in rule.arguments - set(rule.defaults or ()):
                path = re.sub(rf"<(?:[^<>]*:)?{name}>", {**VALUES, "token": token}.get(name, "x"), path)
            found.append((path, token in path))
    return found


def test_every_page_leads_to_its_report_without_its_token(app: Flask, client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON)
    pages, sealed = 0, 0
    for path, holds_answers in addresses(app, token):
        response = client.get(path)
        if response.mimetype != "text/html" or response.status_code != 200 or "/sig-til" in path:
            continue
        (link,) = report_links(client.page(path))
        assert REPORT.fullmatch(link), path
        assert not TOKEN.search(link), path
        if link == "/sig-til":
            # The page after the end shows nothing of where the reader was.
            assert path.endswith("/slut"), path
            continue
        report = client.page(link)
        assert token not in client.get(link).text
        shown = shown_address(report)
        assert shown is not None, path
        expected = path.replace(f"/{token}", "")
        assert urlsplit(shown).path == expected, path
        pages, sealed = pages + 1, sealed + holds_answers
    assert pages > 25
    assert sealed >= 6


def test_a_page_with_an_error_leads_there_too(client: CheckedClient) -> None:
    for path in (f"/{PLACE}/standarder/findes-ikke", f"/{PLACE}/hemmelig/vej", "/hemmelig/vej"):
        (link,) = report_links(client.page(path, 404))
        assert link in (f"/{PLACE}/sig-til", "/sig-til")
        assert shown_address(client.page(link)) is None


@pytest.mark.parametrize(
    "strange",
    ["{token}", "resultat/{token}", "spoergsmaal/{token}/behov", "spoergsmaal/ukendt", "standarder/behov", "a/b/c/d"],
)
def test_what_is_no_page_of_the_guide_is_left_out(client: CheckedClient, seal: Seal, strange: str) -> None:
    page = strange.format(token=seal(PLACE, PERSON))
    for place in (f"/{PLACE}", ""):
        response = client.get(f"{place}/sig-til/{page}")
        assert response.status_code == 303
        assert response.headers["Location"] == f"{place}/sig-til"


def test_a_mail_begins_with_the_address_of_the_page(with_mail: CheckedClient) -> None:
    page = with_mail.page(f"/let/{PLACE}/sig-til/resultat")
    written, address = mail(page), f"https://guide.example/let/{PLACE}/resultat"
    assert written["to"] == "sig&til@kommune.example"
    assert address in written["body"]
    assert written["subject"]
    assert shown_address(page) == address
    shown = text_of(page.all(".//main")[0])
    assert "sig&til@kommune.example" in shown
    assert "12 34 56 78" in shown


def test_where_no_page_is_known_the_mail_names_none(with_mail: CheckedClient) -> None:
    assert "guide.example" not in mail(with_mail.page(f"/{PLACE}/sig-til"))["body"]


@everywhere
def test_a_page_of_all_municipalities_lists_the_contact_of_each(client: CheckedClient, guide: Guide) -> None:
    shown = text_of(client.page("/sig-til/privatliv").all(".//main")[0])
    for municipality in guide.municipalities.values():
        assert municipality.name in shown
        assert municipality.contact.web in shown


def test_in_a_frame_one_tells_of_the_page_without_leaving_the_frame(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON)
    (link,) = report_links(client.page(f"/ramme/{PLACE}/svar/{token}"))
    assert link == f"/ramme/{PLACE}/sig-til/svar"
    assert urlsplit(shown_address(client.page(link)) or "").path == f"/{PLACE}/svar"


# Vulnerabilities


def security_txt(visitor: Visitor, guide: Guide, settings: Settings) -> dict[str, str]:
    """Its fields, each of them once."""
    response = visitor(create_app(guide, settings, today=lambda: TODAY)).get("/.well-known/security.txt")
    assert (response.status_code, response.content_type) == (200, "text/plain; charset=utf-8")
    lines = [line.split(": ", 1) for line in response.text.splitlines()]
    assert len({name for name, _value in lines}) == len(lines)
    return dict(lines)


def test_a_vulnerability_can_be_told_to_the_contact_that_is_set(guide: Guide, visitor: Visitor) -> None:
    """By RFC 9116, for less than a year after the start."""
    contact = "mailto:sikkerhed@kommune.example"
    fields = security_txt(visitor, guide, Settings(keys=(new_key(),), security_contact=contact))
    assert fields["Contact"] == contact
    assert "Canonical" not in fields
    left = datetime.fromisoformat(fields["Expires"]) - datetime.combine(TODAY, time(), UTC)
    assert timedelta(days=300) < left < timedelta(days=365)
    settings = Settings(keys=(new_key(),), security_contact=contact, address="https://guide.example")
    assert security_txt(visitor, guide, settings)["Canonical"] == "https://guide.example/.well-known/security.txt"


def test_without_a_contact_there_is_no_security_txt(client: CheckedClient) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
