"""A file as a form, and back.

The text travels with the form, so that the server keeps nothing of what is being written but drafts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from guide.content.files.slugs import plain_slug
from guide.content.texts.prose import SECTIONS
from guide.edit.formats.files import Format, format_of
from guide.edit.forms.kinds import Field, Fields, Submission, Unfit, changes_of, one
from guide.edit.forms.rule_kinds import Effects, says_by_answer
from guide.edit.writing.document import Document, Layout, Passage, plain_lines
from guide.edit.writing.fields import CannotWrite, Changes, Raw, are_mappings, as_yaml
from guide.edit.writing.saving import PAGES

_ADDS_QUESTION = re.compile(r"krav\.([0-9]{1,3})\.et af(?:\.([0-9]{1,3})\.alle af)?:ny")
HEADINGS: Mapping[str, str] = {
    "hvad": "Hvad er det?",
    "hvem": "Hvem er det for?",
    "hvor-meget": "Hvor meget hjælp er der?",
    "pris": "Hvad koster det?",
    "ansoegning": "Hvordan søger du?",
    "sagsbehandlingstid": "Hvor lang tid går der?",
    "klage": "Hvordan klager du?",
    "ikke-omfattet": "Hvad er ikke med?",
    "opfoelgning": "Hvor længe varer det?",
    "kilde": "Hvor kommer det fra?",
}
"""What the heading of a section usually is."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that somebody is writing.

    ``base`` is the fingerprint of the saved file that it began from, ``mark`` the name of its draft. ``start`` is the
    text of that file, if it is at hand.
    """

    slug: str
    name: str
    text: str
    base: str
    mark: str
    start: str = ""

    @property
    def format(self) -> Format:
        return format_of(self.slug, self.name)

    @property
    def document(self) -> Document:
        return _document(self.text, self.format.layout)

    @property
    def heading(self) -> str:
        """The name of the standard, the municipality or the file."""
        if self.format.name:
            return self.format.name
        document = document_or_none(self.text)
        named = document.fields.get(self.format.named) if document else None
        nameless = self.slug if self.format.body and not self.name.startswith(PAGES) else self.name
        return named if isinstance(named, str) and named and "«" not in named else nameless

    @property
    def can_be_a_form(self) -> bool:
        return bool(self.format.table) and document_or_none(self.text, self.format.layout) is not None

    @property
    def passages(self) -> list[Passage]:
        """All sections that a standard may have, each once."""
        written = {passage.id: passage for passage in reversed(self.document.passages)}
        return [written.get(id_, Passage(id_)) for id_ in SECTIONS]

    @property
    def unknown(self) -> list[tuple[str, str]]:
        """What the form has no row for, as written."""
        others = without_row(self.format.fields, self.document.fields)
        passages = self.document.passages if self.format.is_standard else ()
        loose = (passage.written.strip() for passage in passages if passage not in self.passages)
        return others + [("", written) for written in loose if written]


def without_row(fields: Fields, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The values that none of these fields holds, as written."""
    known = {key for field in fields for key in field.keys}
    return [(key, as_yaml(value)) for key, value in values.items() if key not in known]


def form_value(field: Field, values: Mapping[str, Any]) -> tuple[Raw, str]:
    """A field's value for the form, or as written."""
    try:
        return field.kind.normal(field.of(values)), ""
    except Unfit:
        return None, as_yaml(field.of(values)) or "(tom)"


def text_from(format_: Format, sent: Submission) -> str:
    """The text of the file after what a browser sent.

    Raises:
        CannotWrite: the fields of the text cannot be read.
    """
    if "hele" in sent:
        return plain_lines(sent["hele"][0])
    document = _document(plain_lines(sent["grundlag"][0]), format_.layout)
    document = document.with_fields(changes_of(format_.fields, document.fields, sent, ""))
    if not format_.is_standard:
        return document.with_body(sent["tekst"][0]).text if format_.body and "tekst" in sent else document.text
    passages = [_passage(sent, id_) for id_ in SECTIONS if f"afsnit.{id_}.tekst" in sent]
    return document.with_passages(passages).text


def with_question_inside(text: str, action: str) -> str:
    """The text where a question joins the new one.

    Pressing “Tilføj: Spørgsmål” makes of one question one of several.
    """
    match = _ADDS_QUESTION.fullmatch(action)
    if match is None:
        return text
    document = _document(text)
    fields = deepcopy(document.fields)
    with suppress(AttributeError, LookupError, TypeError):  # the text has no such part
        part = fields["krav"][int(match[1])]
        _join_question(part["et af"][int(match[2])] if match[2] else part, "alle af" if match[2] else "et af")
    return document.with_values(fields).text


def _join_question(part: dict[str, Any], key: str) -> None:
    """Move a part's question into the list of that key."""
    if part.get("spørgsmål"):
        by_answer = says_by_answer(part.get("ellers"))
        names = [name for name in Effects.spans if name in part and (name != "ellers" or by_answer)]
        part[key] = [{name: part.pop(name) for name in names}, *part.get(key, ())]


def _passage(sent: Submission, id_: str) -> Passage:
    """A section as sent, without what would end its mark."""
    heading = re.sub(r"[{}]", "", one(sent, f"afsnit.{id_}.overskrift")) or HEADINGS[id_]
    part = one(sent, f"afsnit.{id_}.kilde").replace('"', "”")
    return Passage(id_, heading, part, sent[f"afsnit.{id_}.tekst"][0])


def without_blanks(text: str, layout: Layout) -> str:
    """The text without parts in which nothing has been written."""
    document = Document(text, layout)
    return document.with_values(_with_parts(document.fields)).text


def _with_parts(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is written in these values, empty texts too."""
    return {key: filled or value for key, value in values.items() if (filled := _filled(value)) or not value}


def _filled(value: Raw) -> Raw:
    """What is written in a value, ``None`` for nothing."""
    if isinstance(value, dict):
        values = _with_parts(value)
        return values if any(values.values()) else None
    if isinstance(value, list):
        parts = [_filled(part) for part in value]
        return (parts if are_mappings(value) else list(filter(None, parts))) if any(parts) else None
    return value or None


def slug_of(title: str) -> str:
    """A title as the name of a file, letters first."""
    return plain_slug(title).lstrip("0123456789-")[:60].rstrip("-")


def new_text(format_: Format, title: str, source: str, today: str) -> str:
    """The text of a file with only a name."""
    if format_.layout != "front matter":
        return ""
    values: dict[str, Any] = {format_.named: title}
    if source:
        values["kilde"] = Changes({"dokument": source}) if format_.is_standard else source
    document = Document("---\n---\n")
    return document.with_fields(Changes({**values, "kontrolleret": today})).text


@lru_cache(maxsize=8)
def _document(text: str, layout: Layout = "front matter") -> Document:
    """A page asks for the same fields again and again."""
    return Document(text, layout)


def document_or_none(text: str, layout: Layout = "front matter") -> Document | None:
    """The document, if its fields can be read."""
    document = _document(text, layout)
    try:
        _ = document.fields
    except CannotWrite:
        return None
    return document
