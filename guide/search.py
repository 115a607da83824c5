"""Finds a reader's words, and the glossary's, in texts. Pure.

A reader's words are compared by their stem (Snowball's Danish one). A word of which another is the beginning counts
too, but less, so that “ledsager” leads to “ledsagerordning” and back.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from snowballstemmer import stemmer

from guide.municipality import Message, Municipality, Term
from guide.plain_text import plain_text
from guide.rules.answers import Question
from guide.rules.standards import Standard

Entry = Standard | Question | Message | Term

_WORD = re.compile(r"\w+")
# People without Danish keys, and those who never learnt the letters well, write them so.
_LETTERS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("é", "e"))
_MOST_WORDS = 12  # words of a query that count; the rest is a story that repeats itself
_BEGINNING = 4  # letters that a stem must have to count as a beginning
_GOES_ON = 0.6  # what a word counts that begins with the one looked for
_IS_PART = 0.12  # what a word counts that is the beginning of the one looked for
_NAME, _SHORT_TEXT, _LONG_TEXT = 8.0, 3.0, 1.0  # what a word counts by where it is; search words count as names
_OF_THE_BEST = 0.3  # what scores less than this part of the best is noise
_MOST_SHOWN = 6  # of each kind

_STOP_WORDS = frozenset(
    _WORD.findall(
        """af at da de dem den denne der det dig din du en er et for fra få får gerne ham han har hans hende hun hvis
        hvor i ikke jeg kan man med meget mig min mine mit må noget nogen når og også om os på sig som så til ud ved
        vi vil være"""
    )
)
"""Words that everybody uses whatever they look for."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of each kind, the best first."""

    standards: tuple[Standard, ...] = ()
    questions: tuple[Question, ...] = ()
    messages: tuple[Message, ...] = ()
    terms: tuple[Term, ...] = ()
    meant: str = ""
    """A likely word, where nothing was found."""

    @property
    def count(self) -> int:
        return sum(map(len, (self.standards, self.questions, self.messages, self.terms)))


class SearchIndex:
    """Finds what a municipality offers and says.

    ``stems`` are those of the written words that are known already, as from other municipalities; new ones are added.
    """

    def __init__(
        self, municipality: Municipality, questions: Iterable[Question], stems: dict[str, str] | None = None
    ) -> None:
        self._stems = {} if stems is None else stems
        self._entries: list[Entry] = [
            *municipality.standards,
            *questions,
            *municipality.messages,
            *municipality.not_covered,
            *municipality.glossary,
        ]
        self._weights: dict[str, dict[int, float]] = {}
        """Stem to the positions of its entries, and what it counts there."""
        self._roots: dict[str, str] = {}
        """Every written word, and its stem. Queries are never remembered."""
        for position, entry in enumerate(self._entries):
            for weight, text in _texts_of(entry):
                self._take(position, weight, text)

    def find(self, query: str) -> SearchResult:
        scores: dict[int, float] = {}
        missing = ""
        for word in [word for word in words(query) if word not in _STOP_WORDS][:_MOST_WORDS]:
            hits = self._hits(stem(word))
            missing = missing or ("" if hits else word)
            # The rarer a word is, the more it tells of what is looked for.
            rarity = math.log(len(self._entries) / len(hits)) if hits else 0.0
            for position, weight in hits.items():
                scores[position] = scores.get(position, 0.0) + weight * rarity
        least = max(scores.values(), default=0.0) * _OF_THE_BEST
        good = (position for position, score in scores.items() if score >= least and score > 0)
        best = [self._entries[position] for position in sorted(good, key=lambda good: (-scores[good], good))]
        return SearchResult(
            standards=tuple(entry for entry in best if isinstance(entry, Standard))[:_MOST_SHOWN],
            questions=tuple(entry for entry in best if isinstance(entry, Question))[:_MOST_SHOWN],
            messages=tuple(entry for entry in best if isinstance(entry, Message))[:_MOST_SHOWN],
            terms=tuple(entry for entry in best if isinstance(entry, Term))[:_MOST_SHOWN],
            meant="" if best else self._near(missing),
        )

    def _take(self, position: int, weight: float, text: str) -> None:
        for word in set(words(text)):
            if word not in self._roots:
                self._roots[word] = self._stems.get(word) or self._stems.setdefault(word, stem(word))
            weights = self._weights.setdefault(self._roots[word], {})
            weights[position] = max(weight, weights.get(position, 0.0))

    def _hits(self, root: str) -> Mapping[int, float]:
        hits: dict[int, float] = {}
        for other, weights in self._weights.items():
            if likeness := _likeness(root, other):
                for position, weight in weights.items():
                    hits[position] = max(hits.get(position, 0.0), weight * likeness)
        return hits

    def _near(self, word: str) -> str:
        return next(iter(get_close_matches(word, self._roots, n=1, cutoff=0.8)), "") if word else ""


