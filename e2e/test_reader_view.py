"""Reader views leave out what they take for trimmings: what must not be missing is in the article all the same."""

from __future__ import annotations

import pytest

from e2e.checkers.others import left_out
from e2e.states.all import BY_NAME
from e2e.states.state import Arrive
from e2e.visitor.device import in_known_colours

pytestmark = pytest.mark.full

OPEN = pytest.mark.xfail(reason="its guidance and messages are beside the cards; ids hold “social”", strict=True)
RESULTS = ("result", "result without a home", "result of nothing known", "easy to read: result")
READ = (
    *("municipalities", "start", "start in København", "start with a topic", "easy to read: start", "framed: start"),
    *("standards", "standard", "standard with a law change", "standard without a complaint", "easy to read: standard"),
    *("standard that can be left quickly", "standard in København", "complaint", "complaint in København"),
    *("page", "page with a table", "about", "privacy", "accessibility statement", "words explained", "tell of a page"),
    *("links and QR codes", "prepare the talk", "question that can be left quickly", "check of all answers"),
    *("check that can be left quickly", "share", "shared link", "link that has run out", "deadlines"),
    *("deadline of a complaint", "deadline of a complaint, reckoned", "deadline of a decision, reckoned"),
    *("sums", "sum of extra costs, reckoned", "letters", "letter of complaint", "letter of application"),
    *("letter of complaint, written", "letter of application, to be printed"),
    *(pytest.param(name, marks=OPEN) for name in RESULTS),
)
"""Pages to be read: a question alone is a form, and so are the desk and the sheet."""


@pytest.mark.parametrize("name", READ)
def test_the_reader_view_leaves_nothing_out_that_is_needed(come_again: Arrive, name: str) -> None:
    visit = come_again(BY_NAME[name], in_known_colours())
    visit.unfold()
    assert left_out(visit) == []
