"""A test client that checks every response, so that no test can forget to.

What no answer of the guide may have (a cookie, an inline style, an address elsewhere, a promise in a result) and
what every page must have (one ``h1``, a title, labels, the guidance sentence above an outcome) is looked at wherever
a test goes. All faults of a response are told at once, in a ``PageFault``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from guide.check.promises import PROMISES
from testing.page import Page, page_of, text_of, with_class
from testing.page_faults import page_faults

__all__ = ["CheckedClient", "Page", "PageFault", "page_of", "text_of", "with_class"]

DONT_KNOW = "ved-ikke"
TOKEN = r"(?:ny|faelles|gAAAA[\w-]{60,})"
WITH_ANSWERS = re.compile(r"/(spoergsmaal|svar|resultat|del|raadgiver|outcomes|slut)(/|$)")
LOCATIONS = re.compile(
    rf"(/ramme(-lys|-moerk)?)?(/[a-z]{{2}})?(/let)?"
    rf"/(tilgaengelighed|sig-til|[\w-]+/(sig-til|(spoergsmaal|svar|resultat|raadgiver)/{TOKEN}(/[a-z0-9-]+)?)?)?"
)
PATHS = re.compile(r"(/[a-z0-9-]+)*/?|/robots\.txt|/favicon\.ico|/embed\.js")
"""Where what was misspelled leads for good."""


class PageFault(AssertionError):
    """A response has what none may have, or lacks what all must have; the message lists everything at once."""


class CheckedClient(FlaskClient):
    """A visitor to whom nothing faulty is shown unnoticed.

    ``guidance`` is the guidance sentence by language.
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

    def interview(self, municipality: str, person: Mapping[str, Iterable[str]], begin: str | None = None) -> list[str]:
        """Answer as this person, “Ved ikke” where the person says nothing; every address that was led to."""
        addresses = [self.get(begin or f"/{municipality}/spoergsmaal/ny").headers["Location"]]
        while "/spoergsmaal/" in addresses[-1]:
            asked = addresses[-1].rpartition("/")[2]
            addresses.append(self.answer(addresses[-1], *person.get(asked, (DONT_KNOW,))))
        return addresses


def faults_of(response: TestResponse, guidance: Mapping[str, str]) -> Iterator[str]:
    """Everything that is wrong with a response."""
    yield from _header_faults(response)
    if 300 <= response.status_code < 400 and response.status_code != 304:
        yield from _location_faults(response.headers.get("Location"), for_good=response.status_code == 308)
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


def _location_faults(location: str | None, *, for_good: bool) -> Iterator[str]:
    if location is None:
        yield "it leads on, and does not say where"
    elif re.search(r"[?#]", re.sub(r"\?emne=[\w%+.~-]+$", "", location)):
        yield f"there is more than a path in the address that it leads to: {location}"
    elif for_good and "gAAAA" in location:
        yield f"answers are kept for good: {location}"
    elif not (PATHS if for_good else LOCATIONS).fullmatch(location.partition("?")[0]):
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
