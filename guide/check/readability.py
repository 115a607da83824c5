"""LIX and sentence length of texts as readers get them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from guide.content.files.own_layer import LETTERS, QUESTIONS, beside
from guide.content.texts.wording import about
from guide.municipality import Guide, Page
from guide.next_steps.talk import Talk
from guide.plain_text import plain_text
from guide.result.answers import by_answer
from guide.rules.answers import Question, Wording
from guide.rules.standards import Prompt, Standard
from guide.shown import shown_in

LONGEST_SENTENCE = 25
"""Words."""

_LONG_WORD = 7

_HEADING = re.compile(r"<h[1-6][^>]*>.*?</h[1-6]>", re.DOTALL)
_ABBREVIATION = re.compile(r"\b(kr|nr|kl|ca|fx|pct|stk|jf|bl\.a|m\.m|f\.eks|tlf|evt|dvs|mv|m\.v|osv)\.", re.IGNORECASE)
_NUMBER_POINT = re.compile(
    r"(?<=\d)\.(?=\s*(?:\d|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december))"
)
_BETWEEN_WORDS = r"(?:\]\([^)\s]*\)|\W)+"
_WORDS = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$|[”\")])|\n+")
_WORD = re.compile(r"[0-9A-Za-zÆØÅæøåÉéÜüÖöÄä]+(?:[-’'.,][0-9A-Za-zÆØÅæøåÉéüöä]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to read."""

    lix: float
    words: int
    longest: int
    longest_text: str


def sentences(text: str) -> list[str]:
    """The sentences of a text or of HTML, without headings."""
    plain = _without_points(plain_text(_HEADING.sub("\n", text)))
    return [part.strip() for part in _SENTENCE_END.split(plain) if part and _WORD.search(part)]


def _without_points(text: str) -> str:
    """The text without points that end no sentence."""
    return _NUMBER_POINT.sub("", _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text))


def line_of(guide: Guide, file: str, sentence: str, after: int = 1) -> int:
    """The line of a sentence, in any perspective.

    The same sentence may be in several fields: the one that begins in the line ``after`` goes first.
    """
    words = re.compile(r"(?<!\w)" + _BETWEEN_WORDS.join(_WORDS.findall(sentence)) + r"(?!\w)")
    texts = sorted(guide.texts.get(file, ()), key=lambda placed: (placed[0] < after, placed[0]))
    for line, text in texts:
        written = _without_points(text)
        for version in (written, *(about(person, written) for person in ("personen", "barnet"))):
            if match := words.search(version):
                return line + version.count("\n", 0, match.start())
    return 1


