"""Short letters to a municipality, made of texts that editors write and of what the citizen chose. Pure.

The citizen changes the letter and sends it; names and addresses are lines to fill in, never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

LINE = "_" * 24
"""A line to fill in by hand."""

PLACEHOLDERS = ("Ordning", "ordning", "lov", "dag", "linje")
"""What a letter's texts may leave open, in square brackets."""

_PLACE = re.compile(r"\[([^\[\]\n]*)\]")


class LetterKind(StrEnum):
    """What a letter is about; the values stand in addresses."""

    COMPLAINT = "klage"
    APPLICATION = "ansoegning"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its id, its text, and what the letter says of it (the text where that is empty)."""

    id: str
    text: str
    in_letter: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands around every letter: what the sender fills in, the date, the greeting."""

    sender: tuple[str, ...]
    dated: str
    greeting: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The texts of one kind of letter. ``writers`` are for whom it can be written, ``reasons`` what it can say."""

    kind: LetterKind
    letterhead: Letterhead
    title: str
    subject: str
    writers: tuple[Choice, ...]
    opening: str
    before_reasons: str
    reasons: tuple[Choice, ...]
    before_more: str
    closing: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Every text that the citizen or the municipality reads."""
        yield from (self.subject, self.opening, self.before_reasons, self.before_more, *self.closing)
        yield from (choice.text for choice in (*self.writers, *self.reasons))
        yield from (choice.in_letter for choice in self.writers if choice.in_letter)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter is about: a standard's title, the same within a sentence, its law; who receives it; the day.

    ``received`` is the day of the decision in words; empty where it was not told.
    """

    title: str
    within_sentence: str
    law: str
    recipient: tuple[str, ...]
    received: str = ""


def placeholders_in(text: str) -> tuple[str, ...]:
    """The names in square brackets that a text holds."""
    return tuple(_PLACE.findall(text))


def compose(letter: Letter, facts: LetterFacts, writer: str, reasons: Collection[str]) -> str:
    """The letter as plain text, its paragraphs with an empty line between them.

    Args:
        letter: the texts.
        facts: what it is about.
        writer: the id of the one for whom it is written.
        reasons: the ids of what was chosen; strangers are left out.
    """
    filled = {
        "Ordning": facts.title,
        "ordning": facts.within_sentence,
        "lov": facts.law,
        "dag": facts.received or LINE,
        "linje": LINE,
    }

    def fill(text: str) -> str:
        return _PLACE.sub(lambda place: filled.get(place[1], place[0]), text)

    chosen = [fill(reason.in_letter or reason.text) for reason in letter.reasons if reason.id in reasons]
    by = [fill(one.in_letter) for one in letter.writers if one.id == writer and one.in_letter]
    paragraphs = [
        "\n".join(f"{what} {LINE}" for what in letter.letterhead.sender),
        "\n".join(line for line in facts.recipient if line),
        f"{letter.letterhead.dated} {LINE}",
        f"{fill(letter.subject)}\n{facts.law}",
        fill(letter.opening),
        *by,
        *(["\n".join([fill(letter.before_reasons), *(f"- {reason}" for reason in chosen)])] if chosen else []),
        "\n".join([fill(letter.before_more), LINE, LINE]),
        *map(fill, letter.closing),
        f"{letter.letterhead.greeting}\n\n{LINE}",
    ]
    return "\n\n".join(paragraphs) + "\n"
