"""Input that nobody meant, in small numbers; ``make soak`` sends a hundred thousand, and grows some by coverage."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers

from guide.content import ContentError, Problem, load
from guide.municipality import Guide
from testing.changed_content import COMPANION, TODAY, Copy, copied
from testing.checked_client import CheckedClient
from testing.load.sending import SLOWEST, fault_of, send
from testing.long_run import first_now
from testing.random_people import PLACE
from tests.conftest import NewApp

MARKS = [*"{['\"#~\t", "&a ", "*a", "!!python/object ", "? ", "<<: ", "- ", ": ", "|\n", "---\n", "]("]
VALUES = ["2026-99-99", "9" * 30, "-1", "ja", "ingen", "{timer}", "{#id}", "<script>", *"\x00\ufeff\u202e", "\r\n"]
"""What means something to YAML, to Markdown or to the reader of the content."""


@pytest.mark.timeout(400)
@pytest.mark.parametrize("requests", first_now([900, 4_000]))
def test_odd_requests_are_answered_soon_and_without_a_failure(new_app: NewApp, guide: Guide, requests: int) -> None:
    # Kept pages would hide what leaks; what they may take has a test of its own.
    app = new_app(guide, security_contact="mailto:sikkerhed@kommune.example", kept_pages=0)
    figures = send(app, guide, requests)
    print(figures)
    assert figures.count == requests
    assert figures.failures == 0
    assert figures.slowest < SLOWEST
    assert figures.objects_at_end - figures.objects_warm < 1_000
    assert figures.unanswered == set()
    assert {200, 303, 404, 405, 422} <= set(figures.statuses)


GOOD = {
    **dict.fromkeys(("Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"), "x"),
    **dict.fromkeys(("Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options"), "x"),
    "Cache-Control": "no-store",
}
TITLE = b"<title>En side</title>"


@pytest.mark.parametrize(
    ("headers", "body", "wrong"),
    [
        ({}, TITLE, ""),
        ({"Location": "/helsingoer/"}, b"", ""),
        ({"Set-Cookie": "a=b"}, TITLE, "cookie"),
        ({"Location": "//andet.example"}, b"", "elsewhere"),
        ({"Location": "/?svar=ja"}, b"", "elsewhere"),
        ({"Cache-Control": "public"}, b"", "stored"),
        ({"Permissions-Policy": ""}, TITLE, "policy"),
        ({}, b"<title>gAAAAA</title>", "token"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"<title>gAAAAA</title>", mtime=0), "token"),
        ({"Content-Encoding": "br"}, brotli.compress(b"<title>gAAAAA</title>"), "token"),
    ],
)
def test_an_answer_that_must_not_be_is_noticed(headers: dict[str, str], body: bytes, wrong: str) -> None:
    told = {name: value for name, value in (GOOD | headers).items() if value}
    fault = fault_of(Headers(told), body, stored=False)
    assert (wrong in fault) if wrong else not fault


PARTS = st.text(st.characters(exclude_characters="/"), min_size=1, max_size=30).filter(lambda part: part.strip("."))


@settings(max_examples=150)
@given(parts=st.lists(PARTS | st.sampled_from(["spoergsmaal", "resultat", "svar", "ny", "standarder"]), min_size=1))
def test_whatever_path_is_asked_for_a_page_says_what_to_do(caller: CheckedClient, parts: list[str]) -> None:
    path = "/".join(quote(part, safe="", errors="replace") for part in (PLACE, *parts))
    assert caller.get(f"/{path}").status_code in {200, 303, 404}


AGES = ("0-15", "16-17", "18-25", "26-64", "65-pension", "pension", "ved-ikke")
TEXTS = st.text(max_size=40) | st.sampled_from([*AGES, "mig"])


@settings(max_examples=150)
@given(posted=st.dictionaries(st.text(max_size=9) | st.just("svar"), TEXTS))
def test_whatever_form_is_posted_is_answered(caller: CheckedClient, posted: dict[str, str]) -> None:
    response = caller.post(f"/{PLACE}/spoergsmaal/ny/alder", data=posted)
    assert response.status_code == (303 if posted.get("svar") in AGES else 422)


@pytest.fixture(scope="module")
def lilleby() -> Iterator[Copy]:
    """A copy of Lilleby's content, put back after every change."""
    with TemporaryDirectory() as folder:
        yield copied(Path(folder))


@pytest.mark.full
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_done_to_a_content_file_it_is_read_or_complained_of(lilleby: Copy, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(path for path in lilleby.root.rglob("*.*") if path.is_file())))
    good = file.read_bytes()
    text = good.decode()
    for _change in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from([0, 0, 1, 5, 60, len(text)]))
        text = text[:start] + data.draw(st.sampled_from([*MARKS, *VALUES]) | st.text(max_size=4)) + text[end:]
    problems: tuple[Problem, ...] = ()
    file.write_bytes(text.encode())
    try:
        load(lilleby.root, TODAY)
    except ContentError as error:
        problems = error.problems
    finally:
        file.write_bytes(good)
    assert all(problem.file and problem.line and problem.wrong for problem in problems)


@pytest.fixture
def little_depth() -> Iterator[None]:
    """Half the depth of calls that Python allows, so that the tests need not dig for long."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(usual // 2)
    yield
    sys.setrecursionlimit(usual)


@pytest.mark.usefixtures("little_depth")
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (COMPANION, "titel: Ledsagelse", f"titel: {'[' * 400}"),
        (COMPANION, "titel: Ledsagelse", f"titel: {'{a: ' * 400}"),
        (COMPANION, "En ledsager går med dig ud. Du", "".join("    " * depth + "- x\n" for depth in range(130))),
    ],
    ids=["lists in lists", "fields in fields", "points in points"],
)
def test_too_deep_nesting_is_a_problem_and_no_traceback(content: Copy, file: str, old: str, new: str) -> None:
    content.change(file, old, new)
    assert [complaint for complaint in content.complaints() if "for dybt inde i hinanden" in complaint]
