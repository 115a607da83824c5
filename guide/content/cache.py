"""What was read, on disk for the next start.

The files are the guide's own: in a folder of its user's, closed to all others, each bound by a hash to what it was made
of. What does not fit is as good as absent, and where nothing can be written, nothing is kept. The reasons are in
``docs/decisions/0020-what-was-read-is-kept.md``.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from guide import ROOT, __version__

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = ("markdown", "nh3", "pyyaml")
"""What decides on the outcome of reading, beside the guide's own code."""
_DAYS = 30
"""For which a file that nobody asks for is kept."""
_HASH = hashlib.sha256().digest_size


class Cache:
    """Values by name, each with the key of its sources.

    The folder is made when needed; ``None`` keeps nothing.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def load(self, name: str, key: str) -> bytes | None:
        """The bytes of this name, if saved under this key."""
        with suppress(OSError), self._opened() as folder:
            file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
            with os.fdopen(file, "rb") as kept:
                about = os.fstat(file)
                if not stat.S_ISREG(about.st_mode) or about.st_uid != os.geteuid():
                    return None
                written = kept.read()
                os.utime(file)
            body = written[_HASH:]
            return body if written[:_HASH] == _hash(key, body) else None
        return None

    def save(self, name: str, key: str, body: bytes) -> None:
        """Keep these bytes in the place of older ones."""
        new = f"{name}.{os.getpid()}"
        with suppress(OSError), self._opened(create=True) as folder:
            try:
                file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600, dir_fd=folder)
                with os.fdopen(file, "wb") as out:
                    out.write(_hash(key, body) + body)
                os.rename(new, name, src_dir_fd=folder, dst_dir_fd=folder)
            except OSError:
                with suppress(OSError):
                    os.unlink(new, dir_fd=folder)
            _forget_old(folder)

    def remember(self, kind: str, key: str, make: Callable[[], T]) -> T:
        """The value of this key, made now if need be.

        Without a key nothing is kept.
        """
        name = f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:32]}"
        body = self.load(name, key) if key else None
        with suppress(Exception):  # whatever is wrong with it, it can be made again
            kept: T = unpack(body or b"")
            return kept
        made = make()
        if key and self._folder:
            self.save(name, key, pack(made))
        return made

    @contextmanager
    def _opened(self, *, create: bool = False) -> Iterator[int]:
        """The folder, if nobody else can have put anything there."""
        if self._folder is None:
            raise FileNotFoundError
        if create:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            about = os.fstat(folder)
            if about.st_uid != os.geteuid() or about.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise PermissionError
            yield folder
        finally:
            os.close(folder)


NOTHING_KEPT = Cache()


def _hash(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).digest()


def _forget_old(folder: int) -> None:
    """Delete what nobody has asked for in a while."""
    for entry in os.scandir(folder):
        if entry.stat(follow_symlinks=False).st_mtime < time.time() - _DAYS * 24 * 3600:
            os.unlink(entry.name, dir_fd=folder)


@cache
def program() -> str:
    """A hash of the guide's code, Python and the libraries."""
    libraries = [version(library) for library in _LIBRARIES]
    return hash_of(sorted(_PACKAGE.rglob("*.py")), _PACKAGE, f"{sys.version} {libraries}")


def build() -> str:
    """The version, and a mark that changes with any file."""
    folders = (_PACKAGE, *(ROOT / name for name in ("content", "static", "translations")))
    files = {path for folder in folders for path in folder.rglob("*.*") if path.is_file() and path.suffix != ".pyc"}
    return f"{__version__} ({hash_of(sorted(files), _PACKAGE.parent)[:8]})"


def fingerprint(files: Sequence[Path], folder: Path, *others: str) -> str:
    """A hash of these files, other things, and the program."""
    return hash_of(files, folder, repr((program(), others)))


def hash_of(files: Iterable[Path], folder: Path, beside: str = "") -> str:
    """A hash of a text and these files, names included."""
    found = hashlib.sha256(beside.encode())
    for path in files:
        body = path.read_bytes()
        found.update(f"\0{path.relative_to(folder).as_posix()}\0{len(body)}\0".encode() + body)
    return found.hexdigest()


def pack(value: object, shared: Sequence[object] = ()) -> bytes:
    """The value as bytes, without what is ``shared`` with others."""
    places, out = {id(part): place for place, part in enumerate(shared)}, io.BytesIO()

    class Pickler(pickle.Pickler):
        """Leaves out what is shared.

        Dataclasses are made by their constructor, which is twice as fast as by their state.
        """

        def persistent_id(self, obj: object) -> int | None:
            return places.get(id(obj))

        def reducer_override(self, obj: object) -> Any:  # noqa: ANN401  # as pickle has it
            if isinstance(obj, Enum):
                return type(obj), (obj.value,)  # the first versions of Python 3.11 have it looked up by ``getattr``
            if not is_dataclass(obj) or isinstance(obj, type):
                return NotImplemented
            return type(obj), tuple(getattr(obj, field.name) for field in fields(obj))

    Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def unpack(body: bytes, shared: Sequence[object] = ()) -> Any:  # noqa: ANN401  # as pickle has it
    """What was packed; raises whatever is wrong with it."""
    return _Unpickler(body, shared).load()


_OTHER_TYPES: Mapping[str, type] = {"date": date, "Decimal": Decimal}


class _Unpickler(pickle.Unpickler):
    """Makes the guide's own types, dates and decimals only."""

    def __init__(self, body: bytes, shared: Sequence[object]) -> None:
        super().__init__(io.BytesIO(body))
        self._shared = shared

    def persistent_load(self, pid: int) -> object:
        return self._shared[pid]

    def find_class(self, module_name: str, global_name: str) -> Callable[..., object]:
        found = _OTHER_TYPES.get(global_name)
        if module_name.startswith("guide."):
            found = super().find_class(module_name, global_name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no type of the guide")
        return found
