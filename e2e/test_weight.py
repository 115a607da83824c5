"""The guide is light: what the browser fetches stays within what a slow network brings in a moment."""

from __future__ import annotations

import pytest

from e2e.states.weight import first_question, whole_interview
from e2e.visitor.visit import Visit
from guide import ROOT
from guide.web.http.assets import read_styles, without_comments
from testing.people import CANNOT_GO_OUT_ALONE

FIRST_QUESTION = 14_000
"""Bytes: what a server may send before it must wait for the first answer from the browser (ten packets)."""

INTERVIEW = 60_000
"""Bytes, from the start page to the result; a sixth of them only fills answers up to whole blocks."""

RULES = """texts => texts.map(text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(rule => rule.cssText);
})"""


def test_the_first_question_comes_in_three_requests(visit: Visit) -> None:
    weight = first_question(visit)
    print(f"first question: {weight}", *weight.answers, sep="\n  ")
    assert len(weight.answers) <= 3
    assert weight.bytes <= FIRST_QUESTION


@pytest.mark.full
def test_a_whole_interview_is_light_and_fetches_nothing_twice(visit: Visit) -> None:
    weight = whole_interview(visit, CANNOT_GO_OUT_ALONE)
    print(f"interview: {weight}", *weight.answers, sep="\n  ")
    assert weight.bytes <= INTERVIEW
    kept = [path for path, _size in weight.answers if path.startswith("/assets/")]
    assert len(kept) == len(set(kept))


def test_the_stylesheet_loses_only_comments(visit: Visit) -> None:
    written = read_styles(ROOT / "static")
    sent = without_comments(written)
    assert "/*" in written
    assert "/*" not in sent
    understood, as_sent = visit.open("/").run(RULES, [written, sent])
    assert len(understood) > 100
    assert as_sent == understood
