"""The letters: what is in them, and what the loader says of texts that cannot make one."""

from __future__ import annotations

import pytest

from guide.check.promises import PROMISES
from guide.content import load
from guide.municipality import Guide
from guide.next_steps.letters import LINE, LetterFacts, LetterKind, compose, filled
from guide.shown import shown_in
from testing.changed_content import TODAY, Copy

LETTERS = "breve.yaml"
MATTER = LetterFacts("Ledsagelse", "ledsagelse", "Loven § 1", ("Lilleby Kommune", "Storegade 1"))


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_names_its_matter_and_leaves_lines_for_the_sender(guide: Guide, kind: LetterKind) -> None:
    text = compose(guide.letters[kind], MATTER, "mig", ())
    for words in ("Ledsagelse\nLoven § 1", "om ledsagelse", "Lilleby Kommune\nStoregade 1"):
        assert words in text
    assert text.startswith("".join(f"{what} {LINE}\n" for what in guide.letters[kind].letterhead.sender))
    assert "[" not in text


def test_what_was_chosen_stands_in_the_letter_and_nothing_else(guide: Guide) -> None:
    letter = guide.letters[LetterKind.COMPLAINT]
    first, second, *rest = letter.reasons
    text = compose(letter, MATTER, "mig", {first.id, second.id, "ukendt"})
    assert f"{letter.before_reasons}\n- {first.text}\n- {second.text}\n\n" in text
    assert not [reason for reason in rest if reason.text in text]


def test_a_letter_without_reasons_does_not_begin_to_give_any(guide: Guide) -> None:
    letter = guide.letters[LetterKind.COMPLAINT]
    assert letter.before_reasons not in compose(letter, MATTER, "mig", ())


def test_the_day_of_the_decision_is_filled_in_or_left_as_a_line(guide: Guide) -> None:
    letter = guide.letters[LetterKind.COMPLAINT]
    told = LetterFacts("a", "a", "b", ("c",), received="3. november 2026")
    assert "3. november 2026" in compose(letter, told, "mig", ())
    assert compose(letter, MATTER, "mig", ()).count(LINE) == compose(letter, told, "mig", ()).count(LINE) + 1


@pytest.mark.parametrize(("law", "within"), [("Serviceloven § 97", "serviceloven § 97"), ("SEL § 97", "SEL § 97")])
def test_a_law_is_written_as_within_a_sentence(law: str, within: str) -> None:
    assert filled("Er der set på [lov]?", LetterFacts("a", "a", law, ())) == f"Er der set på {within}?"


@pytest.mark.parametrize("kind", LetterKind)
def test_who_writes_for_another_says_so(guide: Guide, kind: LetterKind) -> None:
    letter = guide.letters[kind]
    own = compose(letter, MATTER, "mig", ())
    others = {one.id: compose(letter, MATTER, one.id, ()) for one in letter.writers if one.id != "mig"}
    assert set(others) == {"voksen", "vaerge", "barn", "familie"}
    assert all(len(text) > len(own) for text in others.values())
    assert "fuldmagt" in compose(guide.letters[LetterKind.COMPLAINT], MATTER, "voksen", ())


def test_the_letters_of_a_copy_are_read_without_complaint(content: Copy) -> None:
    assert not content.complaints()
    letters = load(content.root, TODAY).letters
    assert [choice.id for choice in letters[LetterKind.COMPLAINT].writers] == ["mig", "voksen"]


def test_no_letter_promises_anything(guide: Guide) -> None:
    texts = [text for _kind, text in shown_in(guide.letters) if isinstance(text, str)]
    assert texts
    assert [text for text in texts if PROMISES.search(text) or "!" in text] == []
