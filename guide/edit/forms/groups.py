"""Kinds around other kinds: mappings, and a silent source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from guide.edit.forms.kinds import Field, Kind, Submission, Unfit, one
from guide.edit.writing.fields import Changes, Raw

_UNKNOWN, _YES = "ukendt", "ja"


class Group(Kind):
    """A mapping; ``main`` may be written alone.

    ``folds``: seldom needed, and folded until something is written in it.
    """

    shape = "group"

    def __init__(self, *fields: Field, main: str = "", folds: bool = False) -> None:
        self.fields, self.main, self.folds = fields, main, folds

    def inside(self, value: Raw) -> Raw:
        """Its fields, where ``main`` may be written alone."""
        return {self.main: value} if isinstance(value, str) else value or {}

    def normal(self, value: Raw) -> dict[str, Any]:
        values = self.inside(value)
        if not isinstance(values, dict) or set(values) - {key for field in self.fields for key in field.keys}:
            raise Unfit
        return {field.key: field.kind.normal(field.of(values)) for field in self.fields}

    def read(self, sent: Submission, path: str) -> dict[str, Any]:
        return {field.key: field.kind.read(sent, f"{path}.{field.key}") for field in self.fields}

    def to_write(self, now: dict[str, Any], before: Raw) -> Raw:
        old = self.inside(before)
        whole = {field.key: field.kind.to_write(now[field.key], field.of(old)) for field in self.fields}
        filled = {key: value for key, value in whole.items() if value is not None}
        if not filled or (self.main and set(filled) == {self.main}):
            return filled.get(self.main)
        if not isinstance(before, dict):
            return filled
        values = {
            field.key: whole[field.key] for field in self.fields if now[field.key] != field.kind.normal(field.of(old))
        }
        return Changes(values, tuple(field.key for field in self.fields))


@dataclass(frozen=True, slots=True)
class MayBeUnknown(Kind):
    """A value, or a tick: the source is silent."""

    kind: Kind
    shape = "may_be_unknown"

    def inner(self, field: Field) -> Field:
        """The field without its tick."""
        return replace(field, kind=self.kind)

    def normal(self, value: Raw) -> tuple[bool, Raw]:
        is_unknown = isinstance(value, str) and value.strip() == _UNKNOWN
        return is_unknown, self.kind.normal(None if is_unknown else value)

    def read(self, sent: Submission, path: str) -> tuple[bool, Raw]:
        return one(sent, f"{path}.{_UNKNOWN}") == _YES, self.kind.read(sent, path)

    def to_write(self, now: tuple[bool, Raw], before: Raw) -> Raw:
        is_unknown, value = now
        was_unknown, old = self.normal(before)
        # Of a tick and a text the new one counts.
        if is_unknown and (value == old or not was_unknown):
            return _UNKNOWN
        return self.kind.to_write(value, None if was_unknown else before)
