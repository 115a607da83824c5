"""Which format a file has, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from guide.content.files.own_layer import LAW_CHANGES, QUESTIONS, RATES, TALK
from guide.edit.formats import own_files
from guide.edit.formats.municipality import MUNICIPALITY
from guide.edit.formats.shared import Table
from guide.edit.formats.standard import STANDARD
from guide.edit.forms.kinds import Fields
from guide.edit.writing.document import Layout
from guide.edit.writing.saving import GLOSSARY, LETTERS, OWN_FILE, PAGES, SHARED


@dataclass(frozen=True, slots=True)
class Format:
    """What a file may hold.

    Without a table the file is a box of text. ``named`` is the field with its name, ``body`` the label of the text
    below the fields.
    """

    table: Table
    layout: Layout = "front matter"
    name: str = ""
    named: str = ""
    body: str = ""
    views: tuple[str, ...] = ()
    """The pages that show it to citizens, as buttons name them."""

    @property
    def fields(self) -> Fields:
        return tuple(field for group in self.table.values() for field in group)

    @property
    def is_standard(self) -> bool:
        return self.table is STANDARD


_STANDARD = Format(STANDARD, named="titel", views=("side", "let", "regel"))
_MUNICIPALITY = Format(MUNICIPALITY, named="navn", body="Tekst på siden med alle ordninger", views=("side", "let"))
_SHARED_PAGE = Format(own_files.PAGE, named="titel", body="Tekst")
_PAGE = replace(_SHARED_PAGE, views=("side",))
_OWN: Mapping[str, Format] = {
    QUESTIONS: Format(own_files.OWN_QUESTIONS, "mapping", "Egne spørgsmål"),
    RATES: Format(own_files.RATES, "list", "Egne beløb og tal"),
    LAW_CHANGES: Format(own_files.LAW_CHANGES, "list", "Egne lovændringer"),
    TALK: Format(own_files.OWN_TALK, "mapping", "Samtalen: jeres eget"),
    LETTERS: Format(own_files.OWN_LETTERS, "mapping", "Breve: jeres eget"),
}
_SHARED: Mapping[str, Format] = {
    QUESTIONS: Format(own_files.SHARED_QUESTIONS, "mapping", "Spørgsmål"),
    RATES: Format(own_files.RATES, "list", "Beløb og tal"),
    LAW_CHANGES: Format(own_files.LAW_CHANGES, "list", "Lovændringer"),
    GLOSSARY: Format(own_files.GLOSSARY, "list", "Ordbog"),
    TALK: Format(own_files.SHARED_TALK, "mapping", "Samtalen"),
    LETTERS: Format({}, "mapping", "Breve"),
}


def format_of(slug: str, name: str) -> Format:
    """The format of a municipality's file, or a shared one."""
    if name.startswith(PAGES):
        return _SHARED_PAGE if slug == SHARED else _PAGE
    if name.endswith(".yaml"):
        return (_SHARED if slug == SHARED else _OWN)[name]
    return _MUNICIPALITY if name == OWN_FILE else _STANDARD
