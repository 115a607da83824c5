"""A browser's own translation changes sentences; letters, names, addresses and laws must stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from guide.municipality import Guide, Municipality
from testing.checked_client import CheckedClient, Page, page_of, text_of
from testing.random_people import MOTHER, PERSON
from tests.conftest import Seal, everywhere


def translated(element: Element) -> Iterator[str]:
    """The text nodes that a browser may translate."""
    if element.tag not in ("head", "script", "style") and element.get("translate") != "no":
        yield element.text or ""
        for child in element:
            yield from translated(child)
            yield child.tail or ""


def lost(page: Page, municipality: Municipality) -> list[str]:
    """The text nodes that hold nothing but names, addresses or paragraphs of a law."""
    contact, laws = municipality.contact, [standard.law for standard in municipality.standards]
    offices = (municipality.name, municipality.department, *municipality.contact_lines, *municipality.complaint.lines)
    known = sorted(filter(None, (*offices, contact.mail, *laws)), key=len, reverse=True)
    names = re.compile("|".join([*map(re.escape, known), r"§§? ?\d+( [a-z]\b)?", r"https?://\S+"]))
    texts = (text.replace("\N{NO-BREAK SPACE}", " ") for text in translated(page.root))
    return [text for text in texts if names.search(text) and not re.search(r"\w", names.sub("", text))]


def torn(page: Page, municipality: Municipality) -> list[str]:
    """The text nodes that hold the whole of where to write or to complain, among other words."""
    boards = (standard.complaint_board for standard in municipality.standards if standard.complaint_board)
    offices = (municipality.contact_lines, municipality.complaint.lines, *(board.lines for board in boards))
    whole = [lines for lines in offices if len(lines) > 1]
    return [text for text in translated(page.root) if any(all(line in text for line in lines) for lines in whole)]


@everywhere
def test_no_name_that_is_alone_is_translated(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for slug, municipality in guide.municipalities.items():
        shared = page_of(client.post(f"/{slug}/del/{seal(slug, PERSON)}", data={"dage": "3"}))
        paths = ["", "klage", "standarder", "links", "sig-til/klage", "breve", "spoergsmaal/ny/hvem"]
        paths += [f"standarder/{standard.slug}" for standard in municipality.standards]
        for page in (shared, *(client.page(f"/{slug}/{path}") for path in paths)):
            assert lost(page, municipality) == [], page.title
            assert not any("/resultat/" in text for text in translated(page.root)), page.title


@everywhere
def test_no_name_among_answers_is_translated(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for slug, municipality in guide.municipalities.items():
        for person in (PERSON, MOTHER):
            token = seal(slug, person)
            paths = [f"resultat/{token}", f"resultat/{token}/det-hele", f"raadgiver/{token}", f"raadgiver/{token}/ark"]
            for kind in ("resultat", "raadgiver"):
                paths += [f"{kind}/{token}/{standard.slug}" for standard in municipality.with_outcome]
            for page in (client.page(f"/{slug}/{path}") for path in paths):
                assert lost(page, municipality) == [], page.title
                assert torn(page, municipality) == [], page.title


def test_no_letter_is_translated(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        for standard in (standard for standard in municipality.standards if standard.can_be_complained_about):
            address = f"/{slug}/breve/klage/{standard.slug}"
            written = page_of(client.post(address, data={"hvem": "mig", "dag": ""}))
            letter = "".join(written.id("brev").itertext())
            for page in (written, page_of(client.post(address, data={"brev": letter, "vis": "print"}))):
                assert text_of(page.one(".//*[@translate='no'][@lang]")) == " ".join(letter.split())
                assert not any(max(letter.splitlines(), key=len) in text for text in translated(page.root))
                assert lost(page, municipality) == []
