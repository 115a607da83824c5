"""A translation beside its Danish, and what somebody types."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from guide.content import Problem, shown
from guide.content.translations.rewriting import Entry, Paired, key_of, plain_text
from guide.content.translations.skeleton import ALIKE, pairs_of, shown_of, slug_of
from guide.municipality import Guide
from guide.translation import SHARED, Translation


@dataclass(frozen=True, slots=True)
class Row:
    """A Danish text with its translation.

    Args:
        danish: as written; of a pair whose Danish is gone, what it said.
        where: the place in the Danish file.
        state: ``wrong``, ``stale``, ``gone``, ``missing`` or ``done``.
        text: the translation, perhaps of ``before``.
        before: what the Danish said when it was translated, if that is another text.
        note: what somebody has written above the pair.
        problems: what the check says of it.
        other: what somebody else has saved meanwhile.
    """

    danish: str
    where: str
    state: str
    text: str = ""
    before: str = ""
    note: str = ""
    problems: tuple[Problem, ...] = ()
    other: str = ""

    @property
    def id(self) -> str:
        """The name of its fields."""
        return id_of(self.danish)

    @property
    def origin(self) -> str:
        """The name of the fields of its former pair."""
        return id_of(self.before or self.danish)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed, by the ids of the rows.

    Args:
        texts: other translations than those in the boxes before.
        fitting: stale translations that still fit.
        dropped: pairs to delete.
        before: what was in the boxes.
    """

    texts: Mapping[str, str]
    fitting: frozenset[str]
    dropped: frozenset[str]
    before: Mapping[str, str]

    @property
    def ids(self) -> frozenset[str]:
        """The rows that it says something of."""
        return self.fitting | self.dropped | self.texts.keys()

    def on(self, row: Row) -> Row:
        """A row with what was typed in its box."""
        if row.id not in self.texts:
            return row
        other = row.text if row.text not in (self.before.get(row.id), self.texts[row.id]) else ""
        return replace(row, text=self.texts[row.id], other=other)

    def without_row(self, rows: list[Row]) -> list[str]:
        """Texts whose Danish is not there any more."""
        there = {row.id for row in rows}
        return [text for id_, text in self.texts.items() if id_ not in there and text]


def typed_in(form: Mapping[str, str], base: Paired) -> Typed:
    """What a form says, beside the pairs before it."""
    translated = {id_of(entry.danish): entry.text for entry in base.entries}
    names = [name.removeprefix("tekst.") for name in form if name.startswith("tekst.")]
    before = {id_: plain_text(translated.get(form.get(f"af.{id_}", id_), "")) for id_ in names}
    texts = {id_: plain_text(form[f"tekst.{id_}"]) for id_ in names}
    return Typed(
        {id_: text for id_, text in texts.items() if text != before[id_]},
        _ticked(form, "passer."),
        _ticked(form, "slet."),
        before,
    )


def _ticked(form: Mapping[str, str], what: str) -> frozenset[str]:
    return frozenset(name.removeprefix(what) for name in form if name.startswith(what))


def id_of(danish: str) -> str:
    return hashlib.sha256(key_of(danish).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Side:
    """A file of pairs, and its Danish.

    Args:
        guide: as read with these pairs.
        problems: those of the whole content.
        content: the folder of the content.
        copy: the one that the guide was read from.
        language: of the pairs.
        file: the Danish file below ``da/``.
        text: the file of pairs.
        paired: the same, cut up.
    """

    guide: Guide
    problems: tuple[Problem, ...]
    content: Path
    copy: Path
    language: str
    file: str
    text: str
    paired: Paired

    @cached_property
    def own_problems(self) -> list[Problem]:
        """What the check says of these pairs."""
        return [problem for problem in self.problems if problem.file == self._name]

    @property
    def _name(self) -> str:
        return shown(pairs_of(self.copy, self.language, self.file))

    @cached_property
    def rows(self) -> list[Row]:
        """Each text once, in the order of the Danish file."""
        translation = self.guide.translations.get(self.language, Translation(self.language))
        stale = {key_of(danish) for file, _line, danish in translation.stale if file == self._name}
        known = {**translation.texts.get(SHARED, {}), **translation.texts.get(slug_of(self.guide, self.file), {})}
        there = {entry.key: entry for entry in reversed(self.paired.entries)}
        old = {key: there[key] for key in stale & there.keys()}
        rows = []
        for key, (written, said) in shown_of(self.guide, self.content / "da" / self.file, self.file).items():
            entry = there.pop(key, None)
            if entry and entry.text:
                rows.append(self._row(entry, written.where))
            elif entry or not all(text in known for text in said):
                rows.append(Row(written.text, written.where, "missing", note=entry.note if entry else ""))
                if near := get_close_matches(key, old, n=1, cutoff=ALIKE):
                    before = old.pop(there.pop(near[0]).key)
                    rows[-1] = replace(rows[-1], state="stale", text=before.text, before=before.danish)
        rest = (entry for entry in self.paired.entries if there.get(entry.key) == entry and entry.text)
        return rows + [self._row(entry, "", "gone" if entry.key in stale else "") for entry in rest]

    def _row(self, entry: Entry, where: str, state: str = "") -> Row:
        problems = tuple(problem for problem in self.own_problems if entry.has(problem.line))
        state = state or ("wrong" if problems else "done")
        return Row(entry.danish, where, state, entry.text, note=entry.note, problems=problems)

    def with_typed(self, typed: Typed) -> Paired:
        """The pairs as somebody has typed them."""
        paired = self.paired
        before: list[str] = []
        there = {entry.key for entry in paired.entries}
        for row in self.rows:
            key, text = key_of(row.danish), typed.texts.get(row.id, row.text)
            is_meant = row.id in typed.texts or row.id in typed.fitting
            if row.state == "gone" and row.id in typed.dropped:
                paired = paired.without(key)
            elif is_meant and key in there:
                paired = paired.with_text(key, text)
                paired = paired.without(key_of(row.before)) if row.before else paired
            elif is_meant and row.before:
                paired = paired.with_text(key_of(row.before), text, row.danish)
            elif is_meant:
                paired = paired.with_new(row.danish, text, before)
            before.append(key)
        return paired
