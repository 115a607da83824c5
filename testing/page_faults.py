"""What no page may have, and what every page must have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from guide.check.promises import PROMISES
from testing.page import Page, text_of, with_class

ERROR_WORDS = {"da": "Fejl:", "en": "Error:", "ar": "خطأ:"}
"""What the title of a page with an error begins with, by language; a new language says its own here."""
HEADINGS = tuple(f"h{level}" for level in range(1, 7))
FIELDS = ("input", "select", "textarea")
FOCUSABLE = ("a", "button", *FIELDS, "summary", "iframe", "audio", "video")
POINTING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "headers")
LOADING = ("script", "link", "img", "iframe", "source", "object", "embed", "audio", "video", "form")


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
    # The summary of errors is above the h1 on purpose.
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
        # What a page is in other languages is named to search engines in whole; no browser loads it.
        if element.tag in LOADING and element.get("rel") not in ("canonical", "alternate"):
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
    quoted = [text_of(one) for one in page.all(".//main//blockquote")]
    text = page.title + " ".join(map(text_of, page.all(".//main")))
    for quote in quoted:  # the source's own words, said to be such
        text = text.replace(quote, "")
    yield from (f"a promise: “{promise[0]}”" for promise in PROMISES.finditer(text))
