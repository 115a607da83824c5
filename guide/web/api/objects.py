"""The JSON objects of the API.

They are a contract (``docs/vocabulary.md``, “API”). ``openapi.py`` describes the API from them, so what is not here
is neither sent nor promised. Their docstrings are part of that description.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any

from guide.rules.answers import QuestionKind
from guide.rules.outcome import State


class Ids(Enum):
    """Ids that the content defines; the description lists them."""

    MUNICIPALITY = "municipality"
    STANDARD = "standard"
    QUESTION = "question"
    OPTION = "option"
    MET = "met"


MunicipalityId = Annotated[str, Ids.MUNICIPALITY]
StandardId = Annotated[str, Ids.STANDARD]
QuestionId = Annotated[str, Ids.QUESTION]
OptionId = Annotated[str, Ids.OPTION]
Met = Annotated[str, Ids.MET]


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality.

    `standards` is the number of its standards that have an outcome.
    """

    id: MunicipalityId
    name: str
    department: str
    summary: str
    standards: int
    checked: date


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    id: OptionId
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, for somebody who asks for themselves.

    An opening question is asked of everybody.
    """

    id: QuestionId
    kind: QuestionKind
    opening: bool
    text: str
    help: str | None
    why: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One sentence that must be true of the person.

    A guiding one that is not leaves it to an assessment, and so does an assessed one always: no question asks for it.
    `quotes` are the source's own words that it rests on; “…” marks what was left out.
    """

    requirement: str
    guiding: bool
    assessed: bool
    quotes: list[str]


@dataclass(frozen=True, slots=True)
class ProcessingTime:
    """How long a decision takes, or why that is unknown.

    It is a starting point, at most so long, in one of the units; `least` is the shortest time of a range. Without a
    number, `link` says where to look.
    """

    months: int | None
    weeks: int | None
    days: int | None
    working_days: int | None
    least: int | None
    explanation: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Who receives a complaint, and how.

    Where `possible` is false the text says why one cannot complain.
    """

    possible: bool
    text: str
    recipient: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a standard's page.

    `html` is sanitised; links without a host lead into the guide.
    """

    id: str
    heading: str
    source: str
    html: str


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a standard rests on."""

    document: str
    part: str
    adopted: date | None


@dataclass(frozen=True, slots=True)
class When:
    """One of these answers to a question."""

    question: QuestionId
    answers: list[OptionId]


@dataclass(frozen=True, slots=True)
class Case:
    """What differs in one form of help, or for some.

    It can be theirs whose answers meet all of `when`; without any, nothing is asked. What is null is as in general.
    """

    name: str
    when: list[When]
    law: str | None
    extent: str | None
    fee: str | None
    processing_time: ProcessingTime | None
    application: str | None
    complaint: str | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class LawChange:
    """What has changed in the law since the source.

    `in_force` is null where the day is not known.
    """

    title: str
    text: str
    in_force: date | None
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Standard:
    """One service standard, for somebody who asks for themselves."""

    id: StandardId
    title: str
    heading: str
    law: str
    summary: str
    has_outcome: bool
    requirements: list[Requirement]
    extents: list[str]
    fee: str
    processing_time: ProcessingTime
    application: str
    complaint: Complaint
    sections: list[Section]
    cases: list[Case]
    source: Source
    more_sources: list[Source]
    checked: date
    law_changes: list[LawChange]


@dataclass(frozen=True, slots=True)
class Ground:
    """An answer that decided.

    One option, or several of a question that takes many; null where it was not told.
    """

    question: QuestionId
    answer: OptionId | list[OptionId] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """How far a requirement is met, with the answers.

    An assessed one has no `grounds`: no question asks for it. `advice` is what to say to somebody who answered so.
    """

    requirement: str
    guiding: bool
    assessed: bool
    met: Met
    grounds: list[Ground]
    advice: list[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The guidance for one standard, never a decision."""

    standard: StandardId
    title: str
    outcome: State
    reasons: list[Finding]
    undecided: list[Finding]
    extents: list[str]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcome of every standard.

    `guidance_only` is to be shown beside them. `next_question` is null when no answer can change anything any more.
    `rules_version` is a hash that changes with the rules; `rules_checked` is the last day somebody compared a text with
    its source.
    """

    outcomes: list[Outcome]
    next_question: QuestionId | None
    guidance_only: str
    rules_version: str
    rules_checked: date


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong in a request, and where.

    `choose` is what may be chosen instead.
    """

    error: str
    where: str | None
    choose: list[str]


def as_json(value: object) -> Any:  # noqa: ANN401  (JSON)
    """These objects as JSON has them; days as year-month-day."""
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_json(getattr(value, name)) for name in _names(type(value))}
    return value.isoformat() if isinstance(value, date) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
