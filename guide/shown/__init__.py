"""Every text of the content that readers are shown. Pure.

What is not here is shown as it is in every language: names, addresses, laws, sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from guide.municipality import (
    ComplaintRoute,
    Contact,
    DataProtection,
    FirstStep,
    Guide,
    Message,
    Municipality,
    OpenAdvice,
    Page,
    Rung,
    Term,
    Topic,
)
from guide.next_steps.letters import Choice, Letter, Letterhead, OfDecision
from guide.next_steps.talk import Talk, TalkTheme
from guide.rules.answers import Option, Question, Wording
from guide.rules.standards import Case, Condition, Extent, LawChange, Relation, Requirement, Standard
from guide.sources import ProcessingTime, Rate, Section
from guide.sources.sums import Figure, Package


class Kind(Enum):
    """What a text is, and so how it is shown."""

    PLAIN = "plain"
    PROSE = "prose"
    QUOTE = "quote"
    FIGURE = "figure"


Shown = tuple[Kind, str | Wording]

_PLAIN: Mapping[type, tuple[str, ...]] = {
    Case: ("name", "application", "complaint"),
    Choice: ("text", "in_letter", "by_answer", "enclosed"),
    ComplaintRoute: ("means", "text"),
    Contact: ("hours",),
    DataProtection: ("officer", "legal_basis", "processors", "hosting", "log"),
    Extent: ("short",),
    LawChange: ("title", "text"),
    Letter: (
        "title",
        "about",
        "subject",
        "opening",
        "before_reasons",
        "closing",
        "closing_to_board",
        "before_more",
        "before_met",
        "before_open",
    ),
    Letterhead: ("sender", "dated", "greeting", "enclosed"),
    Message: ("title",),
    Municipality: ("summary", "application", "processing_text"),
    OfDecision: ("before_open", "before_unmet", "before_met"),
    OpenAdvice: ("hours", "text", "audience"),
    Option: ("group",),
    Package: ("name",),
    Page: ("title", "summary"),
    ProcessingTime: ("explanation",),
    Question: ("name", "topic"),
    Rate: ("current_text",),
    Relation: ("help",),
    Requirement: ("law_now",),
    Rung: ("name",),
    Section: ("heading",),
    Standard: (
        "title",
        "plain_title",
        "easy_read",
        "short_fee",
        "application",
        "complaint",
        "complaint_about",
        "no_complaint",
        "opted_out",
    ),
    Talk: ("prompts",),
    TalkTheme: ("name", "text"),
    Term: ("word", "explanation"),
    Topic: ("title",),
}
_OF_OTHERS: Mapping[type, tuple[str, ...]] = {
    Condition: ("question",),
    Municipality: (
        "standards",
        "pages",
        "questions",
        "own_questions",
        "own_rates",
        "own_law_changes",
        "own_talk",
        "letters",
        "own_letters",
        "glossary",
    ),
    Standard: ("need", "law_changes", "rates"),
}
"""What a thing only refers to, or has in other files."""

_NEW_PIECE = re.compile(r"(?=<h2[ >])")


def pieces(html: str) -> list[str]:
    """The prose cut before its headings."""
    return [piece for piece in _NEW_PIECE.split(html) if piece]


def files(guide: Guide, *, shared_only: bool = False) -> Iterator[tuple[str, object]]:
    """Each file below ``da/``, and what was read from it."""
    standards = (standard for place in guide.municipalities.values() for standard in place.standards)
    needs = dict.fromkeys(standard.need.text for standard in standards if standard.need)
    yield "spoergsmaal.yaml", (*guide.shared_questions, *needs)
    yield "satser.yaml", tuple(guide.rates.values())
    yield "lovaendringer.yaml", tuple(guide.law_changes.values())
    yield "ordbog.yaml", guide.glossary
    yield "breve.yaml", tuple(guide.letters.values())
    yield "samtale.yaml", guide.talk
    for page in guide.pages.values():
        yield f"sider/{page.slug}.md", page
    for municipality in guide.municipalities.values() if not shared_only else ():
        yield from files_of(guide, municipality)


def files_at(guide: Guide, slug: str) -> Iterator[tuple[str, object]]:
    """The same of one municipality, or of what all share."""
    municipality = guide.municipalities.get(slug)
    return files_of(guide, municipality) if municipality else files(guide, shared_only=True)


def files_of(guide: Guide, municipality: Municipality) -> Iterator[tuple[str, object]]:
    """The same of one municipality."""
    slug, shared = municipality.slug, set(guide.glossary)
    yield f"{slug}/kommune.md", (municipality, *(term for term in municipality.glossary if term not in shared))
    yield f"{slug}/spoergsmaal.yaml", municipality.own_questions
    yield f"{slug}/satser.yaml", municipality.own_rates
    yield f"{slug}/lovaendringer.yaml", municipality.own_law_changes
    yield f"{slug}/breve.yaml", municipality.own_letters
    yield f"{slug}/samtale.yaml", municipality.own_talk
    for standard in municipality.standards:
        yield f"{slug}/{standard.slug}.md", standard
    for page in municipality.pages:
        yield f"{slug}/sider/{page.slug}.md", page


def shown_in(thing: object) -> Iterator[Shown]:
    """Every text of a thing and its parts."""
    if isinstance(thing, (tuple, list)):
        for part in thing:
            yield from shown_in(part)
    elif isinstance(thing, Wording):
        yield Kind.PLAIN, thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        plain, others = _PLAIN.get(type(thing), ()), _OF_OTHERS.get(type(thing), ())
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name in plain:
                yield from ((Kind.PLAIN, text) for text in ((value,) if isinstance(value, str) else value) if text)
            elif field.name not in others and not isinstance(value, str):
                yield from shown_in(value)
        yield from _of_its_own(thing)
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from shown_in(part)


def _of_its_own(thing: object) -> Iterator[Shown]:
    """What is neither a wording nor a plain text."""
    match thing:
        case Section() | Page() | Municipality():
            yield from ((Kind.PROSE, piece) for piece in pieces(thing.html))
        case Requirement():
            yield from ((Kind.QUOTE, quote) for quote in thing.quotes)
        case FirstStep():
            yield from ((Kind.PLAIN, use) for use, _number in thing.phones if use)
        case Figure():
            yield Kind.FIGURE, thing.words
        case Rate():
            yield Kind.FIGURE, thing.in_words
        case ProcessingTime() if thing.in_words != thing.explanation:
            yield Kind.FIGURE, thing.in_words
        case Standard():
            yield from ((Kind.FIGURE, figure) for figure in thing.figures.values())
        case _:
            pass
