"""The stylesheet and scripts: read and packed once, named by their content, cached for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.municipality import Municipality
from guide.web.compression import packed

ON_EVERY_PAGE = ("read-aloud.js", "leave.js")
"""The scripts that every page has, served as one file, ``guide.js``."""

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_SPACE = re.compile(r"(?:\s|/\*.*?\*/)+", re.DOTALL)
_BESIDE_SIGNS = re.compile(r" ?([{};]) ?")
_AFTER_NAMES = re.compile(r"(?<=[{;])([\w-]+): ")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent, as it is and in gzip."""

    name: str
    body: bytes
    packed: bytes
    type: str


class Assets:
    """The static files by the name that carries their hash (``guide.1a2b3c4d.css``)."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._named: dict[str, str] = {}
        self._by_name: dict[str, Asset] = {}
        for path, body in files.items():
            stem, suffix = path.rsplit(".", 1)
            name = f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{suffix}"
            self._named[path] = name
            self._by_name[name] = Asset(name, body, packed(body), _TYPES["." + suffix])

    def name(self, path: str) -> str:
        """The hashed name of a file; raises ``KeyError`` when there is none."""
        return self._named[path]

    def get(self, name: str) -> Asset | None:
        """The file of this hashed name."""
        return self._by_name.get(name)


def read_assets(folder: Path, municipalities: Iterable[Municipality]) -> Assets:
    """The files of ``static/``, with those that every page needs made into one stylesheet and one script.

    The stylesheet gets every municipality's accent. Each script gets a scope of its own.
    """
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _TYPES}
    style = without_comments(files["guide.css"].decode()) + "".join(map(_theme, municipalities))
    script = "".join(f"{{\n{without_remarks(files.pop(name).decode())}}}\n" for name in ON_EVERY_PAGE)
    return Assets(files | {"guide.css": style.encode(), "guide.js": script.encode()})


def without_comments(css: str) -> str:
    """The stylesheet without comments and without the space that means nothing: a fifth of its weight on the wire.

    To the browser it is the same (``e2e/test_weight.py`` compares what it understands), as long as no string in it
    holds a comment, two spaces, or a space beside one of the signs ``{};``.
    """
    tight = _BESIDE_SIGNS.sub(r"\1", _SPACE.sub(" ", css))
    return _AFTER_NAMES.sub(r"\1:", tight)


def without_remarks(script: str) -> str:
    """The script without indentation and without the lines that are nothing but a remark.

    To the browser it is the same, as long as no template literal in it goes on in another line.
    """
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _theme(municipality: Municipality) -> str:
    chosen = f'[data-theme="{municipality.slug}"]'
    return (
        f"\n{chosen}{{--accent:{municipality.accent}}}"
        f"@media (prefers-color-scheme:dark){{{chosen}{{--accent:{municipality.accent_dark}}}}}"
    )
