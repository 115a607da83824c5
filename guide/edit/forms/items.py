"""Lists of small forms: parts are added, moved and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guide.edit.forms.kinds import ACTION, Field, Fields, Kind, Submission, Unfit, changes_of, one
from guide.edit.writing.fields import Changes, Part, Raw, are_mappings


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a list in a form."""

    origin: int | None
    path: str


class Items(Kind):
    """A list of mappings, each a small form.

    ``name`` is what one of them is called. ``alone``: one alone is written without a list.
    """

    shape = "items"

    def __init__(self, name: str, *fields: Field, alone: bool = False) -> None:
        self.name, self.fields, self.alone = name, fields, alone

    def normal(self, value: Raw) -> Raw:
        items = as_items(value, alone=self.alone)
        if not are_mappings(items):
            raise Unfit
        return _OldRows(self.fields, items)

    def read(self, sent: Submission, path: str) -> Raw:
        rows = [_row(sent, path, number) for number in sent.get(f"{path}.rækker", ())]
        return _NewRows(_moved(rows, path, "".join(sent.get(ACTION, ())[:1])), sent)

    def to_write(self, now: _NewRows, before: Raw) -> list[Part] | Changes | None:
        parts = now.parts(self.fields, as_items(before, alone=self.alone))
        if self.alone and not isinstance(before, list) and len(parts) == 1:
            return parts[0].changes
        if isinstance(before, dict):
            whole = ({**before, **part.changes.values} if part.origin == 0 else part.changes.values for part in parts)
            return [Part(None, Changes(values)) for values in whole] or None
        return parts or None


def as_items(value: Raw, *, alone: bool) -> Raw:
    """A list, or a mapping alone as a list."""
    return [] if value in (None, "") else [value] if alone and isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class _NewRows:
    rows: list[Row]
    sent: Submission

    def parts(self, fields: Fields, before: Sequence[Mapping[str, Any]]) -> list[Part]:
        parts = []
        for row in self.rows:
            known = row.origin is not None and row.origin < len(before)
            old = before[row.origin or 0] if known else {}
            parts.append(Part(row.origin if known else None, changes_of(fields, old, self.sent, f"{row.path}.")))
        return parts


@dataclass(frozen=True, slots=True, eq=False)
class _OldRows:
    """The parts as they are in the file."""

    fields: Fields
    items: list[dict[str, Any]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _NewRows):
            return NotImplemented
        parts = other.parts(self.fields, self.items)
        same = [part.origin for part in parts] == list(range(len(self.items)))
        return same and not any(part.changes for part in parts)

    __hash__ = None  # type: ignore[assignment]  # compared, never kept in a set


def _row(sent: Submission, path: str, number: str) -> Row:
    origin = one(sent, f"{path}.{number}.fra")
    return Row(int(origin) if origin.isdecimal() and origin.isascii() else None, f"{path}.{number}")


def _moved(rows: list[Row], path: str, action: str) -> list[Row]:
    """The rows after a button was pressed."""
    where, _colon, what = action.rpartition(":")
    if where == path and what == "ny":
        return [*rows, Row(None, f"{path}.+")]
    place = next((number for number, row in enumerate(rows) if row.path == where), None)
    if place is None:
        return rows
    row, rest = rows[place], rows[:place] + rows[place + 1 :]
    if what == "fjern":
        return rest
    to = {"op": max(place - 1, 0), "ned": place + 1}.get(what)
    return rows if to is None else [*rest[:to], row, *rest[to:]]
