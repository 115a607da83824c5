"""A browser's own translation changes sentences; letters, names, addresses and laws must stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from guide.municipality import Guide, Municipality
from testing.checked_client import CheckedClient, page_of, text_of
from testing.random_people import PERSON
from tests.conftest import Seal, everywhere

PARAGRAPH = r"§§? ?\d+( [a-z]\b)?"


def translated(element: Element, *, is_so: bool = True) -> Iterator[str]:
    """The text nodes that a browser may translate."""
    if element.tag in ("head", "script", "style"):
        return
    is_so = {"no": False, "yes": True}.get(element.get("translate", ""), is_so)
    if is_so and element.text:
        yield element.text
    for child in element:
        yield from translated(child, is_so=is_so)
        if is_so and child.tail:
            yield child.tail


def names_of(municipality: Municipality) -> Iterator[str]:
    """Offices, addresses and laws, each as it may be alone."""
    yield from (*municipality.contact_lines, municipality.name, municipality.department, municipality.contact.mail)
    yield from municipality.complaint.lines
    yield from (standard.law for standard in municipality.standards)


def lost(texts: Iterator[str], municipality: Municipality) -> list[str]:
    """The text nodes that hold nothing but names, addresses of pages or paragraphs of a law."""
    known = sorted(filter(None, names_of(municipality)), key=len, reverse=True)
    names = re.compile("|".join([*map(re.escape, known), PARAGRAPH, r"https?://\S+"]))
    return [text for text in texts if names.search(text) and not re.search(r"\w", names.sub("", text))]


@everywhere
def test_no_name_that_is_alone_is_translated(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for slug, municipality in guide.municipalities.items():
        shared = client.post(f"/{slug}/del/{seal(slug, PERSON)}", data={"dage": "3"})
        pages = ["", "klage", "standarder", "links", "sig-til/klage", "breve", "spoergsmaal/ny/hvem"]
        pages += [f"standarder/{standard.slug}" for standard in municipality.standards]
        for page in (page_of(shared), *(client.page(f"/{slug}/{path}") for path in pages)):
            assert lost(translated(page.root), municipality) == [], page.title
            assert not any("/resultat/" in text for text in translated(page.root)), page.title


def test_no_letter_is_translated(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        standards = [standard for standard in municipality.standards if standard.can_be_complained_about]
        for standard in standards:
            address = f"/{slug}/breve/klage/{standard.slug}"
            written = page_of(client.post(address, data={"hvem": "mig", "dag": ""}))
            letter = "".join(written.id("brev").itertext())
            printed = page_of(client.post(address, data={"brev": letter, "vis": "print"}))
            for page in (written, printed):
                assert text_of(page.one(".//*[@translate='no'][@lang]")) == " ".join(letter.split())
                assert not any(max(letter.splitlines(), key=len) in text for text in translated(page.root))
                assert lost(translated(page.root), municipality) == []
