"""Conditions in Danish begin with “hvis”, and who acts on themselves is “sig”."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guide.municipality import Guide
from guide.rules.answers import Wording
from guide.shown import files, shown_in
from tests.conftest import ROOT
from tests.test_translations import parts, translated

DANISH = ROOT / "translations/da/LC_MESSAGES/messages.po"
_NO_VERBS = "Der|Efter|Eller|For|Før|Her|Hver|Hvor|Kopiér|Når|Over|Under"
_VERB = r"(?:[A-ZÆØÅ]\w*r|Blev|Fik|Kan|Må|Skal|Vil)"
_SUBJECT = "I|andre|barnet|den|der|det|dit|du|jeg|klagen|kommunen|linket|man|mere|nogen|personen|siden|svaret|vi"
CLIPPED = re.compile(rf"(?:^|(?<=[.!?:“”\-] ))(?!(?:{_NO_VERBS}) ){_VERB} (?:{_SUBJECT})(?: [^.!?]*)?, [^.!?]*\.")
TWICE = re.compile(r"\b(personen|barnet)\b[^.,;:]*\b\1\b", re.IGNORECASE)
"""“Personen øver personen”: “sig” was meant, and the file needs a sentence of its own."""


def clipped(text: str) -> list[str]:
    """The conditions in this text that lack their “hvis”."""
    return CLIPPED.findall(" ".join(text.split()))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "content/da").rglob("*.*")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_conditions_of_the_content_begin_with_if(path: Path) -> None:
    text = re.sub(r"(?m)^ *#(?!#).*$", "", path.read_text(encoding="utf-8"))
    # Each paragraph, item and value is a text of its own.
    assert [found for part in re.split(r"\n\s*\n|\n *- |\n.*?: (?=[A-ZÆØÅ>])", text) for found in clipped(part)] == []


def test_conditions_of_the_interface_begin_with_if() -> None:
    texts = [text for message in translated(DANISH) for text in parts(message.string)]
    assert [found for text in texts for found in clipped(text)] == []


def test_nobody_is_named_where_danish_says_themselves(guide: Guide) -> None:
    texts = {text for _file, thing in files(guide) for _kind, text in shown_in(thing) if isinstance(text, Wording)}
    assert [text for wording in texts for text in (wording.adult, wording.child) if TWICE.search(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er du uenig, kan du klage.", 1),
        ("Ring til os. Virker siden ikke,\n  så fortæl os om det.", 1),
        ("Dør du, betaler kommunen.", 1),
        ("Hvis du er uenig, kan du klage.", 0),
        ("Er du uenig, og vil du klage?", 0),
        ("Når du søger, får du svar. Vælg det, der passer.", 0),
    ],
)
def test_a_clipped_condition_is_found(text: str, found: int) -> None:
    assert len(clipped(text)) == found