def read(text: str) -> Reading:
    """LIX: words a sentence + percentage of long words."""
    parts = sentences(text)
    counted = [_WORD.findall(sentence) for sentence in parts]
    words = [word for sentence in counted for word in sentence]
    if not words:
        return Reading(0.0, 0, 0, "")
    long = sum(len(word) >= _LONG_WORD for word in words)
    longest = max(range(len(parts)), key=lambda index: len(counted[index]))
    return Reading(
        lix=len(words) / len(parts) + 100 * long / len(words),
        words=len(words),
        longest=len(counted[longest]),
        longest_text=parts[longest],
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A text measured as one, and its limits.

    ``others`` is the same text as it is in the perspectives in which it is easier to read.
    """

    kind: str
    file: str
    name: str
    text: str
    hardest: float
    most_words: int | None = None
    others: str = ""
    line: int = 1
    """Where the field begins."""

    @property
    def hardest_sentence(self) -> str:
        """The one to mend first, if there are several."""
        parts = sentences(self.text)
        # A list of single long words has none that is hard to read by itself.
        weights = {part: reading.lix * reading.words for part in parts for reading in (read(part),)}
        return max(parts, key=weights.__getitem__) if len(parts) > 1 else ""


def units(guide: Guide) -> Iterator[Unit]:
    """Every text of the guide that readers meet."""
    for question in guide.shared_questions:
        yield from _question(question, guide.files[QUESTIONS])
    for municipality in guide.municipalities.values():
        for question in municipality.own_questions:
            yield from _question(question, beside(municipality.file, QUESTIONS))
        yield from _talk(municipality.own_talk)
        yield Unit("side", municipality.file, municipality.name, municipality.html, 45)
        told = "\n".join(text for texts in astuple(municipality.data_protection) for text in texts)
        yield Unit("databeskyttelse", municipality.file, municipality.name, told, 60)
        for number, step in enumerate(municipality.first_steps, 1):
            yield from _spoken("gør nu", municipality.file, f"{municipality.name}, {number}", (step.text,), 40)
        for message in (*municipality.messages, *municipality.not_covered):
            texts = filter(None, (message.short, message.text))
            yield from _spoken("besked", municipality.file, message.id, texts, 40)
        for standard in municipality.standards:
            yield from _standard(standard)
        yield from map(_page, municipality.pages)
    yield from map(_page, guide.pages.values())
    yield from _talk(guide.talk)
    letters = [(guide.files.get(LETTERS, ""), letter) for letter in guide.letters.values()]
    for place in guide.municipalities.values():
        letters.extend((beside(place.file, LETTERS), letter) for letter in place.own_letters)
    for file, letter in letters:
        name, whole = letter.title or letter.kind, (text for _, text in shown_in(letter) if isinstance(text, str))
        yield Unit("brev", file, name, "\n".join(whole), 40)
        yield from _spoken("oplysninger", file, name, _asked_for(letter.prompts), 40)
    for change in guide.every_law_change:
        yield Unit("lovændring", change.file, change.id, change.text, 45)


def _spoken(kind: str, file: str, name: str, texts: Iterable[Wording], hardest: float, line: int = 1) -> Iterator[Unit]:
    """Texts read together, in their hardest perspective."""
    whole = [tuple(text) for text in texts]
    heard = {
        perspective: "\n".join(text[number] for text in whole)
        for number, perspective in enumerate(("mig", "voksen", "barn"))
    }
    perspective = max(heard, key=lambda key: (read(heard[key]).lix, key == "mig"))
    suffix = "" if perspective == "mig" else f" ({perspective})"
    others = "\n".join(text for key, text in heard.items() if key != perspective)
    yield Unit(kind, file, f"{name}{suffix}", heard[perspective], hardest, others=others, line=line)


def _question(question: Question, file: str) -> Iterator[Unit]:
    asked = (question.text, question.help) if question.help else (question.text,)
    yield from _spoken("spørgsmål", file, question.id, asked, 35)
    yield from _spoken("hvorfor", file, question.id, (question.why,), 40)


def _standard(standard: Standard) -> Iterator[Unit]:
    file, name = standard.file, standard.title
    reasons = [requirement.text for requirement in standard.requirements]
    by_answers = [finding for requirement in standard.requirements for *_, finding in by_answer(requirement)]
    advice = dict.fromkeys(wording for finding in by_answers for wording in finding.advice)
    line = standard.positions.get
    yield from _spoken("kort", file, name, (standard.summary,), 40, line("kort", 1))
    yield from _spoken("krav", file, name, reasons, 40, line("krav", 1))
    yield from _spoken("ellers", file, name, advice, 40, line("krav", 1))
    law = "\n".join(requirement.law_now for requirement in standard.requirements)
    yield Unit("loven nu", file, name, law, 45, line=line("krav", 1))
    said = (standard.fee, *(text for case in standard.cases for text in (case.extent, case.fee) if text))
    yield from _spoken("omfang og pris", file, name, (*(extent.text for extent in standard.extents), *said), 40)
    ways = [text for case in standard.cases for text in (case.name, case.application, case.complaint) if text]
    short = dict.fromkeys((*(extent.short for extent in standard.extents), standard.short_fee))
    yield Unit("række", file, name, "\n".join(filter(None, short)), 75)
    yield from _spoken("kommunen vurderer", file, name, standard.discretion, 45, line("kommunen vurderer", 1))
    yield from _spoken("oplysninger", file, name, _asked_for(standard.prompts), 40, line("oplysninger", 1))
    relations = (*standard.excludes, *standard.in_place_of, *standard.see_instead, *standard.see_also)
    yield from _spoken("andre ordninger", file, name, (relation.text for relation in relations), 40)
    yield Unit("ansøgning og klage", file, name, "\n".join((standard.application, standard.complaint, *ways)), 45)
    below = max(standard.positions.values(), default=1)
    yield Unit("standard", file, name, "\n".join(section.html for section in standard.sections), 45, line=below)
    yield Unit("let læst", file, name, "\n".join(standard.easy_read), 25, most_words=80, line=line("let læst", 1))


def _asked_for(prompts: Iterable[Prompt]) -> list[Wording]:
    return [wording for prompt in prompts for wording in (prompt.text, prompt.help) if wording]


def _talk(talk: Talk) -> Iterator[Unit]:
    yield from _spoken("samtale", talk.file, "medbring", talk.bring, 40)
    yield from _spoken("samtale", talk.file, "spørg om", talk.ask, 40)
    yield Unit("samtale", talk.file, "stikord", "\n".join(talk.prompts), 35)
    yield Unit("samtale", talk.file, "temaer", "\n".join(theme.text for theme in talk.themes), 40)


def _page(page: Page) -> Unit:
    return Unit("side", page.file, page.title, page.html, 45)
