"""What the formats of all files share."""

from __future__ import annotations

from collections.abc import Mapping

from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import Field, Fields, Lines, Text

LINE, LONG, DATE, NUMBER = Text(), Text("long"), Text("date"), Text("number")
"""The boxes that a text is written in."""
ONE_OR_MORE = Lines(alone=True)

Table = Mapping[str, Fields]
"""The fields of a file under their headings."""

LINK = Field("link", LINE, "Adresse", "Begynder med https://")
TEXT_AND_LINK = Group(Field("tekst", LONG, "Tekst"), LINK)
CHECKED = Field("kontrolleret", DATE, "Sidst holdt op mod kilden", required=True)
_SOURCE: Fields = (
    Field("dokument", LINE, "Dokument", required=True),
    Field("afsnit", LINE, "Afsnit"),
    Field("vedtaget", MayBeUnknown(DATE), "Vedtaget den"),
)
SOURCE = Group(*_SOURCE)
SOURCE_FIELDS: Fields = (
    Field("kilde", Items("Dokument", *_SOURCE, alone=True), "Kilde", "Det vigtigste dokument først.", required=True),
    CHECKED,
)

TERM = Items(
    "Ord",
    Field("ord", LINE, "Ord", required=True),
    Field("forklaring", LONG, "Forklaring", required=True),
    Field("former", Lines(), "Andre former af ordet", "Én på hver linje."),
    Field("søgeord", Lines(), "Søgeord", "Det, folk ellers siger. Ét på hver linje."),
)
