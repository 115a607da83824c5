"""Files renamed and removed, with what refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guide.edit.writing.document import Document, Layout, fingerprint
from guide.edit.writing.fields import CannotWrite, Raw
from guide.edit.writing.saving import PAGES, SAVING, SHARED, Shelf, write_all

_NAMING = ("standard", "standarder", "går forud for")
"""The fields that name standards."""


@dataclass(frozen=True, slots=True)
class Move:
    """A file of a municipality, to be renamed or removed."""

    shelf: Shelf
    slug: str
    name: str

    @property
    def _path(self) -> Path:
        return self.shelf.path(self.slug, self.name)

    @property
    def translations(self) -> list[Path]:
        """The same file in other languages."""
        return [path for path in self._translated() if path == self._in_language(path, self.name)]

    def _translated(self) -> Iterator[Path]:
        """What is translated of the municipality."""
        for folder in sorted(self.shelf.content.glob(f"[!.]*/{self.slug}")):
            if folder.parent.name != SHARED:
                yield from sorted(path for path in folder.rglob("*.yaml") if not self.shelf.leads_away(path))

    def _in_language(self, path: Path, name: str) -> Path:
        """Where a file of this name is, in that language."""
        language = path.relative_to(self.shelf.content).parts[0]
        return self.shelf.content / language / self.slug / f"{name.removesuffix('.yaml')}.yaml"

    @property
    def mentions(self) -> list[Path]:
        """The files of the municipality that name this one."""
        return [path for path, _text in self._rewritten("x") if path != self._path and not self.shelf.is_draft(path)]

    def _written(self) -> Iterator[Path]:
        """All that is written of the municipality, drafts too."""
        folder = self._path.parents[self.name.count("/")]
        yield from [*sorted(folder.rglob("*.md")), *sorted(folder.glob("*.yaml")), *self._translated()]
        yield from sorted(self.shelf.draft_folder(self.slug).rglob("*.md"))

    def _rewritten(self, new: str) -> Iterator[tuple[Path, str]]:
        """The files that name this one, with a new name."""
        if self.name.endswith(".yaml"):
            return
        for path in self._written():
            if self.shelf.leads_away(path):
                continue
            with suppress(UnicodeDecodeError):  # the check says so
                written = path.read_bytes().decode()
                plain = written.replace("\r\n", "\n")
                layout: Layout = "mapping" if ".yaml" in path.name else "front matter"
                if (text := with_new_name(plain, layout, self.name, new)) != plain:
                    yield path, text.replace("\n", "\r\n") if plain != written else text

    def remove(self, base: str, mark: str) -> list[Path]:
        """Remove the file and its translations; a draft remains.

        Raises:
            WasChanged: the file has not the fingerprint ``base`` any more.
        """
        with SAVING:
            text = self.shelf.unchanged(self.slug, self.name, base)
            self.shelf.keep(self.slug, self.name, mark, fingerprint(""), text)
            removed = [self._path, *self.translations]
            for path in removed:
                path.unlink(missing_ok=True)
        return removed

    def rename(self, new: str, base: str) -> list[Path]:
        """Rename the file and its translations, and what names it.

        Raises:
            WasChanged: the file has not the fingerprint ``base`` any more.
            FileExistsError: there is one of that name already.
        """
        with SAVING:
            self.shelf.unchanged(self.slug, self.name, base)
            to = self.shelf.path(self.slug, new)
            moved = {path: self._in_language(path, new) for path in self.translations} | {self._path: to}
            if any(other.exists() for other in moved.values()):
                raise FileExistsError(new)
            rewritten = dict(self._rewritten(new.removeprefix(PAGES)))
            write_all(rewritten)
            for draft in self.shelf.drafts(self.slug, self.name):
                draft.path.rename(draft.path.with_name(f"{to.stem}.{draft.mark}.{draft.base}.md"))
            for path, other in moved.items():
                path.rename(other)
        others = (path for path in rewritten if path not in moved and not self.shelf.is_draft(path))
        return [*others, *moved, *moved.values()]


def with_new_name(text: str, layout: Layout, name: str, new: str) -> str:
    """A text where a standard or page has another name."""
    kind, old = ("side", name.removeprefix(PAGES)) if name.startswith(PAGES) else ("standard", name)
    text = re.sub(rf"\b{kind}:{re.escape(old)}(?![\w-])", f"{kind}:{new}", text)
    if kind == "standard":
        with suppress(CannotWrite):
            document = Document(text, layout)
            return document.with_values(_renamed(document.fields, old, new)).text
    return text


def _renamed(value: Raw, old: str, new: str, key: str = "") -> Raw:
    """A field's value where a standard has another name."""
    if isinstance(value, dict):
        return {name: _renamed(part, old, new, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, old, new, key) for part in value]
    return new if key in _NAMING and value == old else value
