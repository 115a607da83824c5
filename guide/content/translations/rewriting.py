"""Other texts in a file of pairs.

What is not touched stays to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from guide.content.syntax.clutter import mended
from guide.content.translations.pairs import one_line
from guide.content.translations.skeleton import block, pair_as_text

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML refuses, or takes for the end of a line."""
_NOTE = re.compile(r"\s(#.*)$")


class CannotRewrite(ValueError):
    """The pairs cannot be read, or not written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair as written.

    Args:
        danish: the Danish text.
        text: the translation, perhaps empty.
        lead: empty lines and notes before it.
        written: its own lines.
        line: the number of the first of these.
    """

    danish: str
    text: str
    lead: str
    written: str
    line: int

    @property
    def key(self) -> str:
        """The Danish as the guide compares it."""
        return key_of(self.danish)

    @property
    def note(self) -> str:
        """What somebody has written above it."""
        lines = (line.strip().removeprefix("#").strip() for line in self.lead.split("\n"))
        return "\n".join(line for line in lines if line)

    def has(self, line: int) -> bool:
        """Whether a line is one of its own."""
        return self.line <= line < self.line + self.written.count("\n")


@dataclass(frozen=True, slots=True)
class Paired:
    """The text of a file of pairs, cut up."""

    language: str
    entries: tuple[Entry, ...] = ()
    head: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        """The file; empty without pairs.

        Raises:
            CannotRewrite: it would be read as other pairs.
        """
        if not self.entries:
            return ""
        text = self.head + "".join(f"{entry.lead}{entry.written}" for entry in self.entries) + self.tail
        found = [(entry.danish, entry.text) for entry in cut(text, self.language).entries]
        if found != [(entry.danish, entry.text) for entry in self.entries]:
            raise CannotRewrite("other pairs")
        return text

    def with_text(self, key: str, text: str, danish: str | None = None) -> Paired:
        """One pair with another translation, perhaps of another Danish text."""
        return replace(self, entries=tuple(self._changed(entry, key, text, danish) for entry in self.entries))

    def _changed(self, entry: Entry, key: str, text: str, danish: str | None) -> Entry:
        if entry.key != key:
            return entry
        written = _with_value(entry.written, self.language, text)
        if danish is not None:
            written = _with_value(written, "da", danish)
        return replace(entry, danish=entry.danish if danish is None else danish, text=text, written=written)

    def without(self, key: str) -> Paired:
        return replace(self, entries=tuple(entry for entry in self.entries if entry.key != key))

    def with_new(self, danish: str, text: str, before: list[str]) -> Paired:
        """One pair more, behind those before it."""
        known = {entry.key: number for number, entry in enumerate(self.entries, 1)}
        place = next((known[key] for key in reversed(before) if key in known), 0)
        new = Entry(danish, text, "\n" if place else "", pair_as_text(danish, text, self.language), 0)
        after = list(self.entries[place:])
        if not place and after and not after[0].lead.startswith("\n"):
            after[0] = replace(after[0], lead=f"\n{after[0].lead}")
        return replace(self, entries=(*self.entries[:place], new, *after))


def key_of(danish: str) -> str:
    return one_line(mended(unicodedata.normalize("NFC", danish)))


def plain_text(typed: str) -> str:
    """What somebody typed, as a file can hold it."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_ODD.sub(" ", unicodedata.normalize("NFC", line)).rstrip() for line in lines).strip()


def cut(text: str, language: str) -> Paired:
    """The pairs of a text; raises ``CannotRewrite`` for any other."""
    if _ODD.search(text):
        raise CannotRewrite("characters that YAML takes otherwise")
    if text and not text.endswith("\n"):
        text += "\n"
    root = _composed(text)
    if root is None:
        return Paired(language, head=text)
    if not isinstance(root, yaml.SequenceNode) or root.flow_style:
        raise CannotRewrite("no list")
    lines = text.splitlines(keepends=True)
    starts, ends = [], []
    for item in root.value:
        starts.append(next(n for n in range(item.start_mark.line, -1, -1) if re.match(r" *-(\s|$)", lines[n])))
        ends.append(max(map(_end, _values(item))))
    ends = [_last(lines, end) for end in ends]
    leads = ["".join(lines[end:start]) for end, start in zip([0, *ends], starts, strict=False)]
    head, _blank, own = leads[0].rpartition("\n\n") if leads else ("", "", "")
    leads[:1] = [own]
    entries = [
        Entry(*_texts(item, language), lead, "".join(lines[start:end]), start + 1)
        for item, lead, start, end in zip(root.value, leads, starts, ends, strict=True)
    ]
    return Paired(language, tuple(entries), f"{head}{_blank}", "".join(lines[ends[-1] :] if ends else []))


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise CannotRewrite(str(error)) from error


def _values(item: yaml.Node) -> Iterator[yaml.Node]:
    """The values of a pair; nothing else is in one."""
    if not isinstance(item, yaml.MappingNode) or not item.value:
        raise CannotRewrite("no pair")
    for _key, value in item.value:
        if not isinstance(value, yaml.ScalarNode):
            raise CannotRewrite("no text")
        yield value
    if item.flow_style:
        yield item


def _texts(item: yaml.MappingNode, language: str) -> tuple[str, str]:
    found = {str(key.value): str(value.value).strip() for key, value in item.value}
    return found.get("da", ""), found.get(language, "")


def _end(node: yaml.Node) -> int:
    """The number of the line after a node."""
    mark = node.end_mark
    return int(mark.line) + (getattr(node, "style", "") not in ("|", ">"))


def _last(lines: list[str], end: int) -> int:
    """The same without empty lines at the end."""
    while not lines[end - 1].strip():
        end -= 1
    return end


def _with_value(written: str, name: str, value: str) -> str:
    """A pair's lines with another value, its notes included."""
    item = _composed(written).value[0]  # type: ignore[union-attr]  # it has been read before
    lines = written.splitlines(keepends=True)
    number = next((n for n, (key, _value) in enumerate(item.value) if key.value == name), None)
    if item.flow_style:
        texts = {str(key.value): str(old.value) for key, old in item.value} | {name: value}
        language = next(key for key in texts if key != "da")
        return pair_as_text(texts.get("da", ""), texts[language], language)
    column = item.value[0][0].start_mark.column
    if number is None:
        return f"{written}{' ' * column}{name}: {block(value, column + 2)}"
    key, old = item.value[number]
    start, end = key.start_mark.line, _last(lines, _end(old))
    beside = lines[start] if old.style in ("|", ">") else lines[end - 1][old.end_mark.column :]
    note = f"{' ' * column}{match[1]}\n" if (match := _NOTE.search(beside.rstrip("\n"))) else ""
    new = f"{lines[start][: key.start_mark.column]}{name}: {block(value, column + 2)}{note}"
    return "".join([*lines[:start], new, *lines[end:]])
