"""A service standard and its rule. Pure.

A municipality writes *standards*. A standard is a list of *requirements*, all of which must be met. A requirement
is one sentence to the citizen and one or more *conditions*, any of which meets it, or several of them together. A
condition is a *question* and the answers that it accepts. Ids and their meaning are the contract of
``docs/vocabulary.md``.

``positions`` are the lines of the fields in the file, and of the items of a list (``kilde.0``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from guide.rules.answers import NOT_KNOWN, Answers, Question, Wording
from guide.rules.met import Met, StandardBits
from guide.sources import Board, ProcessingTime, Rate, Section, Source
from guide.sources.sums import SumRule


@dataclass(frozen=True, slots=True)
class Condition:
    question: Question
    accepts: frozenset[str]
    discretionary: frozenset[str] = frozenset()
    """Options that leave it to a concrete assessment."""
    advice: Mapping[str, Wording] = field(default_factory=dict, compare=False, repr=False)
    """What to say to those who chose an option that does not meet it."""
    each: bool = False
    """Whether each chosen option must meet it (“none of these”), and not only one."""

    def met_by(self, options: frozenset[str] | None) -> Met:
        """How far these options meet it; nothing chosen does not."""
        if options is None or NOT_KNOWN in options:
            return Met.UNKNOWN
        if self.each and len(options) > 1:
            return min(self.met_by(frozenset((option,))) for option in options)
        if not options.isdisjoint(self.accepts):
            return Met.YES
        return Met.NO if options.isdisjoint(self.discretionary) else Met.DISCRETION


@dataclass(frozen=True, slots=True)
class LawChange:
    """A change of the law since a source was written."""

    id: str
    title: str
    text: str
    in_force: date | None
    """``None`` where the day is not known."""
    source: str
    certainty: str
    checked: date
    when: tuple[Condition, ...] = ()
    """Whom it matters to (none: everybody); the standard's own page always shows it."""
    only_if_it_may_fit: bool = False
    file: str = field(default="", compare=False, repr=False)
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must be true of the person; any alternative suffices."""

    text: Wording
    alternatives: tuple[tuple[Condition, ...], ...]
    """Each is a condition, or several that must all be met; none if ``assessed``."""
    advisory: bool = False
    """Not met, it leaves the outcome to an assessment; a firm one makes it unlikely."""
    otherwise: Wording | None = None
    """Advice to somebody who does not meet it, where no condition has its own."""
    typical: bool = False
    """What this standard is known by: one requirement of each."""
    assessed: bool = False
    """No question can ask for it, so it is always left to an assessment."""
    quotes: tuple[str, ...] = ()
    """The source's own words; “…” marks what was left out."""
    law_now: str = ""
    """What the law says now, where the requirement is older than it."""
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(chain.from_iterable(self.alternatives))


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something that the municipality must know to decide."""

    text: Wording
    help: Wording | None = None
    quotes: tuple[str, ...] = ()
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much help, where all of ``when`` is met."""

    text: Wording
    when: tuple[Condition, ...] = ()
    short: str = ""
    """A few words, for the row of a result."""


@dataclass(frozen=True, slots=True)
class Case:
    """What differs in one form of help, or for some.

    What is empty is as in general.
    """

    name: str
    when: tuple[Condition, ...] = ()
    """Whose it can be; none: the guide does not ask."""
    law: str = ""
    extent: Wording | None = None
    fee: Wording | None = None
    processing: ProcessingTime | None = None
    application: str = ""
    applied_to: str = ""
    """Who receives the letter."""
    complaint: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Another standard, and how it relates to this one."""

    other: str
    text: Wording
    quotes: tuple[str, ...] = ()
    help: str = ""
    """The name of help that no standard here describes; then ``other`` is empty."""
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Example:
    """Answers, and the outcome that the rule must give."""

    name: str
    answers: Answers
    expected: str
    source: str
    line: int


def within_sentence(name: str) -> str:
    """In small letters, but for an abbreviation (STU)."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


@dataclass(frozen=True, eq=False)
class Standard:
    """One service standard: its rule and its texts."""

    slug: str
    title: str
    plain_title: str
    summary: Wording
    easy_read: tuple[str, ...]
    law: str
    intrusiveness: int
    """How much the measure intervenes; 1 is the least."""
    need: Requirement | None
    """That its need was named or shown (``None``: always sought)."""
    requirements: tuple[Requirement, ...]
    extents: tuple[Extent, ...]
    fee: Wording
    processing: ProcessingTime
    source: Source
    checked: date
    unknown: tuple[str, ...] = ()
    """The names of the fields that the source says nothing on."""
    disagreements: Mapping[str, int] = field(default_factory=dict)
    """Notes on its sources that contradict each other, and their lines; shown to no reader."""
    more_sources: tuple[Source, ...] = ()
    """Other documents that some of its sections rest on."""
    cases: tuple[Case, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    short_fee: str = ""
    has_outcome: bool = True
    quick_exit: bool = False
    """For pages that somebody may have to leave at once, as on violence."""
    application: str = ""
    applied_to: str = ""
    """Who receives the letter, where it is not the municipality."""
    application_rates: tuple[str, ...] = ()
    """The ids of the rates that ``application`` borrows."""
    complaint: str = ""
    """How to complain; empty where the municipality's own route says all."""
    complaint_about: str = ""
    """What alone one can complain of, within a sentence; empty where it is the standard."""
    complaint_board: Board | None = None
    """Who decides complaints from the start, instead of the municipality."""
    no_complaint: str = ""
    """Why one cannot complain."""
    opted_out: str = ""
    discretion: tuple[Wording, ...] = ()
    excludes: tuple[Relation, ...] = ()
    in_place_of: tuple[Relation, ...] = ()
    see_instead: tuple[Relation, ...] = ()
    see_also: tuple[Relation, ...] = ()
    """What else to look at, by the sources."""
    comes_before: tuple[str, ...] = ()
    law_changes: tuple[LawChange, ...] = ()
    rates: tuple[Rate, ...] = ()
    examples: tuple[Example, ...] = ()
    sections: tuple[Section, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    """The file's own figures by name, for its texts to borrow."""
    figures_not_borrowed: tuple[str, ...] = ()
    """The names of those that no text of it shows."""
    search_words: tuple[str, ...] = ()
    """What citizens say when they look for it; shown nowhere."""
    sum_rule: SumRule | None = None
    file: str = ""
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> str:
        """The citizen's word, where there is one."""
        return self.plain_title or self.title

    @property
    def heading(self) -> str:
        """“En ledsager (ledsagelse)”: the citizen's word first."""
        return f"{self.plain_title} ({self.title_within_sentence})" if self.plain_title else self.title

    @property
    def title_within_sentence(self) -> str:
        return within_sentence(self.title)

    @property
    def times_differ(self) -> bool:
        """Whether some have another time than the others."""
        return any(case.processing for case in self.cases)

    @property
    def can_be_applied_for(self) -> bool:
        return not self.processing.nothing_to_decide

    @property
    def can_be_complained_about(self) -> bool:
        return not self.no_complaint

    @property
    def required(self) -> tuple[Requirement, ...]:
        """Its need, if it has one, and its requirements."""
        return (self.need, *self.requirements) if self.need else self.requirements

    def conditions(self) -> Iterator[Condition]:
        for requirement in self.required:
            yield from requirement.conditions
        for extent in self.extents:
            yield from extent.when

    @property
    def questions(self) -> dict[str, Question]:
        return {condition.question.id: condition.question for condition in self.conditions()}

    @cached_property
    def bits(self) -> StandardBits:
        """Its rule, in the form in which it is evaluated."""
        return StandardBits(self)
