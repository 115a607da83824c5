"""The letters: what stands in them, and what the loader says of texts that cannot make one."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.content import load
from guide.municipality import Guide
from guide.next_steps.letters import LINE, LetterFacts, LetterKind, compose
from testing.changed_content import TODAY, Copy, copied

LETTERS = "breve.yaml"
MATTER = LetterFacts("Ledsagelse", "ledsagelse", "Loven § 1", ("Lilleby Kommune", "Storegade 1"))


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    return copied(tmp_path)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_names_the_standard_its_law_and_the_municipality_and_leaves_lines_for_the_sender(
    guide: Guide, kind: LetterKind
) -> None:
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


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        (
            "indledning: Jeg søger om [ordning].",
            "indledning: Jeg søger om [ordningen].",
            "indledning: Jeg søger",
            "“[ordningen]” kan ikke udfyldes. Mente du “ordning”?",
        ),
        (
            "slags: ansoegning",
            "slags: ansøgning",
            "slags: ansøgning",
            "“slags: ansøgning” findes ikke. Mente du “ansoegning”?",
        ),
        (
            "slags: ansoegning",
            "slags: klage",
            "titel: Brev om ansøgning",
            None,
        ),
        (
            "id: oplysninger",
            "id: behov",
            "Der mangler noget",
            "“behov” står to gange under “grunde”. Giv det ene et andet id.",
        ),
        (
            "tekst: Behovet er større.",
            "tekst: Der gik 3 måneder.",
            "Der gik 3",
            "“3 måneder” er skrevet direkte i teksten. Skriv tallet i satser.yaml, og lån det ved navn: {navn}.",
        ),
    ],
)
def test_a_letter_that_cannot_be_made_is_told_with_its_line(
    content: Copy, old: str, new: str, where: str, says: str | None
) -> None:
    content.change(LETTERS, old, new)
    complaints = content.complaints()
    if says is None:
        assert [one.partition(": ")[2] for one in complaints] == [
            "Brevet “ansoegning” mangler. Skriv en post med “slags: ansoegning”.",
            "Brevet “klage” står to gange. Slet det ene.",
        ]
    else:
        assert content.told(LETTERS, where, says) in complaints


def test_no_letter_promises_anything(guide: Guide) -> None:
    for letter in guide.letters.values():
        for text in letter.texts():
            assert "ret til" not in text
            assert "!" not in text
