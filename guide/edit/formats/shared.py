"""What the formats of all files share."""

from __future__ import annotations

from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import Field, Fields, Lines, Text

LINE, LONG, DATE, NUMBER = Text(), Text("long"), Text("date"), Text("number")
"""The boxes that a text is written in."""

Table = tuple[tuple[str, Fields], ...]
"""The fields of a file under their headings."""

_SOURCE: Fields = (
    Field("dokument", LINE, "Dokument", required=True),
    Field("afsnit", LINE, "Afsnit"),
    Field("vedtaget", MayBeUnknown(DATE), "Vedtaget den"),
)
SOURCE = Group(_SOURCE)

SOURCE_FIELDS: Fields = (
    Field("kilde", Items(_SOURCE, "Dokument", alone=True), "Kilde", "Det vigtigste dokument først.", required=True),
    Field("kontrolleret", DATE, "Sidst holdt op mod kilden", required=True),
)

TERM: Fields = (
    Field("ord", LINE, "Ord", required=True),
    Field("forklaring", LONG, "Forklaring", required=True),
    Field("former", Lines(), "Andre former af ordet", "Én på hver linje."),
    Field("søgeord", Lines(), "Søgeord", "Det, folk ellers siger. Ét på hver linje."),
)
