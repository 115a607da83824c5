"""Reader views leave out what they take for trimmings: what must not be missing is in the article all the same."""

from __future__ import annotations

import pytest

from e2e.checkers.others import left_out
from e2e.states.all import BY_NAME
from e2e.states.state import Arrive
from e2e.visitor.device import in_known_colours

pytestmark = pytest.mark.full

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
    *("result", "result without a home", "result of nothing known", "easy to read: result"),
    *("account", "account that can be left quickly", "account with a law change that lacks answers"),
    *("result of another adult", "account of what is for adults", "account of what does not fit"),
    *("easy to read: account", "easy to read: complaint", "whole result", "whole result in København"),
    *("whole result of nothing told", "whole result without a home", "easy to read: whole result"),
    *("sheet", "sheet about another adult", "sheet with a link", "sheet without the answers", "sheet of nothing told"),
)
"""Pages to be read: a question alone is a form, and so is the desk."""


@pytest.mark.parametrize("name", READ)
def test_the_reader_view_leaves_nothing_out_that_is_needed(come_again: Arrive, name: str) -> None:
    visit = come_again(BY_NAME[name], in_known_colours())
    visit.unfold()
    assert left_out(visit) == []
