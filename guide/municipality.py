"""A municipality's content, and the whole guide. Pure.

``positions`` are the lines of the fields in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from guide.next_steps.letters import Letter
from guide.next_steps.talk import Talk
from guide.rules.answers import Answers, Question, Wording
from guide.rules.standards import Condition, LawChange, Requirement, Standard
from guide.sources import ComplaintRecipient, Rate, Source, year_of
from guide.theme import Theme
from guide.translation import Translation


def asked_by(requirement: Requirement) -> frozenset[str]:
    return frozenset(condition.question.id for condition in requirement.conditions)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """The one thing to do now."""

    text: Wording
    when: tuple[tuple[Condition, ...], ...] = ()
    """Whose it is: where one of them is met; none: everybody's."""
    phones: tuple[tuple[str, str], ...] = ()
    """What a number is for, which may be empty, and the number."""
    link: str = ""
    """``standard:<slug>``, ``side:<slug>``, ``klage``, ``frister`` or ``https://…``."""


@dataclass(frozen=True, slots=True)
class Message:
    """What readers must see whose answers meet one of ``when``."""

    id: str
    when: tuple[tuple[Condition, ...], ...]
    title: str
    text: Wording
    urgent: bool = False
    short: Wording | None = None
    """An urgent message in one line, for the start page."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder; ``step`` is ``None`` beside it."""

    step: int | None
    name: str
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Standards that normally exclude each other, and why."""

    standards: tuple[str, ...]
    text: Wording


@dataclass(frozen=True, slots=True)
class Page:
    slug: str
    title: str
    summary: str
    html: str
    source: str
    checked: date
    rates: tuple[Rate, ...] = ()
    file: str = ""
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the municipality; unknown fields are empty."""

    address: str = ""
    phone: str = ""
    web: str = ""
    digital_post: str = ""
    mail: str = ""
    hours: str = ""
    """When somebody answers the phone."""


@dataclass(frozen=True, slots=True)
class OpenAdvice:
    """Advice without an appointment."""

    place: str
    hours: str
    text: str
    audience: str = ""
    """Whom it is for, if not for everybody."""


@dataclass(frozen=True, slots=True)
class ComplaintRoute(ComplaintRecipient):
    """How complaints reach the municipality itself."""

    means: str
    text: str


@dataclass(frozen=True, slots=True)
class DataProtection:
    """Who is responsible for readers' data; unknown fields are empty."""

    controller: tuple[str, ...] = ()
    cvr: tuple[str, ...] = ()
    officer: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    processors: tuple[str, ...] = ()
    hosting: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    """What the server in front of the guide logs, and how long it is kept."""


