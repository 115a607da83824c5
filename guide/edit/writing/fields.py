"""Changes in YAML; the rest stays to the letter.

A whole file written anew by a library would break lines elsewhere. So the lines are cut into pieces, one per field
and one per part of a list, and only the pieces with a change are written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise
from textwrap import wrap
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

Raw: TypeAlias = Any
"""A value as YAML has it: text, list or mapping of these, or nothing."""

_WIDTH = 118
_UNBROKEN = 100_000
_NOTE = re.compile(r"(?:^|\s)(# .*)$")
_FLOWING = re.compile(r"[\wæøåÆØÅ.-]+")
"""Ids and numbers: a list of them is one line."""
_UNSAFE = re.compile(r"^[\s>|@`\"'%&*!?#{}\[\],-]|: |:$| #|^$")


class _TextResolver(VersionedResolver):
    """Every scalar is text, as the guide reads it."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        return {}


class CannotWrite(ValueError):
    """The fields cannot be read."""


@dataclass(frozen=True, slots=True)
class Changes:
    """New values of some keys; ``None`` removes one.

    ``order`` says where a new key goes.
    """

    values: Mapping[str, Any]
    order: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: old number, and changes."""

    origin: int | None
    changes: Changes = field(default_factory=lambda: Changes({}))


def are_mappings(value: Raw) -> bool:
    """Whether it is a list of mappings."""
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


def plain(front: str) -> dict[str, Any]:
    """The fields, every scalar as text; raises ``CannotWrite``."""
    try:
        values = YAML(typ="base", pure=True).load(front)
    except (YAMLError, ValueError, RecursionError) as error:
        raise CannotWrite(str(error)) from error
    if not isinstance(values or {}, dict):
        raise CannotWrite("no fields")
    return values or {}


def with_changes(front: str, changes: Changes) -> str:
    """The fields with these changes."""
    if not changes:
        return front
    root = _library().load(front) or CommentedMap()
    pieces = _by_key(front, root)
    for key, value in changes.values.items():
        if value is None:
            pieces.pop(key, None)
        elif key in pieces:
            try:
                pieces[key] = _piece_with(pieces[key], key, root, value)
            except YAMLError as error:  # it may refer to another piece
                raise CannotWrite(str(error)) from error
        else:
            new = CommentedMap({key: _styled(_as_new(value))})
            rest, place = list(pieces.items()), _place(pieces, key, changes.order)
            pieces = dict([*rest[:place], (key, _dumped(new).splitlines(keepends=True)), *rest[place:]])
    written = "".join(line for piece in pieces.values() for line in piece)
    plain(written)
    return written


def pieces_of(front: str) -> dict[str, str]:
    """The lines of each field, its notes included."""
    plain(front)
    return {key: "".join(piece) for key, piece in _by_key(front, _library().load(front) or CommentedMap()).items()}


def _by_key(front: str, root: CommentedMap) -> dict[str, list[str]]:
    keys = list(root)
    pieces = _pieces(front.splitlines(keepends=True), [root.lc.key(key)[0] for key in keys], 0)
    return dict(zip(keys, pieces, strict=True))


def as_yaml(value: object) -> str:
    """A value as it would be in a file."""
    return value if isinstance(value, str) else _dumped(_styled(value), 0).strip()


def _library(column: int = 2, width: int = _WIDTH) -> YAML:
    library = YAML()
    library.Resolver = _TextResolver
    library.preserve_quotes = True
    library.width = width
    library.indent(mapping=2, sequence=column + 2, offset=column)
    return library


def _dumped(node: object, column: int = 2) -> str:
    for width in (_WIDTH, _UNBROKEN):
        out = StringIO()
        _library(column, width).dump(node, out)
        # The library breaks a long key, and then cannot read it.
        with suppress(YAMLError):
            YAML(typ="base", pure=True).load(out.getvalue())
            return out.getvalue()
    raise CannotWrite("the library cannot read what it wrote")


def _pieces(lines: list[str], starts: Sequence[int], column: int) -> list[list[str]]:
    """The lines cut where each part begins, its notes included."""
    begin = []
    for number, start in enumerate(starts):
        least = starts[number - 1] + 1 if number else 0
        while start > least and re.match(rf" {{{column}}}#", lines[start - 1]):
            start -= 1  # noqa: PLW2901  # the piece begins with its notes
        begin.append(start)
    if begin:
        begin[0] = 0
    return [lines[start:end] for start, end in pairwise([*begin, len(lines)])]


def _piece_with(piece: list[str], key: str, root: CommentedMap, value: object) -> list[str]:
    """The lines of a field with its new value."""
    old = root[key]
    first = next(number for number, line in enumerate(piece) if not re.match(r"\s*(#|$)", line))
    parts = isinstance(old, CommentedSeq) and not old.fa.flow_style() and _are_parts(value) and len(old)
    if parts:
        offset = root.lc.key(key)[0] - first
        places = [old.lc.item(number) for number in range(len(old))]
        starts, column = [line - offset for line, _column in places], places[0][1] - 2
        if all(piece[start][column : column + 1] == "-" for start in starts):
            within = _pieces(piece[first + 1 :], [start - first - 1 for start in starts], column)
            return piece[: first + 1] + _listed(within, value, column)  # type: ignore[arg-type]  # these are parts
    return _remade(piece, Changes({key: value}))


def _listed(pieces: list[list[str]], parts: Sequence[Part], column: int) -> list[str]:
    """The lines of the parts, with empty ones as before."""
    between, below = _empty_below(pieces[0]) if len(pieces) > 1 else [], _empty_below(pieces[-1])
    pieces = [*pieces[:-1], _filled(pieces[-1])]
    written = [_part_lines(pieces, part, column) for part in parts]
    spaced = [piece if _empty_below(piece) else piece + between for piece in written[:-1]]
    return [line for piece in (*spaced, *map(_filled, written[-1:])) for line in piece] + below


def _part_lines(pieces: list[list[str]], part: Part, column: int) -> list[str]:
    if part.origin is None:
        return _dumped(CommentedSeq([_styled(_as_new(part.changes))]), column).splitlines(keepends=True)
    return _remade(pieces[part.origin], part.changes, column) if part.changes else pieces[part.origin]


def _empty_below(piece: list[str]) -> list[str]:
    """The empty lines at its end."""
    return piece[len(_filled(piece)) :]


def _filled(piece: list[str]) -> list[str]:
    """The piece without the empty lines at its end."""
    text = [number for number, line in enumerate(piece, 1) if line.strip()]
    return piece[: text[-1] if text else 0]


def _remade(piece: list[str], changes: Changes, column: int | None = None) -> list[str]:
    """A piece written anew, with its notes and empty lines.

    A note inside whose place is no longer there goes to the top.
    """
    is_text = [not re.match(r"\s*(#|$)", line) for line in piece]
    first, last = is_text.index(True), len(is_text) - is_text[::-1].index(True)
    node = _library().load("".join(piece[first:last]))
    _apply(node[0] if isinstance(node, CommentedSeq) else node, changes)
    lines = _dumped(node, 2 if column is None else column).splitlines(keepends=True)
    written = "".join(lines)
    lost = [match[1] for line in piece[first:last] if (match := _NOTE.search(line.rstrip("\n")))]
    notes = [f"{' ' * (column or 0)}{note}\n" for note in lost if note not in written]
    return [*piece[:first], *notes, *lines, *piece[last:]]


def _apply(node: CommentedMap, changes: Changes) -> None:
    """Write the changes into the library's own fields."""
    if any(isinstance(value, list) and not _is_short(value) for value in changes.values.values()):
        node.fa.set_block_style()
    flows = bool(node.fa.flow_style())
    for key, value in changes.values.items():
        old = node.get(key)
        if value is None:
            node.pop(key, None)
        elif isinstance(value, Changes) and isinstance(old, CommentedMap):
            _apply(old, value)
        elif _are_parts(value) and isinstance(old, CommentedSeq):
            before = list(old)
            old[:] = [_part(before, part) for part in value]
        elif key in node:
            flowed = isinstance(value, list) and isinstance(old, CommentedSeq) and bool(old.fa.flow_style())
            node[key] = _styled(_as_new(value), flows=flows or flowed)
        else:
            node.insert(_place(node, key, changes.order), key, _styled(_as_new(value), flows=flows))


