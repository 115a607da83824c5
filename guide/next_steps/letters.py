"""Letters from editors' texts and the citizen's choices. Pure.

The citizen changes the letter and sends it; names and addresses are lines to fill in, never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from guide.next_steps.decision import Decision, Reading
from guide.rules.answers import Perspective
from guide.rules.standards import Prompt, Requirement, Standard, within_sentence
from guide.sources import Board

LINE = "_" * 24
"""A line to fill in by hand."""

PLACEHOLDERS = ("Ordning", "ordning", "lov", "dag", "linje")
"""What texts of a letter may leave open, in square brackets."""

_PLACEHOLDER = re.compile(r"\[([^\[\]\n]*)\]")


class LetterKind(StrEnum):
    """The letters that all share; addresses hold the values."""

    COMPLAINT = "klage"
    APPLICATION = "ansoegning"
    OVERDUE = "rykker"
    PAPERS = "aktindsigt"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the citizen can choose."""

    id: str
    text: str
    in_letter: str = ""
    """What the letter says of it; ``text`` where this is empty."""
    by_answer: str = ""
    """What the letter says where only the guide's answers are known."""
    enclosed: str = ""
    """The paper that comes with the letter of such a writer."""
    not_to_board: bool = False
    is_judgement: bool = False
    """About the professional judgement, which some boards do not look at."""


