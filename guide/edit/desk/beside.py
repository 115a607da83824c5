"""What a form offers to choose from, and to borrow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from guide.edit.formats.files import Format, format_of
from guide.edit.forms.kinds import Choice
from guide.edit.open_file import HEADINGS, document_or_none
from guide.edit.trial import Trial

Choices = list[tuple[str, str]]
"""Ids with their names."""

_NO_FIELD = re.compile(r"Feltet “([^”]+)” mangler\.")
_MISSING = re.compile(r"Skriv “([^”:]+): …”\.")
_IN_FORM: Mapping[str, str] = {
    "Skriv “svar: […]” eller “måske: […]”.": "Vælg “opfylder kravet” ved mindst ét svar, eller at det skal vurderes.",
    "Skriv “kendetegn: ja” ved det krav": "Sæt hak i “Ordningens kendetegn” ved det krav",
    "Slet “kommunen vurderer”, hvis": "Fjern hakket i “Kun kommunen kan vurdere det”, hvis",
    "Skriv måneder, uger, dage, arbejdsdage, ingen eller se.": "Udfyld ét felt under “Sagsbehandlingstid”.",
    "Skriv “haster: ja”, eller slet “kort”.": "Sæt hak i “Det haster”, eller slet det, der står i “Kort”.",
    "Skriv “web: https://…” under “kontakt”.": "Udfyld “Hjemmeside” under “Kontakt”. Begynd med https://.",
    "eller “uden udfald: ja”, hvis der ingen er": "eller sæt hak i “Kun en side”, hvis der ingen er",
    "Skriv dem under felterne.": "Skriv dem nederst i formularen, under “Teksten”.",
}
"""What a remedy says in a file, and in a form."""


@dataclass(frozen=True)
class Lists:
    """What can be chosen, as the content is now."""

    trial: Trial

    @cached_property
    def _fields(self) -> Mapping[str, Any]:
        document = document_or_none(self.trial.text, format_of(self.trial.slug, self.trial.name).layout)
        return document.fields if document else {}

    def of(self, kind: Choice) -> Choices:
        """What a kind of field offers."""
        source = kind.source
        if source == "standards":
            standards = self.trial.place.standards if self.trial.place else ()
            return [(standard.slug, standard.title) for standard in standards if standard.slug != self.trial.name]
        if source == "changes":
            return [(change.id, change.title) for change in self.trial.guide.law_changes.values()]
        if source == "examples":
            names = [item.get("navn") for item in self._fields.get("eksempler") or () if isinstance(item, dict)]
            return [(name, name) for name in names if isinstance(name, str)]
        return list(kind.options)

    def options(self, question: str, chosen: Iterable[str]) -> Choices:
        """The answers to a question, and unknown ones."""
        asked = self.trial.questions.get(question)
        known = [(option.id, option.label.self_) for option in asked.options] if asked else []
        others = [option for option in dict.fromkeys(chosen) if option not in dict(known)]
        return known + [(option, f"{option} (findes ikke)") for option in others]

    @cached_property
    def asked(self) -> list[str]:
        """The questions of the rule, in their order."""
        need, requirements = self._fields.get("behov"), self._fields.get("krav")
        parts = (
            [part for part in requirements or () if isinstance(part, dict)] if isinstance(requirements, list) else []
        )
        inner = [one for part in parts for one in part.get("et af") or () if isinstance(one, dict)]
        inmost = [one for part in inner for one in part.get("alle af") or () if isinstance(one, dict)]
        named = {str(part.get("spørgsmål")) for part in (*parts, *inner, *inmost)}
        named |= set(need) if isinstance(need, dict) else {"behov"} if need else set()
        return [id_ for id_ in self.trial.questions if id_ in named]

    @property
    def figures(self) -> Choices:
        """What can be borrowed, those of the file first."""
        own = self._fields.get("tal")
        mine = [(name, str(text)) for name, text in own.items()] if isinstance(own, dict) else []
        return mine + [(rate.id, f"{rate.in_words}: {rate.name}") for rate in self.trial.guide.rates.values()]


@pass_context
def in_form(page: Context, said: str, within: str) -> str:
    """What is wrong, or the remedy, in the form’s words."""
    if not within:
        return said
    if missing := _NO_FIELD.fullmatch(said):
        found = _labels_of(missing[1], within, page["opened"].format)
        return f"Feltet “{found.pop()}” mangler." if len(found) == 1 else said
    if missing := _MISSING.fullmatch(said):
        found = _labels_of(missing[1], within, page["opened"].format)
        return f"Udfyld feltet “{found.pop()}”." if len(found) == 1 else "Udfyld feltet."
    for in_file, words in _IN_FORM.items():
        said = said.replace(in_file, words)
    return said


def _labels_of(key: str, within: str, format_: Format) -> set[str]:
    """What a key is called in a field, or above."""
    found: set[str] = set()
    waiting = [field for field in format_.fields if field.key == within]
    while waiting:
        field = waiting.pop()
        waiting += getattr(field.kind, "kind", field.kind).fields
        found |= {field.label} if field.key == key else set()
    return found or {field.label for field in format_.fields if field.key == key}


def labels(format_: Format) -> Mapping[str, tuple[str, str]]:
    """Id and label of each field and section."""
    text = {"tekst": ("tekst", format_.body)} if format_.body else {}
    if format_.is_standard:
        text = {f"afsnit.{id_}": (f"afsnit-{id_}", heading) for id_, heading in HEADINGS.items()}
    return text | {field.key: (id_of(field.key), field.label) for field in format_.fields}


def id_of(path: str) -> str:
    """A path as an id in the page."""
    return re.sub(r"[^\w-]+", "-", path)
