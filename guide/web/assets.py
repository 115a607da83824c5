"""The stylesheet and scripts: read and packed once, named by their content, cached for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.municipality import Municipality
from guide.web.compression import packed

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_SPACE = re.compile(r"(?:\s|/\*.*?\*/)+", re.DOTALL)


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
    """The files of ``static/``; every municipality's accent is in the stylesheet that all pages have."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _TYPES}
    styles = {name: without_comments(body.decode()) for name, body in files.items() if name.endswith(".css")}
    styles["guide.css"] += "".join(map(_theme, municipalities))
    return Assets(files | {name: style.encode() for name, style in styles.items()})


def without_comments(css: str) -> str:
    """The stylesheet with each run of white space and comments as one character: a sixth of its weight on the wire.

    To the browser it is the same (``e2e/test_weight.py`` compares what it understands), as long as no string in it
    holds a comment or two spaces.
    """
    return _SPACE.sub(lambda run: "\n" if "\n" in run[0] else " ", css)


def _theme(municipality: Municipality) -> str:
    chosen = f'[data-theme="{municipality.slug}"]'
    return (
        f"\n{chosen}{{--accent:{municipality.accent}}}"
        f"@media (prefers-color-scheme:dark){{{chosen}{{--accent:{municipality.accent_dark}}}}}"
    )
