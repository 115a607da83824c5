"""A municipality with its standards, contacts and pages, and the guide that holds them all, as frozen types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guide.next_steps.letters import Letter, LetterKind
from guide.rules.answers import Answers, Question, Wording
from guide.rules.standards import Condition, LawChange, Rate, Source, Standard
from guide.talk import Talk
from guide.theme import Theme


@dataclass(frozen=True, slots=True)
class Message:
    """Something that readers with certain answers must see: above the result, or on what is not covered."""

    id: str
    when: tuple[Condition, ...]
    title: str
    text: Wording
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder of support; ``step`` is ``None`` for what stands beside the ladder."""

    step: int | None
    name: str
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Standards of which a person can normally have only one at a time, and what the source says of it."""

    standards: tuple[str, ...]
    text: Wording


@dataclass(frozen=True, slots=True)
class Page:
    """A page of prose; ``sections`` is empty where the body has no headings of its own."""

    slug: str
    title: str
    summary: str
    html: str
    source: str
    checked: date
    rates: tuple[Rate, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the municipality is reached; empty strings where the source gives nothing."""

    address: str = ""
    phone: str = ""
    web: str = ""
    digital_post: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class OpenAdvice:
    """Advice without an appointment: place, hours and what happens there."""

    place: str
    hours: str
    text: str


@dataclass(frozen=True, slots=True)
class ComplaintRoute:
    """Who receives a complaint, where, and by which means."""

    recipient: str
    address: str
    means: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What a link from elsewhere is about: answers to opening questions, for the reader to tell or not."""

    id: str
    title: str
    answers: Answers


@dataclass(frozen=True, eq=False)
class Municipality:
    """One municipality: its contacts, ladder, messages, pages and standards (least intrusive first).

    ``questions`` are those that only this municipality asks; ``Guide.of`` puts them after the shared ones.
    """

    slug: str
    name: str
    department: str
    summary: str
    contact: Contact
    open_advice: OpenAdvice | None
    application: str
    complaint: ComplaintRoute
    processing_text: str
    processing_link: str
    ladder: tuple[Rung, ...]
    messages: tuple[Message, ...]
    not_covered: tuple[Message, ...]
    one_of: tuple[OneOf, ...]
    standards: tuple[Standard, ...]
    pages: tuple[Page, ...]
    html: str
    source: Source
    checked: date
    theme: Theme = field(default_factory=Theme)
    may_embed: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    topics: tuple[Topic, ...] = ()
    file: str = ""

    @property
    def with_outcome(self) -> tuple[Standard, ...]:
        """The standards that have a rule, and so an outcome."""
        return tuple(standard for standard in self.standards if standard.has_outcome)

    @property
    def last_checked(self) -> date:
        """The latest day on which somebody compared a text with its source."""
        standards = (standard.checked for standard in self.standards)
        return max(self.checked, *standards, *(page.checked for page in self.pages))

    def standard(self, slug: str) -> Standard | None:
        """The standard of this slug, if the municipality has it."""
        return next((standard for standard in self.standards if standard.slug == slug), None)

    def topic(self, topic_id: str) -> Topic | None:
        """The topic of this id, if the municipality has it."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def page(self, slug: str) -> Page | None:
        """The page of prose of this slug, if the municipality has it."""
        return next((page for page in self.pages if page.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that must stay, its other forms, and what it means.

    ``search_words`` are what people may say for it: they lead to it in a search, and are explained nowhere.
    """

    word: str
    forms: tuple[str, ...]
    explanation: str
    search_words: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Guide:
    """All content: the questions in the order of asking, the municipalities by slug, and what they share.

    ``questions`` are the shared ones; whatever reads or asks in a municipality takes ``of(its slug)``.
    """

    questions: tuple[Question, ...]
    municipalities: Mapping[str, Municipality]
    rates: Mapping[str, Rate]
    law_changes: Mapping[str, LawChange]
    glossary: tuple[Term, ...]
    pages: Mapping[str, Page]
    letters: Mapping[LetterKind, Letter]
    talk: Talk = field(default_factory=Talk)
    _by_id: dict[str, Question] = field(init=False, repr=False)
    _of: dict[str, Guide] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {question.id: question for question in self.questions})
        object.__setattr__(self, "_of", {})

    def of(self, municipality: str) -> Guide:
        """The guide as it is in the municipality of this slug: with its own questions after the shared ones."""
        own = found.questions if (found := self.municipalities.get(municipality)) else ()
        if not own or own[0].id in self._by_id:
            return self
        if municipality not in self._of:
            self._of[municipality] = replace(self, questions=(*self.questions, *own))
        return self._of[municipality]

    def question(self, question_id: str) -> Question | None:
        """The question of this id, if there is one."""
        return self._by_id.get(question_id)
