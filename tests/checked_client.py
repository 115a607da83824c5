"""A test client that checks every response, so that no test can forget to.

What no answer of the guide may have (a cookie, an inline style, an address elsewhere, a promise in a result) and
what every page must have (one ``h1``, a title, labels, the guidance sentence above an outcome) is looked at wherever
a test goes. All faults of a response are told at once, in a ``PageFault``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.constants import E as REASONS
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from guide.check.promises import PROMISES

DONT_KNOW = "ved-ikke"
ERROR_WORDS = {"da": "Fejl:", "en": "Error:"}
"""What the title of a page with an error begins with, by language; a new language says its own here."""

HEADINGS = tuple(f"h{level}" for level in range(1, 7))
FIELDS = ("input", "select", "textarea")
FOCUSABLE = ("a", "button", *FIELDS, "summary", "iframe", "audio", "video")
POINTING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "headers")
LOADING = ("script", "link", "img", "iframe", "source", "object", "embed", "audio", "video", "form")
TOKEN = r"(?:ny|faelles|gAAAA[\w-]{60,})"
WITH_ANSWERS = re.compile(r"/(spoergsmaal|svar|resultat|del|raadgiver|outcomes|slut)(/|$)")
LOCATIONS = re.compile(
    rf"(/ramme(-lys|-moerk)?)?(/[a-z]{{2}})?(/let)?"
    rf"/(tilgaengelighed|sig-til|[\w-]+/(sig-til|(spoergsmaal|svar|resultat|raadgiver)/{TOKEN}(/[a-z0-9-]+)?)?)?"
)


class PageFault(AssertionError):
    """A response has what none may have, or lacks what all must have; the message lists everything at once."""


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
        """The text of the title."""
        return " ".join(map(text_of, self.all("head/title")))

    @property
    def language(self) -> str:
        """The language of the page."""
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
        """The element of this id."""
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
    """The page of a response."""
    return _read(response.text)


class CheckedClient(FlaskClient):
    """A visitor to whom nothing faulty is shown unnoticed.

    Args:
        guidance: the guidance sentence by language.
    """

    def __init__(self, *args: object, guidance: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.guidance = guidance
        self.may_fail = False
        """Whether a failure of the guide itself (500) is looked for."""

    def open(
        self, *args: object, buffered: bool = False, follow_redirects: bool = False, **kwargs: object
    ) -> TestResponse:
        response = super().open(*args, buffered=buffered, follow_redirects=follow_redirects, **kwargs)
        faults = list(faults_of(response, self.guidance))
        if response.status_code >= 500 and not self.may_fail:
            faults.append("the guide failed")
        if faults:
            asked = f"{response.request.method} {response.request.path[:200]} answered {response.status_code}"
            raise PageFault("\n  - ".join((asked, *faults)))
        return response

    def page(self, address: str, status: int = 200) -> Page:
        """The page at this address."""
        response = self.get(address)
        assert response.status_code == status, f"{address} answered {response.status_code}"
        return page_of(response)

    def answer(self, address: str, *options: str) -> str:
        """Answer the question at this address; the address that follows."""
        response = self.post(address, data={"svar": list(options)})
        assert response.status_code == 303, f"{address} answered {response.status_code}"
        return response.headers["Location"]

    def interview(self, municipality: str, person: Mapping[str, Iterable[str]]) -> list[str]:
        """Answer as this person, “Ved ikke” where the person says nothing; every address that was led to."""
        addresses = [self.get(f"/{municipality}/spoergsmaal/ny").headers["Location"]]
        while "/spoergsmaal/" in addresses[-1]:
            asked = addresses[-1].rpartition("/")[2]
            addresses.append(self.answer(addresses[-1], *person.get(asked, (DONT_KNOW,))))
        return addresses


def faults_of(response: TestResponse, guidance: Mapping[str, str]) -> Iterator[str]:
    """Everything that is wrong with a response."""
    yield from _header_faults(response)
    if 300 <= response.status_code < 400 and response.status_code != 304:
        yield from _location_faults(response.headers.get("Location"))
    elif response.mimetype == "text/html" and response.request.method != "HEAD":
        if response.mimetype_params.get("charset") != "utf-8":
            yield "the page does not say that it is UTF-8"
        yield from page_faults(page_of(response), response.status_code, guidance)
    elif response.is_json:
        yield from _json_faults(response)


def _header_faults(response: TestResponse) -> Iterator[str]:
    headers = response.headers
    if "Set-Cookie" in headers:
        yield "a cookie is set"
    if _holds_answers(response) and "no-store" not in headers.get("Cache-Control", ""):
        yield "a page with answers may be stored"
    if response.status_code not in range(300, 400) or response.data:
        yield from _policy_faults(headers)


def _policy_faults(headers: Headers) -> Iterator[str]:
    """What is wrong with the policies; an answer that only leads on has nothing that they could be for."""
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy:
        yield "the content security policy does not begin with nothing"
    for word in ("unsafe-inline", "unsafe-eval", "unsafe-hashes"):
        if word in policy:
            yield f"the content security policy allows {word}"
    for directive in policy.split(";"):
        name, *sources = directive.split()
        strange = set(sources) - {"'none'", "'self'", "data:"}
        if name != "frame-ancestors" and strange:
            yield f"{name} allows {', '.join(sorted(strange))}"
    if headers.get("Referrer-Policy") != "no-referrer":
        yield "the referrer policy is not no-referrer"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "nosniff is missing"


def _holds_answers(response: TestResponse) -> bool:
    if WITH_ANSWERS.search(response.request.path):
        return True
    return response.mimetype == "text/html" and ("data-outcome=" in response.text or "data-question=" in response.text)


def _location_faults(location: str | None) -> Iterator[str]:
    if location is None:
        yield "it leads on, and does not say where"
    elif "?" in location or "#" in location:
        yield f"there is more than a path in the address that it leads to: {location}"
    elif not LOCATIONS.fullmatch(location):
        yield f"it leads to something else than a path of the guide with sealed answers: {location}"


def _json_faults(response: TestResponse) -> Iterator[str]:
    try:
        told = json.loads(response.data)
    except ValueError as error:
        yield f"it is no JSON: {error}"
        return
    if isinstance(told, dict) and "outcomes" in told:
        if told.get("guidance_only") is None:
            yield "outcomes without the guidance sentence"
        yield from (f"a promise: “{promise[0]}”" for promise in PROMISES.finditer(json.dumps(told, ensure_ascii=False)))


def page_faults(page: Page, status: int, guidance: Mapping[str, str]) -> Iterator[str]:
    """Everything that is wrong with a page."""
    yield from (f"not valid: {error}" for error in page.errors)
    yield from _frame_faults(page, status)
    yield from _heading_faults(page)
    yield from _pointer_faults(page)
    yield from _label_faults(page)
    yield from _inline_faults(page)
    yield from _origin_faults(page)
    yield from _outcome_faults(page, guidance)


def _frame_faults(page: Page, status: int) -> Iterator[str]:
    if not page.language:
        yield "the page has no language"
    if page.root.get("dir") not in ("ltr", "rtl"):
        yield "the page has no direction"
    mains = page.all(".//main")
    if len(mains) != 1 or mains[0].get("id") != "main-content":
        yield "there is not exactly one main#main-content"
    focusable = next(filter(_takes_focus, page.elements), None)
    if focusable is None or focusable.get("href") != "#main-content" or not with_class(focusable, "skipnav"):
        yield "the first thing that takes focus is not the skip link"
    if any(one.get("tabindex", "0") not in ("0", "-1") for one in page.elements):
        yield "a tabindex changes the order of focus"
    shown = {one for specimen in with_class(page.root, "specimen") for one in with_class(specimen, "alert-error")}
    alerts = [one for one in with_class(page.root, "alert-error") if one not in shown]
    wrong = status >= 400 or bool(page.all(".//*[@role='alert']") or alerts)
    word = ERROR_WORDS.get(page.language, "")
    if not page.title:
        yield "the title is empty"
    elif page.language and not word:
        yield f"ERROR_WORDS does not know the language “{page.language}”"
    elif page.title.startswith(word) is not wrong:
        yield f"the title “{page.title}” {'does not tell of the error' if wrong else 'tells of an error'}"


def _takes_focus(element: Element) -> bool:
    if element.get("tabindex") is not None:
        return element.get("tabindex") != "-1"
    if element.tag == "a":
        return element.get("href") is not None
    return element.tag in FOCUSABLE and element.get("type") != "hidden"


def _heading_faults(page: Page) -> Iterator[str]:
    if [bool(text_of(one)) for one in page.all(".//h1")] != [True]:
        yield f"there are {len(page.all('.//h1'))} h1, or an empty one"
    # The summary of errors stands above the h1 on purpose.
    alerts = {inner for alert in page.all(".//*[@role='alert']") for inner in alert.iter()}
    above = 0
    for element in page.elements:
        if element.tag in HEADINGS and element not in alerts:
            level = int(element.tag[1])
            if level > above + 1:
                yield f"h{level} “{text_of(element)}” comes after h{above}"
            above = level


def _pointer_faults(page: Page) -> Iterator[str]:
    yield from (f"the id “{id_}” is there {often} times" for id_, often in Counter(page.ids).items() if often > 1)
    for element in page.elements:
        pointers = [(name, id_) for name in POINTING for id_ in element.get(name, "").split()]
        href = element.get("href", "")
        if href.startswith("#"):
            pointers.append(("href", href[1:]))
        lost = (f"{name}=“{id_}”" for name, id_ in pointers if id_ not in page.ids)
        yield from (f"{pointer} of a {element.tag} points to nothing" for pointer in lost)


def _label_faults(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all(".//label") if text_of(label)}
    wrapped = {inner for label in page.all(".//label") if text_of(label) for inner in label.iter()}
    for field in page.elements:
        if field.tag not in FIELDS or field.get("type") in ("hidden", "submit", "button"):
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not named and field not in wrapped and (field.get("id") or "") not in labelled:
            yield f"{field.tag} {field.get('name')}={field.get('value')} has no label"


def _inline_faults(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.get("style") is not None:
            yield f"{element.tag} has a style attribute"
        yield from (f"{element.tag} has the handler {name}" for name in element.keys() if name.startswith("on"))  # noqa: SIM118
        if element.tag == "style" or (element.tag == "script" and text_of(element)):
            yield f"there is a {element.tag} with content in the page"
        if any(value.strip().lower().startswith("javascript:") for value in element.attrib.values()):
            yield f"{element.tag} has a javascript: address"


def _origin_faults(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.tag in LOADING:
            for name in ("src", "href", "action", "data", "srcset"):
                address = urlsplit(element.get(name, ""))
                if address.netloc or address.scheme not in ("", "data"):
                    yield f"{name} of a {element.tag} leads to another origin: {element.get(name)}"


def _outcome_faults(page: Page, guidance: Mapping[str, str]) -> Iterator[str]:
    shown = page.all(".//*[@data-outcome]")
    if not shown:
        return
    sentence = guidance.get(page.language, "")
    said = [one for one in with_class(page.root, "guidance") if sentence and sentence in text_of(one)]
    if not said or not page.before(said[0], shown[0]):
        yield "there is an outcome without the guidance sentence above it"
    text = page.title + " ".join(map(text_of, page.all(".//main")))
    yield from (f"a promise: “{promise[0]}”" for promise in PROMISES.finditer(text))
