"""All municipalities' folders, read, or taken from what was kept."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guide.content.cache import Cache, fingerprint, pack, unpack
from guide.content.files.municipality import read_municipality
from guide.content.files.own_layer import passed_days
from guide.content.files.standard import ReadingContext
from guide.content.syntax.problems import Problems, shown
from guide.content.texts.wording import Figures
from guide.municipality import Municipality, Term

_ENOUGH = 8
"""Folders to read for which it pays to start further processes."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads folders, and keeps those without problems.

    ``common`` is a key of all that they may refer to. ``today`` decides which of an own amount's entries is valid.
    """

    common: str
    context: ReadingContext
    glossary: tuple[Term, ...]
    cache: Cache
    today: date

    def read(self, folders: Sequence[Path]) -> tuple[dict[str, Municipality], dict[str, str]]:
        """The readable municipalities by slug, and each folder's key."""
        keys = {folder: self._key(folder) for folder in folders}
        with _uncollected():
            read = {folder: self._unpacked(self.cache.load(self._name(folder), key)) for folder, key in keys.items()}
            missing = [folder for folder, municipality in read.items() if not municipality]
            if len(missing) >= _ENOUGH:
                read |= {folder: self._unpacked(body) for folder, body in _in_processes(self, missing)}
        municipalities = (municipality or self._fresh(folder) for folder, municipality in read.items())
        by_slug = {municipality.slug: municipality for municipality in municipalities if municipality}
        return by_slug, {folder.name: key for folder, key in keys.items()}

    def packed(self, folder: Path) -> bytes | None:
        """A folder as bytes, if it has no problem.

        They are kept for the next time.
        """
        key, context = self._key(folder), replace(self.context, figures=Figures(self.context.figures.rates))
        context = replace(context, problems=Problems())
        municipality = read_municipality(folder, context, self.glossary, self.today)
        # Who saves a file meanwhile must not have it taken for what was there before.
        if not municipality or context.problems or key != self._key(folder):
            return None
        body = pack((dict(context.figures.texts), _seldom(municipality), municipality), self._shared)
        self.cache.save(self._name(folder), key, body)
        return body

    def _fresh(self, folder: Path) -> Municipality | None:
        """What is in a folder now, and its problems."""
        municipality = self._unpacked(self.packed(folder))
        return municipality or read_municipality(folder, self.context, self.glossary, self.today)

    def _unpacked(self, body: bytes | None) -> Municipality | None:
        with suppress(Exception):  # whatever is wrong with it, the files themselves are there
            texts, _parts, municipality = unpack(body or b"", self._shared)
            if isinstance(municipality, Municipality):
                self.context.figures.texts.update(texts)
                return municipality
        return None

    @property
    def _shared(self) -> tuple[object, ...]:
        """What many of them refer to."""
        context = self.context
        changes, rates = context.law_changes.values(), context.figures.rates.values()
        return (*context.questions.by_id.values(), *changes, *rates, *self.glossary)

    def _key(self, folder: Path) -> str:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return fingerprint(files, folder, self.common, shown(folder), passed_days(folder, self.today))

    def _name(self, folder: Path) -> str:
        return f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]}-{folder.name}"


def _seldom(municipality: Municipality) -> Sequence[object]:
    """What only the check looks at.

    Made first, it lies apart in memory, and no worker must copy it along with what is asked for.
    """
    standards = municipality.standards
    requirements = (part.positions for standard in standards for part in standard.requirements)
    prompts = (part.positions for standard in standards for part in standard.prompts)
    return [*((standard.examples, standard.positions) for standard in standards), *requirements, *prompts]


def _in_processes(reader: Reader, folders: Sequence[Path]) -> Iterator[tuple[Path, bytes | None]]:
    """Read in as many processes as there are cores.

    What one of them does not bring is missing. They end with their share, or when nobody is there to take it.
    """
    cores = os.cpu_count() or 1
    shares = [folders[number::cores] for number in range(cores)]
    for share, (process, pipe) in [(share, _forked(reader, share)) for share in shares]:
        with os.fdopen(pipe, "rb") as brought, suppress(EOFError, pickle.UnpicklingError):
            for folder in share:
                yield folder, pickle.load(brought)  # noqa: S301  # from a process of our own
        with suppress(ChildProcessError):
            os.waitpid(process, 0)


def _forked(reader: Reader, folders: Sequence[Path]) -> tuple[int, int]:
    """A process that reads these folders, and its pipe."""
    taking, bringing = os.pipe()
    if process := os.fork():
        os.close(bringing)
        return process, taking
    try:
        os.close(taking)
        packed = [reader.packed(folder) for folder in folders]
        with os.fdopen(bringing, "wb") as pipe:
            for body in packed:
                pickle.dump(body, pipe)
    finally:
        # Nothing else of what was forked is this process's business.
        os._exit(0)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector.

    It would look through all that was read again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
