"""The check names the line where a sentence begins, however it is broken, filled in or spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.check import check
from testing.changed_content import COMPANION, LAW_CHANGES, MUNICIPALITY, STYLESHEET, TODAY, Copy, copied


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    return copied(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        # A paragraph and a folded field over several lines: the sentence begins on the second one.
        (COMPANION, "Du kan også få [mad", "Ring.\nDu har ret til mad. Du kan få [mad", "Du har"),
        (COMPANION, "kort: En ledsager går med dig ud.", "kort: >-\n  Ring til os.\n  Du har ret til mad.", "  Du har"),
        # A link, an abbreviation and a borrowed figure within it.
        (
            COMPANION,
            "Du kan også få",
            "[Du har](https://a.example) bl.a. ret til {tilskud}. Du kan også få",
            "[Du har",
        ),
        # Only the sentence about the child says so.
        (
            MUNICIPALITY,
            "tekst: Tal først",
            "tekst:\n      mig: Ring.\n      barn: Det har ret til mad.\n#",
            "      barn:",
        ),
        (LAW_CHANGES, "tekst: Grænsen for", "tekst: Du har ret til mad. Grænsen for", "tekst: Du har"),
    ],
)
def test_promise_is_named_where_its_sentence_begins(content: Copy, file: str, old: str, new: str, line: str) -> None:
    content.change(file, old, new)
    expected = content.line(file, line)
    problems = check(content.root, TODAY, STYLESHEET).problems
    found = [
        (problem.file, problem.line) for problem in problems if "har" in problem.wrong and "lover" in problem.wrong
    ]
    assert found == [(str(content.path(file)), expected)]
