"""A file as fields and sections of text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from textwrap import dedent
from typing import Any, Literal, TypeAlias

from guide.content.texts.prose import SECTIONS
from guide.edit.writing.fields import CannotWrite, Changes, Part, Raw, are_mappings, pieces_of, plain, with_changes

_FENCE = re.compile(r"\A(\ufeff?---[ \t]*\n)(.*?\n)?(---[ \t]*(?:\n|\Z))", re.DOTALL)
_NOTES = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")
LISTED = "poster"
"""The name that the list gets, where a file is nothing but one."""

Layout: TypeAlias = Literal["front matter", "mapping", "list"]
_HEADING = re.compile(r'##[ \t]+([^\n{]+?)[ \t]*\{#([a-z-]+)(?:[ \t]+kilde="([^"\n]*)")?\}[ \t]*\n?')


@dataclass(frozen=True, slots=True)
class Passage:
    """A section; ``written`` is as in the file."""

    id: str
    heading: str = ""
    part: str = ""
    """What it is based on in the source."""
    text: str = ""
    written: str = ""

    @property
    def marked(self) -> str:
        """The heading with its mark."""
        part = f' kilde="{self.part}"' if self.part else ""
        return f"## {self.heading} {{#{self.id}{part}}}\n"


@dataclass(frozen=True)
class Document:
    """The text of a file, to be changed."""

    text: str
    layout: Layout = "front matter"

    @cached_property
    def _cut(self) -> tuple[str, str, str, str]:
        """What is before the fields, the fields, and what follows."""
        if self.layout != "front matter":
            start = _NOTES.match(self.text)[0]  # type: ignore[index]  # nothing matches too
            rest = self.text[len(start) :]
            if rest and self.layout == "mapping":
                return "", self.text, "", ""
            return start, f"{LISTED}:\n{rest}" if rest else "", "", ""
        if not (match := _FENCE.match(self.text)):
            raise CannotWrite("no fields between two lines with ---")
        return match[1], match[2] or "", match[3], self.text[match.end() :]

    @cached_property
    def fields(self) -> dict[str, Any]:
        """All fields; raises ``CannotWrite`` where they cannot be read."""
        fields = plain(self._cut[1])
        if self.layout == "list" and not isinstance(fields.get(LISTED, []), list):
            raise CannotWrite("not a list")
        return fields

    @property
    def body(self) -> str:
        return self._cut[3].strip("\n")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sections; one without a mark has no id."""
        pieces = re.split(r"(?m)^(?=## )", self._cut[3])
        return tuple(_passage(piece) for piece in pieces if piece)

    @property
    def by_key(self) -> dict[str, Passage]:
        """The sections by id or text, doubles too."""
        found: dict[str, Passage] = {}
        for passage in self.passages:
            key = passage.id or passage.written
            while key in found:
                key += " "
            found[key] = passage
        return found

    @property
    def pieces(self) -> dict[str, str]:
        """All of the text, cut into fields and sections."""
        start, fields, end, _body = self._cut
        passages = {f"afsnit.{key}" if one.id else key: one.written for key, one in self.by_key.items()}
        return {"---": start, **pieces_of(fields), "--- ": end, **passages}

    def with_fields(self, changes: Changes) -> Document:
        """The document with changed fields; YAML without any is empty."""
        start, fields, end, body = self._cut
        if not changes:
            return self
        written = with_changes(fields, changes)
        if self.layout == "list":
            written = _without_name(written) if fields else dedent(_without_name(written))
        if self.layout != "front matter" and not written.strip():
            return Document("", self.layout)
        return Document(start + written + end + body, self.layout)

    def with_values(self, fields: Mapping[str, Any]) -> Document:
        """The document with these fields; only what differs is rewritten.

        Of a list of mappings that is as long as before each part changes where it is; one that is ``None`` is removed.
        """
        return self.with_fields(_changes(self.fields, fields))

    def with_body(self, body: str) -> Document:
        start, fields, end, old = self._cut
        if plain_lines(body).strip() == old.strip():
            return self
        return Document(f"{start}{fields}{end}\n{_lines(body)}\n")

    def with_passages(self, passages: Sequence[Passage]) -> Document:
        """The sections anew; one without text is removed."""
        new = {passage.id: replace(passage, text=_lines(passage.text)) for passage in passages}
        kept: list[Passage] = []
        for old in self.passages:
            now = new.pop(old.id, None) if old.id else old
            if now is None or replace(now, written=old.written) == old:
                kept.append(old)
            elif now.text:
                kept.append(replace(now, written=_rewritten(old, now)))
        for passage in new.values():
            if passage.text:
                before = [number for number, other in enumerate(kept, 1) if _comes_before(other, passage)]
                kept.insert(max(before, default=0), replace(passage, written=""))
        start, fields, end, _body = self._cut
        return Document(f"{start}{fields}{end}{_joined(kept)}")


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    keys = dict.fromkeys([*old, *new])
    return Changes({key: _change(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)})


