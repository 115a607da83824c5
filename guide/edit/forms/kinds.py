"""Kinds of fields: how a value becomes a form.

A kind that cannot show a value raises ``Unfit``; the value then stays in the file as it is, and is shown like that.
What has not been changed in the form gives no change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guide.edit.writing.fields import Changes, Raw

Submission = Mapping[str, Sequence[str]]
"""What a browser sent: names and their values."""

PERSPECTIVES = ("mig", "voksen", "barn")
ACTION = "gør"
"""The name of every button; its value is ``path:what``."""


class Unfit(ValueError):
    """The form cannot show this value."""


class Kind:
    """How a value is shown, read and written.

    That is as a text, where a kind does not say otherwise. ``shape`` names the macro that draws it. ``spans`` are the
    keys that it holds, if more than its own. ``fields`` are those inside it.
    """

    shape: str
    spans: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()

    def normal(self, value: Raw) -> Raw:
        """The value as the form shows it."""
        return as_text(value)

    def read(self, sent: Submission, path: str) -> Raw:
        """The same from a form."""
        return one(sent, path)

    def to_write(self, now: Raw, _before: Raw) -> Raw:
        """What to write instead of what was there before."""
        return now or None


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the table of a format."""

    key: str
    kind: Kind
    label: str
    hint: str = ""
    required: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return self.kind.spans or (self.key,)

    def of(self, values: Mapping[str, Any]) -> Raw:
        """Its part of the fields as they are written."""
        if self.kind.spans:
            return {key: values[key] for key in self.kind.spans if key in values}
        return values.get(self.key)


Fields = tuple[Field, ...]
Options = tuple[tuple[str, str], ...]
"""Ids with their names."""


def one(sent: Submission, name: str) -> str:
    """The only text of this name, in one line."""
    return in_one_line("".join(sent.get(name, ())[:1]))


def in_one_line(text: str) -> str:
    """A text without line ends and double spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def as_text(value: Raw) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unfit
    return " ".join(value.split())


def as_list(value: Raw) -> list[str]:
    """A list, or a text as a list."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [as_text(part) for part in values]


def changes_of(fields: Fields, before: Mapping[str, Any], sent: Submission, path: str) -> Changes:
    """The fields that a form changes, with their new values.

    Values that the form could not show are left out.
    """
    values: dict[str, Any] = {}
    for field in fields:
        old = field.of(before)
        try:
            normal = field.kind.normal(old)
        except Unfit:
            continue
        now = field.kind.read(sent, f"{path}{field.key}")
        if now != normal:
            new = field.kind.to_write(now, old)
            values |= new if field.kind.spans else {field.key: new}
    return Changes(values, tuple(key for field in fields for key in field.keys))


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """One text; ``shape`` is its box."""

    shape: str = "line"


class Tick(Kind):
    """“ja”, or nothing."""

    shape = "tick"

    def normal(self, value: Raw) -> bool:
        if value not in (None, "ja", "nej"):
            raise Unfit
        return bool(value == "ja")

    def read(self, sent: Submission, path: str) -> bool:
        return one(sent, path) == "ja"

    def to_write(self, now: Raw, _before: Raw) -> str | None:
        return "ja" if now else None


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """An id of the page's list, or of these options."""

    source: str = ""
    options: Options = ()
    shape = "choice"


@dataclass(frozen=True, slots=True)
class Choices(Choice):
    """Several ids of such a list."""

    shape = "choices"

    def normal(self, value: Raw) -> list[str]:
        return sorted(as_list(value))

    def read(self, sent: Submission, path: str) -> list[str]:
        return sorted(filter(None, sent.get(path, ())))

    def to_write(self, now: list[str], before: Raw) -> list[str] | None:
        return kept_order(now, as_list(before)) or None


def kept_order(now: Sequence[str], before: Sequence[str]) -> list[str]:
    """The present ids; those that were there before come first."""
    return [id_ for id_ in before if id_ in now] + [id_ for id_ in now if id_ not in before]


@dataclass(frozen=True, slots=True)
class Lines(Kind):
    """A list of texts, one in each line.

    ``alone``: one alone is written as a text.
    """

    alone: bool = False
    shape = "lines"

    def normal(self, value: Raw) -> list[str]:
        return as_list(value)

    def read(self, sent: Submission, path: str) -> list[str]:
        lines = "".join(sent.get(path, ())[:1]).splitlines()
        return [text for line in lines if (text := in_one_line(line))]

    def to_write(self, now: list[str], before: Raw) -> list[str] | str | None:
        is_text = isinstance(before, str) or (self.alone and before is None)
        return now[0] if len(now) == 1 and is_text else now or None


class Perspectives(Kind):
    """A text in up to three perspectives, some empty."""

    shape = "said"

    def normal(self, value: Raw) -> tuple[str, ...]:
        if isinstance(value, dict) and value and set(value) <= set(PERSPECTIVES):
            return tuple(as_text(value.get(key)) for key in PERSPECTIVES)
        return (as_text(value), "", "")

    def read(self, sent: Submission, path: str) -> tuple[str, ...]:
        return tuple(one(sent, f"{path}.{key}") for key in PERSPECTIVES)

    def to_write(self, now: Sequence[str], _before: Raw = None) -> str | dict[str, str] | None:
        if not any(now[1:]):
            return now[0] or None
        return {key: text for key, text in zip(PERSPECTIVES, now, strict=True) if text}


WORDING = Perspectives()
