"""Letters from editors' texts and the citizen's choices. Pure.

The citizen changes the letter and sends it; names and addresses are lines to fill in, never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guide.rules.standards import Prompt

LINE = "_" * 24
"""A line to fill in by hand."""

PLACEHOLDERS = ("Ordning", "ordning", "lov", "dag", "linje")
"""What texts of a letter may leave open, in square brackets."""

_PLACEHOLDER = re.compile(r"\[([^\[\]\n]*)\]")


class LetterKind(StrEnum):
    """What a letter is about; the values stand in addresses."""

    COMPLAINT = "klage"
    APPLICATION = "ansoegning"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the citizen can choose."""

    id: str
    text: str
    in_letter: str = ""
    """What the letter says of it; ``text`` where this is empty."""
    by_answer: str = ""
    """What the letter says where only the guide's answers are known."""
    not_to_board: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Lines for the sender, the date, the greeting."""

    sender: tuple[str, ...]
    dated: str
    greeting: str


@dataclass(frozen=True, slots=True)
class Letter:
    kind: LetterKind
    letterhead: Letterhead
    title: str
    subject: str
    writers: tuple[Choice, ...]
    """For whom it can be written."""
    opening: str
    before_reasons: str
    reasons: tuple[Choice, ...]
    before_more: str
    closing: tuple[str, ...]
    closing_to_board: tuple[str, ...] = ()
    """In place of ``closing``, where the municipality does not look again."""
    before_met: str = ""
    """Before the requirements that the reader's answers meet; ``before_open``: before the others."""
    before_open: str = ""
    prompts: tuple[Prompt, ...] = ()
    """What to tell of in every letter."""

    def texts(self) -> Iterator[str]:
        """Every text that the citizen or the municipality reads."""
        yield from (
            self.subject,
            self.opening,
            self.before_reasons,
            self.before_more,
            *self.closing,
            *self.closing_to_board,
            self.before_met,
            self.before_open,
        )
        yield from (choice.text for choice in (*self.writers, *self.reasons))
        yield from (text for choice in self.writers for text in (choice.in_letter, choice.by_answer) if text)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter is filled in with."""

    title: str
    """The standard's."""
    within_sentence: str
    """The title within a sentence."""
    law: str
    recipient: tuple[str, ...]
    received: str = ""
    """The day of the decision in words, if it is known."""
    to_board: bool = False
    """Whether a board receives it, and not the municipality."""


def placeholders_in(text: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.findall(text))


_FIRST_PERSON = {"du": "jeg", "dig": "mig", "din": "min", "dit": "mit", "dine": "mine"}
_SECOND_PERSON = re.compile(rf"\b({'|'.join(_FIRST_PERSON)})\b", re.IGNORECASE)


def in_first_person(text: str) -> str:
    """A sentence to “du” as one by “jeg”."""

    def pronoun(match: re.Match[str]) -> str:
        new = _FIRST_PERSON[match[1].lower()]
        return new.capitalize() if match[1][0].isupper() else new

    return _SECOND_PERSON.sub(pronoun, text)


def compose(
    letter: Letter,
    facts: LetterFacts,
    writer: str,
    reasons: Collection[str],
    findings: tuple[Sequence[str], Sequence[str]] | None = None,
) -> str:
    """The letter as plain text, with empty lines between paragraphs.

    ``writer`` and ``reasons`` are ids; unknown reasons are left out. ``findings`` are the requirements that the guide's
    answers meet, and the others; they stand in place of the lines for more.
    """
    facts_by_name = {
        "Ordning": facts.title,
        "ordning": facts.within_sentence,
        "lov": facts.law,
        "dag": facts.received or LINE,
        "linje": LINE,
    }

    def fill(text: str) -> str:
        return _PLACEHOLDER.sub(lambda match: facts_by_name.get(match[1], match[0]), text)

    def listed(before: str, points: Sequence[str]) -> list[str]:
        return ["\n".join([fill(before), *(f"- {point}" for point in points)])] if points else []

    chosen = [fill(reason.in_letter or reason.text) for reason in letter.reasons if reason.id in reasons]
    (by,) = [choice for choice in letter.writers if choice.id == writer] or [Choice("", "")]
    said = by.by_answer if findings else by.in_letter
    if findings:
        more = [*listed(letter.before_met, findings[0]), *listed(letter.before_open, findings[1])]
    else:
        more = ["\n".join([fill(letter.before_more), LINE, LINE])]
    paragraphs = [
        "\n".join(f"{label} {LINE}" for label in letter.letterhead.sender),
        "\n".join(facts.recipient),
        f"{letter.letterhead.dated} {LINE}",
        f"{fill(letter.subject)}\n{facts.law}",
        fill(letter.opening),
        *([fill(said)] if said else []),
        *listed(letter.before_reasons, chosen),
        *more,
        *map(fill, letter.closing_to_board if facts.to_board else letter.closing),
        f"{letter.letterhead.greeting}\n\n{LINE}",
    ]
    return "\n\n".join(paragraphs) + "\n"