def _change(old: Raw, new: Raw) -> Raw:
    if isinstance(old, dict) and isinstance(new, dict):
        return _changes(old, new)
    if isinstance(new, list) and are_mappings(old) and len(old) == len(new):
        return [Part(number, _changes(old[number], part)) for number, part in enumerate(new) if part is not None]
    return new


def _without_name(written: str) -> str:
    return written.removeprefix(f"{LISTED}:\n")


def _joined(passages: Sequence[Passage]) -> str:
    """The text below the fields."""
    body = ""
    for passage in passages:
        if not passage.written and not body.endswith("\n\n"):
            body = f"{body.rstrip()}\n\n" if body.strip() else "\n"
        elif passage.written.strip() and body.strip() and not body.endswith("\n\n"):
            body += "\n"
        body += passage.written or f"{passage.marked}\n{passage.text.strip()}\n"
    return body


def _passage(written: str) -> Passage:
    if match := _HEADING.match(written):
        return Passage(match[2], match[1], match[3] or "", written[match.end() :].strip(), written)
    return Passage("", written=written)


def _rewritten(old: Passage, now: Passage) -> str:
    """The changed section, with the empty lines that it had."""
    heading, _end, rest = old.written.partition("\n")
    is_same = (old.heading, old.part) == (now.heading, now.part)
    around = rest.partition(old.text) if old.text else ("\n", "", "\n")
    return f"{heading}\n" * is_same + now.marked * (not is_same) + around[0] + now.text + around[2]


def _comes_before(other: Passage, passage: Passage) -> bool:
    order = (*SECTIONS, passage.id)
    return not other.id or other.id not in order or order.index(other.id) < order.index(passage.id)


def plain_lines(text: str) -> str:
    """A text from a browser, with the file's line ends."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> str:
    """The same without empty space at its ends."""
    return "\n".join(line.rstrip() for line in plain_lines(text).split("\n")).strip("\n")


def fingerprint(text: str) -> str:
    """Short, and another one for any other text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merged(base: str, mine: str, theirs: str, layout: Layout) -> tuple[str, tuple[str, ...]]:
    """The text with what two editors changed.

    The smallest piece is a field, or a section of the text. Where both changed the same one, mine is taken, and its
    name is returned.

    Raises:
        CannotWrite: the fields of a text cannot be read.
    """
    before, own, others = (Document(text, layout).pieces for text in (base, mine, theirs))
    both = tuple(
        key
        for key in dict.fromkeys([*own, *others])
        if own.get(key) != before.get(key) != others.get(key) and own.get(key) != others.get(key)
    )
    taken = {key: piece for key, piece in others.items() if own.get(key) == before.get(key)}
    order = list(others)
    for number, key in enumerate(own):
        if own[key] != before.get(key):
            taken[key] = own[key]
            if key not in order:
                earlier = [order.index(other) for other in list(own)[:number] if other in order]
                order.insert(max(earlier, default=-1) + 1, key)
    return "".join(taken[key].removeprefix(f"{LISTED}:\n") for key in order if key in taken), both
