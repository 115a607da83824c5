"""Texts as the reader gets them: figures borrowed from one place, and three perspectives from one sentence.

Danish verbs do not bend by person, so a sentence written to “du” becomes one about “personen” or “barnet” by
changing its pronouns. Where that would be wrong the file gives the perspective's own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from guide.answers import Wording
from guide.content.problems import suggestion
from guide.content.source import Value
from guide.standards import Rate

EMPTY = Wording("", "", "")
_BORROWED = re.compile(r"\{([^{}]*)\}")
_PRONOUN = re.compile(r"\b(dig selv|(?:din|dit|dine) (?:egen|eget|egne)|du|dig|din|dit|dine)\b", re.IGNORECASE)


def _about(person: str) -> Callable[[re.Match[str]], str]:
    def pronoun(match: re.Match[str]) -> str:
        found = match.group(1)
        word = found.lower()
        if word == "dig selv":
            new = "sig selv"
        elif " " in word:
            new = "s" + word[1:]
        else:
            new = person if word in ("du", "dig") else f"{person}s"
        return new[0].upper() + new[1:] if found[0].isupper() else new

    return pronoun


def about(person: str, text: str) -> str:
    """The text written to “du” as one about ``person`` (“personen”, “barnet”)."""
    return _PRONOUN.sub(_about(person), text)


def shown(rate: Rate) -> str:
    """A rate as it stands in a sentence; an amount never without its level year."""
    figure = f"{rate.value} {rate.unit}".strip()
    return f"{figure} ({rate.level}-niveau)" if rate.level else figure


class Figures:
    """The figures that texts may borrow by name, and which of the rates a file has borrowed."""

    def __init__(self, rates: Mapping[str, Rate], own: Mapping[str, str] | None = None) -> None:
        self.rates = rates
        self.own = dict(own or {})
        self.used: dict[str, Rate] = {}

    def with_own(self, own: Mapping[str, str]) -> Figures:
        """The same rates, with figures that one file gives itself."""
        return Figures(self.rates, own)

    def fill(self, text: str, at: Value) -> str:
        """The text with every ``{name}`` filled in; an unknown name is a complaint at its value."""

        def figure(match: re.Match[str]) -> str:
            name = match.group(1).strip()
            if name in self.own:
                return self.own[name]
            if name in self.rates:
                self.used[name] = self.rates[name]
                return shown(self.rates[name])
            at.complain(f"Tallet “{{{name}}}” findes ikke.", suggestion(name, (*self.own, *self.rates)))
            return match.group(0)

        return _BORROWED.sub(figure, text)

    def text(self, value: Value | None) -> str:
        """A plain text with its figures."""
        return self.fill(value.text(), value) if value else ""

    def wording(self, value: Value | None) -> Wording:
        """A text in three perspectives, from one sentence or from a sentence for each."""
        if value is None:
            return EMPTY
        if not value.is_mapping:
            base = self.text(value)
            return Wording(base, about("personen", base), about("barnet", base))
        fields = value.fields("mig", "voksen", "barn")
        base = self.text(fields.need("mig"))
        adult = self.text(fields.get("voksen")) or about("personen", base)
        child = self.text(fields.get("barn")) or about("barnet", base)
        return Wording(base, adult, child)
