"""What the account of a standard shows beside its outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.content import load
from guide.result.overview import build_result
from guide.rules.answers import Answers
from testing.changed_content import MEALS, TODAY, Copy, copied


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    return copied(tmp_path)


def rates_shown(content: Copy) -> list[str]:
    """The rates in the account of the meals."""
    lilleby = load(content.root, TODAY).municipalities["lilleby"]
    meals = lilleby.standard("madhjaelp")
    assert meals is not None
    return [rate.id for rate in build_result(lilleby, Answers({"behov": ["mad"]})).account(meals, TODAY).rates]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pris: Maden er ikke dyr.", 'pris: "Du får svar inden {klagefrist}."'),
        ("trin: 1", 'trin: 1\nansøgning: "Ring til kommunen inden {klagefrist}."'),
        ("krav: Du er voksen eller ældre.", 'krav: "Du har ventet i {klagefrist}."'),
    ],
)
def test_account_shows_borrowed_rate(content: Copy, old: str, new: str) -> None:
    # “klage-videre” is four weeks too, and borrowed on the page, below.
    content.change(MEALS, old, new)
    content.change(MEALS, "trin: 1", 'trin: 1\nkommunen vurderer:\n  - "Om der er gået {klage-videre}."')
    assert rates_shown(content) == ["klagefrist"]


def test_account_without_borrowed_rate_shows_none(content: Copy) -> None:
    content.change(MEALS, "trin: 1", 'trin: 1\nkommunen vurderer:\n  - "Om der er gået {klage-videre}."')
    assert rates_shown(content) == []
