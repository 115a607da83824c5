"""A municipality with its standards, contacts and pages, and the guide that holds them all. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guide.next_steps.letters import Letter, LetterKind
from guide.rules.answers import Answers, Question, Wording
from guide.rules.standards import Condition, LawChange, Rate, Source, Standard
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
    """A page of prose."""

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


@dataclass(frozen=True, slots=True)
class TalkTheme:
    """One theme that the talk may touch: its id, its name in plain words, what belongs to it, the method's own name."""

    id: str
    name: str
    text: str
    term: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What to bring to the talk, what to ask there, and the themes to think about beforehand.

    ``prompts`` are what to think of under each theme.
    """

    bring: tuple[Wording, ...] = ()
    ask: tuple[Wording, ...] = ()
    prompts: tuple[str, ...] = ()
    themes: tuple[TalkTheme, ...] = ()
    source: str = ""
    checked: date = date.min


@dataclass(frozen=True, eq=False)
class Municipality:
    """One municipality: its contacts, ladder, messages, pages and standards (least intrusive first).

    ``questions`` are all that are asked there, in the order of asking: the shared ones, then ``own_questions``.
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
    mutually_exclusive: tuple[OneOf, ...]
    standards: tuple[Standard, ...]
    pages: tuple[Page, ...]
    html: str
    source: Source
    checked: date
    theme: Theme = field(default_factory=Theme)
    may_embed: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    own_questions: tuple[Question, ...] = ()
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

    def question(self, question_id: str) -> Question | None:
        """The question of this id, if it is asked here."""
        return next((question for question in self.questions if question.id == question_id), None)

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
    """All content: the municipalities by slug, and what they share.

    Each municipality has the ``shared_questions`` among its own ``questions``.
    """

    shared_questions: tuple[Question, ...]
    municipalities: Mapping[str, Municipality]
    rates: Mapping[str, Rate]
    law_changes: Mapping[str, LawChange]
    glossary: tuple[Term, ...]
    pages: Mapping[str, Page]
    letters: Mapping[LetterKind, Letter]
    talk: Talk = field(default_factory=Talk)

    @property
    def time_to_complain(self) -> Rate:
        """How long after a decision a complaint must have been received."""
        return self.rates["klagefrist"]

    @property
    def time_to_forward(self) -> Rate:
        """How long a municipality that keeps its decision has to send a complaint on."""
        return self.rates["klage-videre"]