def ids_and_texts(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """As a form offers them."""
    return [(choice.id, choice.text) for choice in choices]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Lines for the sender, the date, the greeting."""

    sender: tuple[str, ...] = ()
    dated: str = ""
    greeting: str = ""
    enclosed: str = ""
    """Before what comes with the letter."""


@dataclass(frozen=True, slots=True)
class OfDecision:
    """What a complaint says of a decision in hand."""

    results: tuple[Choice, ...] = ()
    points: tuple[Choice, ...] = ()
    """By ``decision.Point``: ``text`` to the reader, ``in_letter`` in the complaint."""
    before_open: str = ""
    before_unmet: str = ""
    before_met: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, or what a municipality adds to one."""

    kind: str
    """Of ``LetterKind``, or the id of a municipality's own letter."""
    letterhead: Letterhead = field(default_factory=Letterhead)
    title: str = ""
    subject: str = ""
    writers: tuple[Choice, ...] = ()
    """For whom it can be written."""
    opening: str = ""
    before_reasons: str = ""
    reasons: tuple[Choice, ...] = ()
    closing: tuple[str, ...] = ()
    closing_to_board: tuple[str, ...] = ()
    """In place of ``closing``, where a board decides complaints."""
    before_more: str = ""
    before_met: str = ""
    """Before the requirements that the reader's answers meet; ``before_open``: before the others."""
    before_open: str = ""
    prompts: tuple[Prompt, ...] = ()
    """What to tell of in every letter."""
    of_decision: OfDecision = field(default_factory=OfDecision)
    about: str = ""
    """What an own letter is for."""
    standards: tuple[str, ...] = ()
    """What alone an own letter is about; none: any standard."""

    def with_own(self, own: Letter) -> Letter:
        """The same, with what a municipality adds."""
        return replace(
            self,
            reasons=self.reasons + own.reasons,
            closing=self.closing + own.closing,
            closing_to_board=self.closing_to_board + own.closing_to_board,
            prompts=self.prompts + own.prompts,
        )


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


def reasons_for(letter: Letter, board: Board | None) -> list[Choice]:
    """The reasons that the letter's recipient can look at."""
    return [
        reason
        for reason in letter.reasons
        if not (board and (reason.not_to_board or (board.only_legal and reason.is_judgement)))
    ]


def letters_with(shared: Mapping[str, Letter], own: Iterable[Letter]) -> Mapping[str, Letter]:
    """A municipality's letters: those of all, then its own."""
    letters = dict(shared)
    for letter in own:
        if letter.kind in letters:
            letters[letter.kind] = letters[letter.kind].with_own(letter)
        elif head := next(iter(shared.values()), None):
            letters[letter.kind] = replace(letter, letterhead=head.letterhead, writers=head.writers)
    return letters


def may_be_written(letter: Letter, standard: Standard) -> bool:
    """Whether such a letter leads somewhere."""
    if letter.standards:
        return standard.slug in letter.standards
    applied, complained = standard.can_be_applied_for, standard.can_be_complained_about
    if letter.kind == LetterKind.COMPLAINT:
        return complained
    return applied or (complained and letter.kind not in (LetterKind.APPLICATION, LetterKind.OVERDUE))


def perspective_of(writer: str) -> Perspective:
    """Whom the letter of such a writer is about."""
    return {
        "voksen": Perspective.ADULT,
        "vaerge": Perspective.ADULT,
        "barn": Perspective.CHILD,
    }.get(writer, Perspective.SELF)


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


def filled(text: str, facts: LetterFacts) -> str:
    """The text with its brackets filled in."""
    facts_by_name = {
        "Ordning": facts.title,
        "ordning": facts.within_sentence,
        "lov": within_sentence(facts.law),
        "dag": facts.received or LINE,
        "linje": LINE,
    }
    return _PLACEHOLDER.sub(lambda match: facts_by_name.get(match[1], match[0]), text)


def compose(
    letter: Letter,
    facts: LetterFacts,
    writer: str,
    reasons: Collection[str],
    findings: tuple[Sequence[str], Sequence[str]] | None = None,
) -> str:
    """The letter as plain text, with empty lines between paragraphs.

    ``writer`` and ``reasons`` are ids; unknown reasons are left out. ``findings`` are the requirements that the guide's
    answers meet, and the others; the letter then has no lines for more.
    """
    chosen = [reason.in_letter or reason.text for reason in letter.reasons if reason.id in reasons]
    by = _writer(letter, writer)
    said = by.by_answer if findings else by.in_letter
    if findings:
        more = [*_listed(letter.before_met, findings[0]), *_listed(letter.before_open, findings[1])]
    else:
        more = _lines_for_more(letter)
    body = (said, *_listed(letter.before_reasons, chosen), *more)
    return _on_paper(letter, facts, body, "" if findings else by.enclosed)


def compose_complaint(
    letter: Letter, facts: LetterFacts, writer: str, decision: Decision, reading: Reading, perspective: Perspective
) -> str:
    """The complaint from what a decision says and leaves open."""
    said = letter.of_decision
    points = [
        point.in_letter
        for point in said.points
        if point.id in reading.points and not (facts.to_board and point.not_to_board)
    ]
    by = _writer(letter, writer)

    def quoted(before: str, requirements: Sequence[Requirement]) -> list[str]:
        return _listed(before, [f"“{requirement.text.for_(perspective)}”" for requirement in requirements])

    body = (
        by.in_letter,
        *(result.in_letter for result in said.results if result.id == decision.result),
        *_listed(letter.before_reasons, points),
        *quoted(said.before_open, reading.open),
        *quoted(said.before_unmet, reading.unmet),
        *quoted(said.before_met, reading.met),
        *_lines_for_more(letter),
    )
    return _on_paper(letter, facts, body, by.enclosed)


def _writer(letter: Letter, writer: str) -> Choice:
    return next((choice for choice in letter.writers if choice.id == writer), Choice("", ""))


def _listed(before: str, points: Sequence[str]) -> list[str]:
    return ["\n".join([before, *(f"- {point}" for point in points)])] if points else []


def _lines_for_more(letter: Letter) -> list[str]:
    return [f"{letter.before_more}\n{LINE}\n{LINE}"] if letter.before_more else []


def _on_paper(letter: Letter, facts: LetterFacts, body: Iterable[str], enclosed: str) -> str:
    """The whole letter; empty paragraphs are left out."""
    head = letter.letterhead
    paragraphs = [
        "\n".join(f"{label} {LINE}" for label in head.sender),
        "\n".join(facts.recipient),
        f"{head.dated} {LINE}",
        f"{letter.subject}\n{facts.law}",
        letter.opening,
        *filter(None, body),
        *(letter.closing_to_board if facts.to_board and letter.closing_to_board else letter.closing),
        f"{head.greeting}\n\n{LINE}",
        *_listed(head.enclosed, [enclosed] if enclosed else []),
    ]
    return "\n\n".join(filled(paragraph, facts) for paragraph in paragraphs) + "\n"
