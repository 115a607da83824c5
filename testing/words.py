"""How much of a page can be read at once, in words."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from testing.page import Page

UNSEEN = {"sr-only", "print-only"}


def seen(element: Element) -> Iterator[tuple[Element, str]]:
    """What can be read of an element while everything is folded, piece by piece, with where it is."""
    if UNSEEN & set(element.get("class", "").split()):
        return
    if element.tag == "details" and element.get("open") is None:
        yield element, ""
        yield from seen(next(element.iter("summary")))
        return
    yield element, element.text or ""
    for part in element:
        yield from seen(part)
        yield part if part.tag == "wbr" else element, part.tail or ""


def visible(page: Page) -> str:
    """What can be read at once of a page's main part."""
    pieces = (text if element.tag == "wbr" else f" {text}" for element, text in seen(page.id("main-content")))
    return "".join(pieces)


def words(page: Page) -> int:
    """How many words of a page can be seen at once."""
    return len(visible(page).split())