def words(text: str) -> list[str]:
    """The words of a text or HTML, in small letters."""
    return _WORD.findall(plain_text(text).casefold())


def stem(word: str) -> str:
    """“ledsag” of “ledsageren” and “ledsagelsen”."""
    for typed, letter in _LETTERS:
        word = word.replace(typed, letter)
    # A stemmer keeps the last word that it was given, and this one may tell of somebody's health.
    root: str = stemmer("danish").stemWord(word)
    # It takes “demens” for a form of “dem”.
    return word if root in _STOP_WORDS else root


def _likeness(sought: str, written: str) -> float:
    if sought == written:
        return 1.0
    if len(sought) >= _BEGINNING and written.startswith(sought):
        return _GOES_ON
    return _IS_PART if len(written) >= _BEGINNING and sought.startswith(written) else 0.0


def _texts_of(entry: Entry) -> Iterable[tuple[float, str]]:
    if isinstance(entry, Standard):
        return _of_standard(entry)
    if isinstance(entry, Message):
        return (_NAME, entry.title), (_SHORT_TEXT, entry.text.self_)
    return _of_question(entry) if isinstance(entry, Question) else _of_term(entry)


def _of_standard(standard: Standard) -> Iterable[tuple[float, str]]:
    cases = " ".join(f"{case.name} {case.law}" for case in standard.cases)
    yield _NAME, f"{standard.title} {standard.plain_title} {standard.law} {cases}"
    yield from ((_NAME, text) for text in standard.search_words)
    yield _SHORT_TEXT, standard.summary.self_
    yield from ((_SHORT_TEXT, text) for text in standard.easy_read)
    yield from ((_SHORT_TEXT, requirement.text.self_) for requirement in standard.requirements)
    if standard.need:
        for condition in standard.need.conditions:
            options = condition.question.options
            yield from ((_SHORT_TEXT, option.label.self_) for option in options if option.id in condition.accepts)
    yield from ((_LONG_TEXT, section.html) for section in standard.sections)


def _of_question(question: Question) -> Iterable[tuple[float, str]]:
    yield _NAME, f"{question.name} {question.text.self_}"
    for option in question.options:
        yield _SHORT_TEXT, f"{option.label.self_} {option.help.self_ if option.help else ''}"
    yield _LONG_TEXT, f"{question.help.self_ if question.help else ''} {question.why.self_}"


def _of_term(term: Term) -> Iterable[tuple[float, str]]:
    yield _NAME, " ".join((term.word, *term.forms, *term.search_words))
    yield _LONG_TEXT, term.explanation


class Glossary:
    """Terms, found as whole words; of several the longest counts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._of_form = {form.casefold(): term for term in terms for form in (term.word, *term.forms)}
        forms = sorted(self._of_form, key=len, reverse=True)
        self._forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?!\w)")

    def explained(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms in texts or HTML, in the glossary's order."""
        words = plain_text(" ".join(texts)).casefold()
        used = {self._of_form[form].word for form in self._forms.findall(words)}
        return tuple(term for term in self._terms if term.word in used)

    def of_page(self, standard: Standard) -> tuple[Term, ...]:
        requirements = (requirement.text for requirement in standard.requirements)
        wordings = (standard.summary, standard.fee, *requirements, *standard.discretion)
        plain = (standard.application, standard.complaint, standard.no_complaint)
        html = (section.html for section in standard.sections)
        return self.explained((*(wording.self_ for wording in wordings), *plain, *html))