def _part(before: Sequence[Any], part: Part) -> object:
    if part.origin is None:
        return _styled(_as_new(part.changes))
    if part.changes:
        _apply(before[part.origin], part.changes)
    return before[part.origin]


def _place(keys: Iterable[str], key: str, order: tuple[str, ...]) -> int:
    """Where a new key goes: behind all before it."""
    later = order[order.index(key) :] if key in order else ()
    return max((number for number, other in enumerate(keys, 1) if other not in later), default=0)


def _are_parts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, Part) for part in value)


def _as_new(value: object) -> object:
    """Changes as the whole value, where there was none."""
    if isinstance(value, Part):
        return _as_new(value.changes)
    if isinstance(value, Changes):
        return {key: _as_new(part) for key, part in value.values.items() if part is not None}
    if isinstance(value, dict):
        return {key: _as_new(part) for key, part in value.items()}
    return [_as_new(part) for part in value if part is not None] if isinstance(value, list) else value


def _styled(value: object, *, flows: bool = False) -> object:
    """A value as an editor would write it."""
    if value is None:
        return ""  # an answer without a sentence
    if isinstance(value, dict):
        mapping = CommentedMap({key: _styled(part, flows=flows) for key, part in value.items()})
        if flows or (value and all(_is_short(part) for part in value.values())):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq([_styled(part, flows=flows) for part in value])
        if flows or _is_short(value):
            sequence.fa.set_flow_style()
        return sequence
    text = str(value)
    if not flows and len(text) > _WIDTH - 20:
        folded = FoldedScalarString(text)
        ends = [len(line) for line in wrap(text, _WIDTH - 8, break_long_words=False, break_on_hyphens=False)]
        folded.fold_pos = [sum(ends[: number + 1]) + number for number in range(len(ends) - 1)]
        return folded
    needs_quotes = _UNSAFE.search(text) or (flows and re.search(r"[,\[\]{}]", text))
    return DoubleQuotedScalarString(text) if needs_quotes else text


def _is_short(value: object) -> bool:
    """Ids, or a list of them."""
    parts = value if isinstance(value, list) else [value]
    return all(isinstance(part, str) and _FLOWING.fullmatch(part) for part in parts)
