"""Files and drafts on the disk, and git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from guide.content.files.own_layer import LAW_CHANGES, OWN_FILES, QUESTIONS, RATES, TALK
from guide.content.files.slugs import SLUG, slug_problem
from guide.edit.writing.document import fingerprint

OWN_FILE = "kommune"
PAGES = "sider/"
SHARED = "da"
"""Stands for a municipality where a file is shared; none can be called so, for it is the code of a language."""
GLOSSARY, LETTERS = "ordbog.yaml", "breve.yaml"
SHARED_FILES = (QUESTIONS, RATES, LAW_CHANGES, GLOSSARY, TALK, LETTERS)
_DRAFTS = ".kladder"
"""The folder of drafts, beside ``da``; the guide does not read it."""

SAVING = Lock()
"""Nobody saves between another one's look and their writing."""

_MARK = re.compile(r"[0-9a-f]{8,32}")
_DRAFT = re.compile(rf"({_MARK.pattern})\.({_MARK.pattern})\.md")


class WasChanged(Exception):
    """Somebody else has saved the file meanwhile."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written and not saved.

    ``base`` is the fingerprint of the file that it began from.
    """

    path: Path
    mark: str
    base: str

    @property
    def time(self) -> datetime:
        return datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files that the editor may write.

    They are those of a municipality, ``da/<municipality>/<name>``, and the shared ones that are there, ``da/<name>``.
    A name is without ``.md``: ``kommune``, ``ledsagelse``, ``sider/vum``, ``satser.yaml``.
    """

    content: Path

    def municipalities(self) -> list[str]:
        slugs = (path.parent.name for path in (self.content / "da").glob(f"*/{OWN_FILE}.md"))
        return sorted(slug for slug in slugs if self.has(slug, OWN_FILE))

    def texts(self, slug: str) -> list[str]:
        """A municipality's standards and pages, or the shared pages."""
        folder = self._folder(slug)
        paths = (*folder.glob("*.md"), *folder.glob(f"{PAGES}*.md"))
        names = (path.relative_to(folder).with_suffix("").as_posix() for path in paths)
        return sorted(name for name in names if name != OWN_FILE and self.has(slug, name))

    def shared(self) -> list[str]:
        """The files of YAML that this folder shares."""
        return [name for name in SHARED_FILES if self.has(SHARED, name)]

    def drafted(self, slug: str) -> list[str]:
        """The names that have drafts and no file."""
        folder = self.draft_folder(slug)
        names = {path.relative_to(folder).as_posix().rsplit(".", 3)[0] for path in folder.rglob("*.md")}
        known = (name for name in names if self.has(slug, name) and any(self.drafts(slug, name)))
        return sorted(name for name in known if not self._path(slug, name).is_file())

    def _folder(self, slug: str) -> Path:
        return self.content / "da" / ("" if slug == SHARED else slug)

    def path(self, slug: str, name: str) -> Path:
        """Where a file is; raises ``LookupError`` for any other place."""
        if not self.has(slug, name):
            raise LookupError(slug, name)
        return self._path(slug, name)

    def has(self, slug: str, name: str) -> bool:
        """Whether a file is or may be there."""
        path = self._path(slug, name)
        return self._is_known(slug, name, path) and not self.leads_away(path)

    def _path(self, slug: str, name: str) -> Path:
        return self._folder(slug) / (name if name.endswith(".yaml") else f"{name}.md")

    def _is_known(self, slug: str, name: str, path: Path) -> bool:
        if slug == SHARED:
            return (name in SHARED_FILES or _is_page(name)) and path.is_file()
        is_there = not slug_problem(slug) and (self._folder(slug) / f"{OWN_FILE}.md").is_file()
        return is_there and (name in OWN_FILES or _is_page(name) or bool(SLUG.fullmatch(name)))

    def leads_away(self, path: Path) -> bool:
        """Whether it, or a folder of it, is a symlink."""
        return any(one.is_symlink() for one in (path, *path.parents) if self.content in one.parents)

    def relative(self, slug: str, name: str) -> Path:
        """Where a file is within the content."""
        return self.path(slug, name).relative_to(self.content)

    def read(self, slug: str, name: str) -> str:
        """The text of a file, or nothing."""
        path = self.path(slug, name)
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if path.is_file() else ""

    def unchanged(self, slug: str, name: str, base: str) -> str:
        """The text, if its fingerprint is still ``base``."""
        text = self.read(slug, name)
        if fingerprint(text) != base:
            raise WasChanged
        return text

    def save(self, slug: str, name: str, text: str, base: str) -> None:
        """Write a file whose text has the fingerprint ``base``.

        Without any text there is no file.

        Raises:
            WasChanged: the file is another one by now.
            OSError: the disk is full, or nothing may be written there; the file is as it was.
        """
        path = self.path(slug, name)
        with SAVING:
            self.unchanged(slug, name, base)
            write_or_remove(path, text)

    def drafts(self, slug: str, name: str) -> Iterator[Draft]:
        """What was left unsaved of a file, the newest first."""
        paths = self.draft_folder(slug).glob(f"{name}.*.md")
        named = [(path, _DRAFT.fullmatch(path.name.removeprefix(f"{Path(name).name}."))) for path in paths]
        drafts = [Draft(path, match[1], match[2]) for path, match in named if match]
        yield from sorted(drafts, key=lambda draft: draft.time, reverse=True)

    def draft_folder(self, slug: str) -> Path:
        return self.content / _DRAFTS / slug

    def is_draft(self, path: Path) -> bool:
        return self.content / _DRAFTS in path.parents

    def keep(self, slug: str, name: str, mark: str, base: str, text: str) -> None:
        """Keep a draft; one mark has one."""
        path = self.draft_folder(slug) / f"{name}.{mark}.{base}.md"
        if not self.has(slug, name) or not _MARK.fullmatch(mark) or not _MARK.fullmatch(base):
            raise LookupError(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_all({path: text})
        self.discard(slug, name, mark, but=path)

    def discard(self, slug: str, name: str, mark: str, but: Path | None = None) -> None:
        """Remove the drafts of this mark, except ``but``."""
        for draft in self.drafts(slug, name):
            if draft.mark == mark and draft.path != but:
                draft.path.unlink(missing_ok=True)


def _is_page(name: str) -> bool:
    return name.startswith(PAGES) and bool(SLUG.fullmatch(name.removeprefix(PAGES)))


def files_of(content: Path) -> Iterator[Path]:
    """The files of the content, without what is hidden.

    Drafts, git's own files and half-written ones are.
    """
    for folder, folders, names in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        yield from (path for path in paths if path.is_file())


def write_or_remove(path: Path, text: str) -> None:
    """Write with the file's line ends; remove one without text."""
    if not text:
        path.unlink(missing_ok=True)
        return
    has_returns = path.is_file() and b"\r\n" in path.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_all({path: text.replace("\n", "\r\n") if has_returns else text})


def write_all(texts: Mapping[Path, str]) -> None:
    """Write all files or none: beside each, then rename."""
    written: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".ny")
            written[path] = Path(temporary)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            written[path].chmod(path.stat().st_mode if path.exists() else 0o644)
        for path, beside in written.items():
            beside.replace(path)
    except BaseException:
        for beside in written.values():
            with suppress(OSError):
                beside.unlink()
        raise


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository around the content, if there is one."""

    content: Path

    def _git(self, *arguments: str) -> str | None:
        program = shutil.which("git")
        if not program:
            return None
        command = [program, "-C", str(self.content), *arguments]
        with suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
            done = subprocess.run(command, capture_output=True, timeout=20, check=True, text=True)  # noqa: S603
            return done.stdout
        return None

    def is_there(self) -> bool:
        return (self._git("rev-parse", "--is-inside-work-tree") or "").strip() == "true"

    def last(self, path: Path) -> str | None:
        """The text that was last committed."""
        return self._git("show", f"HEAD:./{path.relative_to(self.content).as_posix()}")

    def commit(self, paths: Iterable[Path], message: str) -> bool:
        """Commit these files and no others."""
        names = {path.relative_to(self.content).as_posix(): path for path in paths}
        files = [name for name, path in names.items() if path.exists() or self._git("ls-files", "--", name)]
        # Of no file git would commit all that somebody has staged.
        added = self._git("add", "--", *files) if files else None
        return added is not None and self._git("commit", "-q", "-m", message, "--", *files) is not None
