"""Search over what one municipality's guide holds, in any form of a Danish word and in the citizens' own words. Pure.

Words are compared by their stem (Snowball's Danish one). A word of which another is the beginning counts too, but
less, so that “ledsager” leads to “ledsagerordning” and back.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from snowballstemmer import stemmer

from guide.municipality import Message, Municipality, Term
from guide.rules.answers import Question
from guide.rules.standards import Standard

Found = Standard | Question | Message | Term

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]+>")
# People without Danish keys, and those who never learnt the letters well, write them so.
_LETTERS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("é", "e"))
_MOST_WORDS = 12
"""Words of a query that count; the rest is a story, and has been told by then."""

_BEGINNING = 4
"""Letters that a stem must have to count for the beginning of another one."""

_GOES_ON, _IS_PART = 0.6, 0.12
"""What a word of the guide counts that goes on where the one looked for ends, and one that is its beginning."""

_NAMED, _SAID, _TOLD = 8.0, 3.0, 1.0
"""What a word counts in a name or among the search words, in a short text, in a long one."""

_OF_THE_BEST = 0.3
"""What scores less than this part of the best one is noise."""

_MOST_SHOWN = 6
"""Of each kind."""

_TELLS_NOTHING = frozenset(
    _WORD.findall(
        """af at da de den denne der det dig din du en er et for fra få får gerne ham han har hans hende hun hvis hvor i
        ikke jeg kan man med meget mig min mine mit må noget nogen når og også om os på sig som så til ud ved vi vil
        være"""
    )
)
"""Words that everybody uses whatever they look for."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, the best first, and what might have been meant where nothing was.

    ``messages`` are what the municipality says of help that its standards do not cover, and of special situations.
    """

    standards: tuple[Standard, ...] = ()
    questions: tuple[Question, ...] = ()
    messages: tuple[Message, ...] = ()
    terms: tuple[Term, ...] = ()
    meant: str = ""

    @property
    def count(self) -> int:
        """How many there are of all kinds together."""
        return sum(map(len, (self.standards, self.questions, self.messages, self.terms)))


class SearchIndex:
    """The words of a municipality's standards and messages, of the questions and of the glossary; made once."""

    def __init__(self, municipality: Municipality, questions: Iterable[Question], glossary: Iterable[Term]) -> None:
        self._everything: list[Found] = [
            *municipality.standards,
            *questions,
            *municipality.messages,
            *municipality.not_covered,
            *glossary,
        ]
        self._weights: dict[str, dict[int, float]] = {}
        """Stem to the places, in the list of everything, where it stands, and what it counts there."""
        self._roots: dict[str, str] = {}
        """Every word that is written somewhere, and its stem. What is looked for is never remembered."""
        for place, found in enumerate(self._everything):
            for weight, text in _texts_of(found):
                self._take(place, weight, text)

    def find(self, query: str) -> SearchResult:
        """What these words lead to, whole or not, in any form."""
        scores: dict[int, float] = {}
        missing = ""
        for word in [word for word in words(query) if word not in _TELLS_NOTHING][:_MOST_WORDS]:
            hits = self._hits(stem(word))
            missing = missing or ("" if hits else word)
            # The rarer a word is, the more it tells of what is looked for.
            rarity = math.log(len(self._everything) / len(hits)) if hits else 0.0
            for place, weight in hits.items():
                scores[place] = scores.get(place, 0.0) + weight * rarity
        least = max(scores.values(), default=0.0) * _OF_THE_BEST
        good = (place for place, score in scores.items() if score >= least and score > 0)
        best = [self._everything[place] for place in sorted(good, key=lambda place: (-scores[place], place))]
        return SearchResult(
            standards=tuple(one for one in best if isinstance(one, Standard))[:_MOST_SHOWN],
            questions=tuple(one for one in best if isinstance(one, Question))[:_MOST_SHOWN],
            messages=tuple(one for one in best if isinstance(one, Message))[:_MOST_SHOWN],
            terms=tuple(one for one in best if isinstance(one, Term))[:_MOST_SHOWN],
            meant="" if best else self._near(missing),
        )

    def _take(self, place: int, weight: float, text: str) -> None:
        for word in set(words(text)):
            if word not in self._roots:
                self._roots[word] = stem(word)
            weights = self._weights.setdefault(self._roots[word], {})
            weights[place] = max(weight, weights.get(place, 0.0))

    def _hits(self, root: str) -> Mapping[int, float]:
        hits: dict[int, float] = {}
        for other, weights in self._weights.items():
            if likeness := _likeness(root, other):
                for place, weight in weights.items():
                    hits[place] = max(hits.get(place, 0.0), weight * likeness)
        return hits

    def _near(self, word: str) -> str:
        return next(iter(get_close_matches(word, self._roots, n=1, cutoff=0.8)), "") if word else ""


def words(text: str) -> list[str]:
    """The words of a text or of HTML, in small letters."""
    return _WORD.findall(_TAG.sub(" ", text).casefold())


def stem(word: str) -> str:
    """What all forms of a Danish word have in common: “ledsageren” and “ledsagelsen” are “ledsag”."""
    for typed, letter in _LETTERS:
        word = word.replace(typed, letter)
    # A stemmer keeps the last word that it was given, and this one may tell of somebody's health.
    root: str = stemmer("danish").stemWord(word)
    return root


def _likeness(sought: str, stands: str) -> float:
    if sought == stands:
        return 1.0
    if len(sought) >= _BEGINNING and stands.startswith(sought):
        return _GOES_ON
    return _IS_PART if len(stands) >= _BEGINNING and sought.startswith(stands) else 0.0


def _texts_of(found: Found) -> Iterable[tuple[float, str]]:
    if isinstance(found, Standard):
        return _of_standard(found)
    if isinstance(found, Message):
        return (_NAMED, found.title), (_SAID, found.text.self_)
    return _of_question(found) if isinstance(found, Question) else _of_term(found)


def _of_standard(standard: Standard) -> Iterable[tuple[float, str]]:
    yield _NAMED, f"{standard.title} {standard.plain_title} {standard.law}"
    yield from ((_NAMED, text) for text in standard.search_words)
    yield _SAID, standard.summary.self_
    yield from ((_SAID, text) for text in standard.easy_read)
    yield from ((_SAID, requirement.text.self_) for requirement in standard.requirements)
    if standard.need:
        for condition in standard.need.conditions:
            named = (option for option in condition.question.options if option.id in condition.accepts)
            yield from ((_SAID, option.label.self_) for option in named)
    yield from ((_TOLD, section.html) for section in standard.sections)


def _of_question(question: Question) -> Iterable[tuple[float, str]]:
    yield _NAMED, f"{question.name} {question.text.self_}"
    for option in question.options:
        yield _SAID, f"{option.label.self_} {option.help.self_ if option.help else ''}"
    yield _TOLD, f"{question.help.self_ if question.help else ''} {question.why.self_}"


def _of_term(term: Term) -> Iterable[tuple[float, str]]:
    yield _NAMED, " ".join((term.word, *term.forms, *term.search_words))
    yield _TOLD, term.explanation
