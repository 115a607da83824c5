"""A service standard and its rule as frozen types; it knows no files and no web.

A municipality writes *standards*. A standard is a list of *requirements*, all of which must be met. A requirement
is one sentence to the citizen and one or more *conditions*, any of which meets it. A condition is a *question* and
the answers that it accepts. Ids and their meaning are the contract of ``docs/vocabulary.md``.

``positions`` are the lines of the fields in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from guide.rules.answers import Answers, Question, Wording
from guide.rules.sums import SumRule


@dataclass(frozen=True, slots=True)
class Condition:
    """A question and the options that meet it; ``discretionary`` ones leave it to a concrete assessment."""

    question: Question
    accepts: frozenset[str]
    discretionary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LawChange:
    """What has changed in the law since a source was written; ``in_force`` is ``None`` when it is not known.

    ``when`` are the answers that it matters to (none: everybody); on a standard's own page it is always shown.
    """

    id: str
    title: str
    text: str
    in_force: date | None
    source: str
    certainty: str
    checked: date
    when: tuple[Condition, ...] = ()
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One sentence that must be true of the person; any of its conditions meets it.

    A ``guiding`` requirement that is not met leaves the outcome to an assessment; a firm one makes it unlikely.
    ``otherwise`` is the advice to somebody who does not meet it.
    """

    text: Wording
    conditions: tuple[Condition, ...]
    advisory: bool = False
    otherwise: Wording | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """How much help there may be, for the answers that meet all of ``when`` (none: for all others)."""

    text: Wording
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessingTime:
    """How long the municipality aims to take from application to decision.

    Either ``months`` or ``weeks`` is given, or ``explanation`` says why there is no number, with a ``link`` to where
    one may be found. ``nothing_to_decide``: there is none because nobody has to apply.
    """

    months: int = 0
    weeks: int = 0
    explanation: str = ""
    link: str = ""
    nothing_to_decide: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """This standard and another one of the same municipality, and what the reader should know of the two."""

    other: str
    text: Wording


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount or another figure with its level year (``None`` where it has none), validity and source."""

    id: str
    name: str
    value: str
    unit: str
    level: int | None
    valid_from: date | None
    valid_to: date | None
    source: str
    current_text: str
    current_link: str
    checked: date
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The document and the part of it that a text rests on, and when it was adopted."""

    document: str
    part: str
    adopted: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page: its id (``hvad``, ``hvem`` …), heading, the part of the source, and sanitised HTML."""

    id: str
    heading: str
    source_part: str
    html: str


@dataclass(frozen=True, slots=True)
class Example:
    """A person beside the rule: the answers and the outcome that the rule must give them. ``line`` is in the file."""

    name: str
    answers: Answers
    expected: str
    source: str
    line: int


@dataclass(frozen=True, eq=False)
class Standard:
    """One service standard: its rule, and what a citizen should know of it.

    ``need`` is the requirement that the standard answers a need that was named or shown (``None``: always sought).
    ``complaint`` is empty where the municipality's own complaint route holds; ``no_complaint`` says why one cannot
    complain. ``application_rates`` are the ids of the rates that ``application`` borrows. ``intrusiveness`` orders by
    how much a measure intervenes, the least first. ``search_words`` are what citizens say when they look for it; they
    are shown nowhere. ``quick_exit`` is for pages that somebody may have to leave at once, such as those on
    homelessness and violence. ``figures_not_borrowed`` are the file's own figures, name and text, that none of its
    texts shows.
    """

    slug: str
    title: str
    plain_title: str
    summary: Wording
    easy_read: tuple[str, ...]
    law: str
    intrusiveness: int
    need: Requirement | None
    requirements: tuple[Requirement, ...]
    extents: tuple[Extent, ...]
    fee: Wording
    processing: ProcessingTime
    source: Source
    checked: date
    has_outcome: bool = True
    quick_exit: bool = False
    application: str = ""
    application_rates: tuple[str, ...] = ()
    complaint: str = ""
    no_complaint: str = ""
    opted_out: str = ""
    discretion: tuple[Wording, ...] = ()
    excludes: tuple[Relation, ...] = ()
    in_place_of: tuple[Relation, ...] = ()
    see_instead: tuple[Relation, ...] = ()
    comes_before: tuple[str, ...] = ()
    law_changes: tuple[LawChange, ...] = ()
    rates: tuple[Rate, ...] = ()
    examples: tuple[Example, ...] = ()
    sections: tuple[Section, ...] = ()
    figures_not_borrowed: tuple[tuple[str, str], ...] = ()
    search_words: tuple[str, ...] = ()
    sum_rule: SumRule | None = None
    file: str = ""
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def heading(self) -> str:
        """The citizen's word first, the law's word after it: “En ledsager (ledsagelse)”."""
        return f"{self.plain_title} ({self.title_within_sentence})" if self.plain_title else self.title

    @property
    def title_within_sentence(self) -> str:
        """The title as it stands in the middle of a sentence; an abbreviation (STU) keeps its capitals there."""
        return self.title if self.title[1:2].isupper() else self.title[0].lower() + self.title[1:]

    @property
    def can_be_applied_for(self) -> bool:
        """Whether there is anything to decide."""
        return not self.processing.nothing_to_decide

    @property
    def can_be_complained_about(self) -> bool:
        """Whether a decision on it can be complained about."""
        return not self.no_complaint

    def conditions(self) -> Iterator[Condition]:
        """Every condition that the outcome or an extent depends on."""
        for requirement in (*((self.need,) if self.need else ()), *self.requirements):
            yield from requirement.conditions
        for extent in self.extents:
            yield from extent.when

    @property
    def questions(self) -> dict[str, Question]:
        """The questions that this standard asks anything of, by id."""
        return {condition.question.id: condition.question for condition in self.conditions()}
