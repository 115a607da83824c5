"""A page as a test reads it."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as REASONS
from werkzeug.test import TestResponse


class Page:
    """An HTML page as html5lib reads it, with ElementTree's paths: ``page.all(".//input[@name='svar']")``."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)
        self.errors = tuple(f"line {line}: {REASONS[code] % facts}" for (line, _), code, facts in parser.errors)
        self.elements = tuple(element for element in self.root.iter() if isinstance(element.tag, str))
        self.order = {element: position for position, element in enumerate(self.elements)}
        self.ids = tuple(element.get("id", "") for element in self.elements if element.get("id") is not None)

    @property
    def title(self) -> str:
        return " ".join(map(text_of, self.all("head/title")))

    @property
    def language(self) -> str:
        return self.root.get("lang", "")

    def all(self, path: str) -> list[Element]:
        """The elements of this path, in the order of the page."""
        return self.root.findall(path)

    def one(self, path: str) -> Element:
        """The one element of this path."""
        found = self.all(path)
        assert len(found) == 1, f"{len(found)} elements where one was looked for: {path}"
        return found[0]

    def id(self, id_: str) -> Element:
        return self.one(f".//*[@id='{id_}']")

    def chosen(self) -> set[str]:
        """The options that are checked."""
        return {field.get("value", "") for field in self.all(".//input[@name='svar'][@checked]")}

    def outcomes(self) -> dict[str, str]:
        """The outcome of each standard that is shown."""
        return {one.get("data-standard", ""): one.get("data-outcome", "") for one in self.all(".//*[@data-outcome]")}

    def links(self) -> list[str]:
        """The addresses of all links, the stylesheet's among them."""
        return [one.get("href", "") for one in self.elements if one.tag in ("a", "link") and one.get("href")]

    def before(self, first: Element, second: Element) -> bool:
        """Whether one element begins before another in the reading order."""
        return self.order[first] < self.order[second]


def text_of(element: Element) -> str:
    """The text of an element and of all that is in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def with_class(element: Element, name: str) -> list[Element]:
    """The element and those in it that are of this class."""
    return [one for one in element.iter() if name in one.get("class", "").split()]


@lru_cache(maxsize=8)
def _read(html: str) -> Page:
    return Page(html)


def page_of(response: TestResponse) -> Page:
    return _read(response.text)
