"""The guide is light: what the browser fetches stays within what a slow network brings in a moment."""

from __future__ import annotations

from e2e.page import Visit
from e2e.wire import first_question, whole_interview
from guide import ROOT
from guide.web.http.assets import read_styles, without_comments
from testing.people import CANNOT_GO_OUT_ALONE

FIRST_QUESTION = 14_000
"""Bytes: what a server may send before it must wait for the first answer from the browser (ten packets)."""

INTERVIEW = 45_000
"""Bytes, from the start page to the result."""

RULES = """texts => texts.map(text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(rule => rule.cssText);
})"""


def test_the_first_question_comes_with_all_it_needs_in_three_requests_and_fourteen_kilobytes(visit: Visit) -> None:
    weight = first_question(visit)
    print(f"first question: {weight}", *weight.answers, sep="\n  ")
    assert len(weight.answers) <= 3
    assert weight.bytes <= FIRST_QUESTION


def test_a_whole_interview_weighs_at_most_forty_five_kilobytes(visit: Visit) -> None:
    weight = whole_interview(visit, CANNOT_GO_OUT_ALONE)
    print(f"interview: {weight}", *weight.answers, sep="\n  ")
    assert weight.bytes <= INTERVIEW


def test_what_was_fetched_once_is_not_fetched_again(visit: Visit) -> None:
    weight = whole_interview(visit, CANNOT_GO_OUT_ALONE)
    kept = [path for path, _size in weight.answers if path.startswith("/assets/")]
    assert len(kept) == len(set(kept))


def test_the_stylesheet_loses_nothing_that_the_browser_understands_when_its_comments_go(visit: Visit) -> None:
    written = read_styles(ROOT / "static")
    sent = without_comments(written)
    assert "/*" in written
    assert "/*" not in sent
    understood, as_sent = visit.open("/")._page.evaluate(RULES, [written, sent])
    assert len(understood) > 100
    assert as_sent == understood
