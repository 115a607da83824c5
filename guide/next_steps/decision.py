"""A decision as its reader finds it. Pure.

It never says that a decision is wrong. What must be in one: forvaltningsloven §§ 19, 22, 24 and 25.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guide.rules.standards import LawChange, Requirement, Standard


class Result(StrEnum):
    """What it says to what was applied for."""

    ALL = "ja"
    LESS = "mindre"
    NOTHING = "nej"
    ENDS = "stopper"
    OTHER = "andet"
    """As what is to be paid: neither yes nor no."""
    UNCLEAR = "ved-ikke"


class Paragraph(StrEnum):
    """The paragraph that it names."""

    OF_THE_STANDARD = "samme"
    ANOTHER = "anden"
    NONE = "ingen"


class Says(StrEnum):
    """What it says of a requirement, or of complaining."""

    YES = "ja"
    NO = "nej"
    UNCLEAR = "ved-ikke"


class Grounds(StrEnum):
    """What it gives as its reasons."""

    CONSIDERATIONS = "hensyn"
    FACTS = "oplysninger"
    STANDARD = "serviceniveau"
    NONE = "ingen"


class Hearing(StrEnum):
    """Whether it rests on facts that were not known."""

    ALL_KNOWN = "kendt"
    HEARD = "hoert"
    NOT_HEARD = "ikke-hoert"
    UNCLEAR = "ved-ikke"


class Point(StrEnum):
    """What a decision may leave unanswered, but for requirements."""

    RESULT = "resultat"
    PARAGRAPH = "paragraf"
    OTHER_PARAGRAPH = "anden-paragraf"
    CONSIDERATIONS = "hensyn"
    FACTS = "fakta"
    SITUATION = "situation"
    HEARING = "partshoering"
    COMPLAINT = "klagevejledning"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on one standard, as its reader finds it."""

    result: Result
    paragraph: Paragraph = Paragraph.NONE
    requirements: tuple[Says, ...] = ()
    """Of each that is asked, in their order."""
    grounds: frozenset[Grounds] = frozenset()
    hearing: Hearing = Hearing.UNCLEAR
    how_to_complain: Says = Says.UNCLEAR
    received: date | None = None

    @property
    def grants_all(self) -> bool:
        return self.result is Result.ALL

    @property
    def names_another_paragraph(self) -> bool:
        return not self.grants_all and self.paragraph is Paragraph.ANOTHER


@dataclass(frozen=True, slots=True)
class Reading:
    """A decision beside what it is to answer."""

    points: tuple[Point, ...]
    """What it does not answer."""
    open: tuple[Requirement, ...]
    """The requirements that it does not speak of, as far as the reader sees."""
    unmet: tuple[Requirement, ...]
    met: tuple[Requirement, ...]

    @property
    def answers_all(self) -> bool:
        return not (self.points or self.open)


def asked_requirements(standard: Standard) -> tuple[Requirement, ...]:
    """The requirements to ask about; none where complaints are limited."""
    return () if standard.complaint_about else standard.requirements


def read_decision(decision: Decision, standard: Standard) -> Reading:
    """What the decision does not answer.

    Who was granted all that was asked for is owed no reasons (§ 22), and no word on complaints (§ 25).
    """
    if decision.grants_all:
        return Reading((), (), (), ())
    pairs = tuple(zip(asked_requirements(standard), decision.requirements, strict=True))

    def those(says: Says) -> tuple[Requirement, ...]:
        return tuple(requirement for requirement, said in pairs if said is says)

    return Reading(tuple(_points(decision)), those(Says.UNCLEAR), those(Says.NO), those(Says.YES))


def _points(decision: Decision) -> Iterator[Point]:
    given = decision.grounds
    if decision.result is Result.UNCLEAR:
        yield Point.RESULT
    if decision.paragraph is not Paragraph.OF_THE_STANDARD:
        yield Point.PARAGRAPH if decision.paragraph is Paragraph.NONE else Point.OTHER_PARAGRAPH
    if Grounds.CONSIDERATIONS not in given:
        yield Point.CONSIDERATIONS
    if Grounds.FACTS not in given:
        yield Point.FACTS
    if given == {Grounds.STANDARD}:
        yield Point.SITUATION
    if decision.hearing is Hearing.NOT_HEARD:
        yield Point.HEARING
    if decision.how_to_complain is not Says.YES:
        yield Point.COMPLAINT


def is_older(standard: Standard, received: date | None) -> bool:
    """Whether the decision is older than the standard's source."""
    adopted = standard.source.adopted
    return received is not None and adopted is not None and received < adopted


def later_changes(standard: Standard, received: date | None) -> tuple[LawChange, ...]:
    """Changes of the law that are younger than the decision."""
    return tuple(
        change for change in standard.law_changes if received and change.in_force and received < change.in_force
    )
