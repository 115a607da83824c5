"""What tests do on pages, and what they read from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pytest
from werkzeug.datastructures import MultiDict

from guide.municipality import Guide, Municipality
from guide.rules.answers import NOT_KNOWN, Answers, Perspective, Question
from guide.rules.outcome import State
from guide.rules.standards import Standard
from guide.web.sealed.tokens import offered_answers
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.random_people import PLACE, Told

perspectives = pytest.mark.parametrize("perspective", Perspective)


def offered_ids(question: Question, perspective: Perspective) -> list[str]:
    return [option.id for option in question.offered(perspective)]


def question_of(guide: Guide, question_id: str) -> Question:
    found = guide.municipalities["helsingoer"].question(question_id)
    assert found is not None
    return found


def form(page: Page) -> str:
    """The question that the page asks."""
    return page.one(".//form[@method='post']").get("data-question", "")


def accounts(
    client: CheckedClient, municipality: Municipality, token: str, state: State | None = None
) -> Iterator[tuple[Page, Standard]]:
    """The account of each standard, or of those with this outcome, as pages."""
    result = client.page(f"/{municipality.slug}/resultat/{token}").outcomes()
    for standard in municipality.with_outcome:
        if state in (None, result[standard.slug]):
            page = client.page(f"/{municipality.slug}/resultat/{token}/{standard.slug}")
            assert page.outcomes() == {standard.slug: result[standard.slug]}
            yield page, standard


def way_on(page: Page) -> list[str]:
    """Where the content of the page leads."""
    return [link.get("href", "") for link in page.all(".//main//a")]


def people(guide: Guide) -> Iterator[tuple[Municipality, Answers]]:
    """The people of the standards' examples: of each standard one for each outcome."""
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            yield from (
                (municipality, example.answers)
                for example in {example.expected: example for example in standard.examples}.values()
            )


def seen_by(guide: Guide, answers: Answers, perspective: Perspective) -> Answers:
    """The same person, asked about in a perspective; what it does not offer has not been told."""
    return offered_answers(answers.with_answer("hvem", [perspective]), guide.municipalities[PLACE])


def changes(page: Page) -> list[str]:
    """The addresses that change the answers of a list of answers."""
    return [link.get("href", "") for row in page.all(".//tbody/tr") for link in row.iter("a")]


def told_rows(client: CheckedClient, page: Page) -> Told:
    """What the list of answers leads to."""
    found = [client.page(address) for address in changes(page)]
    return {form(one): sorted(one.chosen()) for one in found}


PAGES = (("spoergsmaal", "/varig"), ("svar", ""), ("resultat", ""), ("del", ""))
"""The pages with answers of a municipality: what comes before the token, and after it."""


def pages_with_answers(token: str) -> list[str]:
    return [f"/{PLACE}/{rest}/{token}{question}" for rest, question in PAGES]


def sent(
    client: CheckedClient, address: str, fields: Mapping[str, str] | Iterable[tuple[str, str]], status: int = 200
) -> Page:
    """Send a form; the page that comes of it, which is never stored."""
    response = client.post(address, data=MultiDict(fields), content_type="multipart/form-data")
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    return page_of(response)


def letter_of(page: Page) -> str:
    """The text of the letter, to change or to print."""
    # A browser drops the line break that follows the tag; html5lib leaves it.
    return "".join(with_class(page.root, "letter")[0].itertext()).removeprefix("\n")


def wrong_inputs(page: Page) -> dict[str, str]:
    """What the summary says of each field."""
    return {link.get("href", "")[1:]: text_of(link) for link in page.all(".//*[@id='error-summary']//a")}


def share(client: CheckedClient, token: str, days: str | None, **more: object) -> tuple[int, Page]:
    """Make a link to oneself that lives for so many days; the status and the page."""
    data = {} if days is None else {"dage": days}
    response = client.post(f"/{PLACE}/del/{token}", data=data, **more)
    return response.status_code, page_of(response)


def press(client: CheckedClient, address: str) -> Page:
    """Press the button that a link to keep shows first; the page that it leads to."""
    button = client.page(address).one(".//main//form")
    return page_of(client.post(button.get("action", ""), follow_redirects=True))


WRONG = {
    "an empty choice": ("alder", [""]),
    "several answers to a question that takes one": ("alder", ["26-64", "18-25"]),
    "an unknown option": ("alder", ["27"]),
    "an unknown option beside a known one": ("behov", ["struktur", "ukendt"]),
    "an unknown person": ("hvem", ["hunden"]),
    "none of them beside others": ("aarsag", ["syn", "ingen"]),
    "don't know beside others": ("behov", ["struktur", "raad", NOT_KNOWN]),
    "both that stand alone": ("aarsag", ["ingen", NOT_KNOWN]),
    "markup": ("behov", ["<script>alert(1)</script>"]),
}
"""Answers that no question takes: the question, and what is sent."""


def in_arabic(figures: str) -> str:
    """As an Arabic keyboard writes them."""
    return figures.translate({ord(","): 0x66B, ord("."): 0x66C} | {ord("0") + one: 0x660 + one for one in range(10)})
