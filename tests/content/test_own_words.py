"""A municipality's own words: what a shared one means there, and words that only it has."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from guide.content import load
from guide.municipality import Guide
from testing.changed_content import MUNICIPALITY, TODAY, Copy, copied
from tests.conftest import NewApp, Visitor

OWN = """\
ordbog:
  - {ord: ledsager, forklaring: En cykelven i Lilleby.}
  - {ord: færgekort, forklaring: Et kort til færgen.}
kilde: {dokument"""


@pytest.fixture
def with_words(tmp_path: Path) -> Guide:
    """Lilleby with words of its own; Storeby has none."""
    copy: Copy = copied(tmp_path)
    copytree(copy.path("lilleby"), copy.path("storeby"))
    copy.change(MUNICIPALITY, "kilde: {dokument", OWN)
    return load(copy.root, TODAY)


def test_an_own_meaning_keeps_the_forms_and_counts_in_its_municipality_only(with_words: Guide) -> None:
    (shared,) = [term for term in with_words.glossary if term.word == "ledsager"]
    here, there = (
        next(term for term in with_words.municipalities[slug].glossary if term.word == "ledsager")
        for slug in ("lilleby", "storeby")
    )
    assert there == shared
    assert (here.forms, "cykelven" in here.explanation) == (shared.forms, True)
    words = [term.word for term in with_words.municipalities["lilleby"].glossary]
    assert "færgekort" in words
    assert words == sorted(words)
    assert with_words.municipalities["storeby"].glossary == with_words.glossary


def test_each_reader_gets_the_words_of_their_municipality(with_words: Guide, new_app: NewApp, visitor: Visitor) -> None:
    client = visitor(new_app(with_words))
    here, there = (client.get(f"/{slug}/standarder/ledsagelse").text for slug in ("lilleby", "storeby"))
    assert ("cykelven" in here, "cykelven" in there) == (True, False)
    everything = client.get("/ordbog").text
    assert everything.index("En, der går med dig ud") < everything.index("cykelven")
    assert "Et kort til færgen" in everything