DATA_PROTECTION: Mapping[str, str] = {
    "dataansvarlig": "controller",
    "cvr": "cvr",
    "databeskyttelsesrådgiver": "officer",
    "retsgrundlag": "legal_basis",
    "databehandlere": "processors",
    "driftssted": "hosting",
    "log": "log",
}
"""Fields of ``DataProtection``, as ``kommune.md`` names them."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A link's topic: answers that readers can make their own."""

    id: str
    title: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary, and what it means."""

    word: str
    forms: tuple[str, ...]
    explanation: str
    search_words: tuple[str, ...] = ()
    """What people may say for it; only the search knows them."""


@dataclass(frozen=True, eq=False)
class Municipality:
    slug: str
    name: str
    department: str
    summary: str
    contact: Contact
    open_advice: OpenAdvice | None
    application: str
    first_steps: tuple[FirstStep, ...]
    """The first that is a reader's own is shown; the last is everybody's."""
    complaint: ComplaintRoute
    processing_text: str
    processing_link: str
    ladder: tuple[Rung, ...]
    messages: tuple[Message, ...]
    not_covered: tuple[Message, ...]
    mutually_exclusive: tuple[OneOf, ...]
    standards: tuple[Standard, ...]
    """The least intrusive first."""
    pages: tuple[Page, ...]
    html: str
    source: Source
    checked: date
    more_sources: tuple[Source, ...] = ()
    """Other documents that it has adopted."""
    unknown: tuple[str, ...] = ()
    """The names of the fields that its sources say nothing on."""
    theme: Theme = field(default_factory=Theme)
    data_protection: DataProtection = field(default_factory=DataProtection)
    may_embed: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    """All that are asked, in the order of asking: the shared ones, then its own."""
    own_questions: tuple[Question, ...] = ()
    own_rates: tuple[Rate, ...] = ()
    own_law_changes: tuple[LawChange, ...] = ()
    own_talk: Talk = field(default_factory=Talk)
    """What it adds to the talk that all share."""
    letters: Mapping[str, Letter] = field(default_factory=dict)
    """All that can be written: the shared ones, with what it adds, then its own."""
    own_letters: tuple[Letter, ...] = ()
    """What it adds."""
    topics: tuple[Topic, ...] = ()
    glossary: tuple[Term, ...] = ()
    """The shared words, some in its own meaning, and its own."""
    file: str = ""
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def years(self) -> tuple[str, ...]:
        """The years of its documents, each once."""
        return tuple(sorted({year for source in (self.source, *self.more_sources) if (year := year_of(source))}))

    @property
    def contact_lines(self) -> tuple[str, ...]:
        own, post = self.contact, self.contact.digital_post and f"Digital Post: {self.contact.digital_post}"
        return (f"{self.department}, {self.name}", *filter(None, (own.address, own.phone, post, own.web)))

    @cached_property
    def with_outcome(self) -> tuple[Standard, ...]:
        return tuple(standard for standard in self.standards if standard.has_outcome)

    @cached_property
    def asking(self) -> Counter[frozenset[str]]:
        """How many standards ask exactly these questions for one requirement."""
        return Counter(asked for standard in self.with_outcome for asked in set(map(asked_by, standard.requirements)))

    @property
    def last_checked(self) -> date:
        """The latest comparison of a text with its source."""
        standards = (standard.checked for standard in self.standards)
        return max(self.checked, *standards, *(page.checked for page in self.pages))

    def question(self, question_id: str) -> Question | None:
        return self._questions.get(question_id)

    def standard(self, slug: str) -> Standard | None:
        return self._standards.get(slug)

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _standards(self) -> Mapping[str, Standard]:
        return {standard.slug: standard for standard in self.standards}

    def topic(self, topic_id: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def page(self, slug: str) -> Page | None:
        return next((page for page in self.pages if page.slug == slug), None)


@dataclass(frozen=True, eq=False, repr=False)
class Guide:
    """All content: the municipalities by slug, and what they share.

    ``files`` are those that all share, by name, as problems name them.
    ``texts`` are those of each file with the lines that they begin on, broken as in the file, with figures filled in.
    ``made_of`` has a key for each municipality, and one under “” for what all share, which changes with anything that
    they were read from.
    """

    shared_questions: tuple[Question, ...]
    """Each municipality has them among its ``questions``."""
    municipalities: Mapping[str, Municipality]
    rates: Mapping[str, Rate]
    law_changes: Mapping[str, LawChange]
    glossary: tuple[Term, ...]
    """The words that all municipalities share."""
    pages: Mapping[str, Page]
    letters: Mapping[str, Letter]
    talk: Talk = field(default_factory=Talk)
    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    texts: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict, repr=False)
    made_of: Mapping[str, str] = field(default_factory=dict, repr=False)
    translations: Mapping[str, Translation] = field(default_factory=dict, repr=False)
    """By language; Danish has none."""

    @property
    def every_rate(self) -> list[Rate]:
        """The shared ones, and each municipality's own."""
        return [*self.rates.values(), *(rate for place in self.municipalities.values() for rate in place.own_rates)]

    @property
    def every_law_change(self) -> list[LawChange]:
        """The shared ones, and each municipality's own."""
        own = (change for place in self.municipalities.values() for change in place.own_law_changes)
        return [*self.law_changes.values(), *own]

    @property
    def time_to_complain(self) -> Rate:
        """How long after a decision one can complain."""
        return self.rates["klagefrist"]

    @property
    def time_to_forward(self) -> Rate:
        """How long the municipality has to send on a complaint."""
        return self.rates["klage-videre"]
