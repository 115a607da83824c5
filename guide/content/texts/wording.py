"""Texts with borrowed figures, in three perspectives.

Danish verbs do not bend by person, so a sentence written to “du” becomes one about “personen” or “barnet” by
changing its pronouns. Where that would be wrong the file gives the perspective's own sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import suggestion
from guide.content.syntax.source import Fields, Value
from guide.content.texts.figures import check_figures
from guide.rules.answers import Wording
from guide.rules.standards import Prompt
from guide.sources import Rate

EMPTY = Wording("", "", "")
_MOST_WORDS = 6
"""Of a search word; more are a sentence."""
_BORROWED = re.compile(r"\{([^{}]*)\}")
_OWN = re.compile(r"\b(?:Din egen|Dit eget|Dine egne)\b")
_PRONOUN = re.compile(r"\b(dig selv|(?:din|dit|dine) (?:egen|eget|egne)|du|dig|din|dit|dine)\b", re.IGNORECASE)


def about(person: str, text: str) -> str:
    """A text to “du” as one about “personen” or “barnet”."""

    def pronoun(match: re.Match[str]) -> str:
        original = match.group(1)
        word = original.lower()
        if word == "dig selv":
            new = "sig selv"
        elif " " in word:
            new = "s" + word[1:]
        else:
            new = person if word in ("du", "dig") else f"{person}s"
        return new[0].upper() + new[1:] if original[0].isupper() else new

    return _PRONOUN.sub(pronoun, text)


@dataclass(slots=True)
class Figures:
    """Figures for texts to borrow, and those that were borrowed.

    Args:
        rates: those of all files; none where ``satser.yaml`` cannot be read, which is problem enough.
        own: those that the file gives itself, where it may.
        texts: those of each file that have been filled in, with their lines.
    """

    rates: Mapping[str, Rate]
    own: Mapping[str, str] | None = None
    texts: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    used: dict[str, Rate] = field(default_factory=dict)
    used_own: set[str] = field(default_factory=set)

    def of_a_file(self, own: Mapping[str, str] | None = None) -> Figures:
        """The same rates for a file with its own figures."""
        return Figures(self.rates, own, self.texts)

    def fill(self, text: str, passage: Passage, *, may_state: bool = False) -> str:
        """The text with every ``{name}`` filled in.

        An unknown name and a figure that is typed rather than borrowed are problems at their line.

        Args:
            text: as it is read.
            passage: the same as it is in the file.
            may_state: the field is the one place of its figures; only amounts of money are borrowed there, too.
        """
        own = self.own or {}
        check_figures(passage, amounts_only=may_state, has_own=self.own is not None)
        for match in _BORROWED.finditer(passage.text):
            name = match[1].strip()
            if name not in own and name not in self.rates and self.rates:
                known = suggestion(name, (*own, *self.rates))
                passage.report(match.start(), f"Tallet “{{{name}}}” findes ikke.", known)

        def figure(match: re.Match[str]) -> str:
            name = match[1].strip()
            if name in own:
                self.used_own.add(name)
                return own[name]
            if name in self.rates:
                self.used[name] = self.rates[name]
                return self.rates[name].in_words
            return match[0]

        if passage.text:
            self.texts[passage.file].append((passage.line, _BORROWED.sub(figure, passage.text)))
        return _BORROWED.sub(figure, text)

    def borrowed(self, value: Value) -> tuple[str, ...]:
        """The ids of the rates borrowed by a text."""
        names = (match[1].strip() for match in _BORROWED.finditer(value.as_written.text))
        return tuple(dict.fromkeys(name for name in names if name in self.rates and name not in (self.own or {})))

    def text(self, value: Value, *, may_state: bool = False) -> str:
        """A text with its figures."""
        return self.fill(value.text(), value.as_written, may_state=may_state)

    def wording(self, value: Value, *, may_state: bool = False) -> Wording:
        """A text in three perspectives, from one sentence or three."""
        fields = value.fields("mig", "voksen", "barn") if value.is_mapping and not value.is_braced else None
        mine = fields.required("mig") if fields else value
        base = self.text(mine, may_state=may_state)
        others = (fields.get(key) if fields else None for key in ("voksen", "barn"))
        adult, child = (self.text(other, may_state=may_state) if other else "" for other in others)
        if not (adult and child):
            _report_own(mine)
        return Wording(base, adult or about("personen", base), child or about("barnet", base), self.borrowed(value))


def _report_own(value: Value) -> None:
    """Report “Din egen”, which would begin as “Sin egen”."""
    passage = value.as_written
    if match := _OWN.search(passage.text):
        wrong = f"“{match[0]}” bliver til “S{match[0][1:]}”, når det handler om en anden."
        remedy = "Skriv sætningen om, eller skriv “mig”, “voksen” og “barn” hver for sig."
        passage.report(match.start(), wrong, remedy)


def read_prompts(fields: Fields, figures: Figures, *, sourced: bool = True) -> Iterator[Prompt]:
    """The prompts of `oplysninger`, with their sources where required."""
    for item in fields.items("oplysninger"):
        parts = item.fields("spørg", "hjælp", *(("kilde",) if sourced else ()))
        quotes = parts.items("kilde", optional=not sourced)
        yield Prompt(
            text=figures.wording(parts.required("spørg")),
            help=figures.wording(parts.get("hjælp")) if "hjælp" in parts else None,
            quotes=tuple(quote.text() for quote in quotes),
            positions=parts.positions() | {f"kilde.{number}": quote.line for number, quote in enumerate(quotes)},
        )


def read_search_words(fields: Fields) -> tuple[str, ...]:
    """The search words of `søgeord`: no sentences."""

    def build(item: Value) -> tuple[str, str]:
        word = item.text()
        if len(word.split()) > _MOST_WORDS:
            remedy = f"Skriv højst {_MOST_WORDS} ord, sådan som borgere søger."
            item.report(f"Søgeordet “{word}” er for langt.", remedy)
        return word, word

    return tuple(fields.get("søgeord").unique(build, "Søgeordet", "Slet det ene.", fold=str.casefold).values())
