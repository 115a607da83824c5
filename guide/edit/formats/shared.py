"""What the formats of all files share."""

from __future__ import annotations

from guide.edit.forms.kinds import Field, Fields, Group, Text

LINE, LONG, DATE, NUMBER = Text(), Text("long"), Text("date"), Text("number")
"""The boxes that a text is written in."""

Table = tuple[tuple[str, Fields], ...]
"""The fields of a file under their headings."""

SOURCE = Group(
    (
        Field("dokument", LINE, "Dokument", required=True),
        Field("afsnit", LINE, "Afsnit"),
        Field("vedtaget", DATE, "Vedtaget den"),
    )
)

SOURCE_FIELDS: Fields = (
    Field("kilde", SOURCE, "Kilde", required=True),
    Field("kontrolleret", DATE, "Sidst holdt op mod kilden", required=True),
)
