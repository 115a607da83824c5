"""The stylesheets and scripts, named by their content, cached forever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guide.municipality import Municipality
from guide.theme import GENERIC_FONTS
from guide.web.http.compression import compressed

SCRIPTS = ("read-aloud.js", "leave.js")
"""The scripts of every page, served as one file, ``guide.js``."""

STYLES = (
    "tokens.css",
    "page.css",
    "head.css",
    "buttons.css",
    "questions.css",
    "messages.css",
    "answers.css",
    "result.css",
    "widths.css",
    "paper.css",
)
"""The styles of every page, in ``static/guide/``, served as one file, ``guide.css``; later rules win."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".eot": "application/vnd.ms-fontobject",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_PACKED_ALREADY = (".png", ".woff", ".woff2")
_ASKED_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")
_VERSIONED = re.compile(r"(.+)\.[0-9a-f]{10}\.(\w+)", re.ASCII)
_SPACE = re.compile(r"(?:\s|/\*.*?\*/)+", re.DOTALL)
_BESIDE_SIGNS = re.compile(r" ?([{};]) ?")
_AFTER_NAMES = re.compile(r"(?<=[{;])([\w-]+): ")


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    name: str
    body: bytes
    type: str

    @cached_property
    def compressed(self) -> Mapping[str, bytes]:
        """By packing; empty for what its own format compresses."""
        return {} if self.name.endswith(_PACKED_ALREADY) else compressed(self.body)


class Assets:
    """The static files by hashed name (``guide.1a2b3c4d.css``).

    A municipality's own files are named from its slug on: ``helsingoer/logo.svg`` is ``helsingoer-logo.1a2b3c4d.svg``.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._named: dict[str, str] = {}
        self._by_name: dict[str, Asset] = {}
        self._by_stem: dict[tuple[str, str], Asset] = {}
        for path, body in files.items():
            stem, suffix = path.replace("/", "-").rsplit(".", 1)
            name = f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{suffix}"
            self._named[path] = name
            asset = Asset(name, body, _TYPES["." + suffix])
            self._by_name[name] = self._by_stem[stem, suffix] = asset

    def name(self, path: str) -> str:
        """The hashed name of a file; raises ``KeyError``."""
        return self._named[path]

    def pack(self, paths: Iterable[str]) -> None:
        """Compress these files now."""
        for path in paths:
            _ = self._by_name[self._named[path]].compressed

    def style(self, scheme: str, slug: str) -> str:
        """The hashed name of the styles in a municipality's theme.

        Args:
            scheme: ``light`` or ``dark``, or empty for what the reader's system has.
            slug: the municipality's, or empty.
        """
        name = f"guide-{scheme}" if scheme else "guide"
        return self._named.get(f"{name}.{slug}.css") or self._named[f"{name}.css"]

    def get(self, name: str) -> Asset | None:
        """The file of this hashed name, or what replaced it.

        A page of a moment ago, or of another instance during an upgrade, names another version.
        """
        versioned = _VERSIONED.fullmatch(name)
        return self._by_name.get(name) or (self._by_stem.get((versioned[1], versioned[2])) if versioned else None)


def read_assets(folder: Path, municipalities: Iterable[Municipality]) -> Assets:
    """The files of ``static/`` and of the municipalities.

    What every page needs is one stylesheet and one script. A municipality with a theme gets a stylesheet of these and
    its own rules (``guide.helsingoer.css``), so that nobody fetches the themes of all others; it is packed when first
    asked for. A stylesheet of the municipality's own is another one. ``guide-light.css`` and ``guide-dark.css`` are the
    same, whatever colours the reader's system has: for a frame in a page that has colours of its own. Each script gets
    a scope of its own.
    """
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _TYPES}
    files |= {name: without_comments(body.decode()).encode() for name, body in files.items() if name.endswith(".css")}
    style = without_comments(read_styles(folder))
    script = "".join(f"{{\n{without_remarks(files.pop(name).decode())}}}\n" for name in SCRIPTS)
    files |= {"guide.js": script.encode()} | {name: css.encode() for name, css in _by_scheme("guide", style).items()}
    own: dict[str, bytes] = {}
    for municipality in municipalities:
        own |= _own(municipality)
        if rules := _theme(municipality):
            themed = _by_scheme(f"guide.{municipality.slug}", rules)
            own |= {
                name: files[name.replace(f".{municipality.slug}", "")] + css.encode() for name, css in themed.items()
            }
    assets = Assets(files | own)
    assets.pack(files)
    return assets


def read_styles(folder: Path) -> str:
    """The stylesheet of every page as it is written."""
    return "\n".join((folder / "guide" / name).read_text(encoding="utf-8") for name in STYLES)


def _own(municipality: Municipality) -> dict[str, bytes]:
    """A municipality's own files; its stylesheet names their hashed names."""
    slug, sheet = municipality.slug, municipality.theme.stylesheet
    files = {f"{slug}/{file.name}": file.body for file in municipality.theme.files}
    if sheet is None:
        return files
    text, named = sheet.text, Assets(files)
    for file in sheet.files:
        text = text.replace(f'url("{file.name}")', f'url("{named.name(f"{slug}/{file.name}")}")')
    return files | {f"{slug}/{sheet.name}": text.encode()}


def _by_scheme(name: str, css: str) -> Mapping[str, str]:
    """The stylesheet for the system's scheme, light and dark."""
    first, dot, rest = name.partition(".")
    fixed = {f"{first}-{scheme}{dot}{rest}.css": _fixed(css, scheme) for scheme in ("light", "dark")}
    return {f"{name}.css": css} | fixed


def _fixed(css: str, scheme: str) -> str:
    """The stylesheet as this colour scheme shows it, always."""
    answered = _ASKED_SCHEME.sub(lambda asked: "(min-width:0)" if asked[1] == scheme else "(max-width:0)", css)
    return re.sub("color-scheme: ?light dark", f"color-scheme:{scheme}", answered)


def without_comments(css: str) -> str:
    """The stylesheet without comments and needless space.

    That is a fifth of its weight on the wire.

    To the browser it is the same (``e2e/test_weight.py`` compares what it understands), as long as no string in it
    holds a comment, two spaces, or a space beside one of the signs ``{};``.
    """
    tight = _BESIDE_SIGNS.sub(r"\1", _SPACE.sub(" ", css))
    return _AFTER_NAMES.sub(r"\1:", tight)


def without_remarks(script: str) -> str:
    """The script without indentation and lines of comment.

    To the browser it is the same, as long as no template literal in it goes on in another line.
    """
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _theme(municipality: Municipality) -> str:
    """The rules of a municipality's theme, which paper ignores."""
    chosen, theme = f'[data-theme="{municipality.slug}"]', municipality.theme
    shape = {}
    if theme.font:
        shape["type"] = ",".join(family if family in GENERIC_FONTS else f'"{family}"' for family in theme.font)
    if theme.radius is not None:
        shape["radius"] = f"{theme.radius}px"
    rules = (
        ("", shape),
        ("@media screen and (prefers-color-scheme:light)", theme.light),
        ("@media screen and (prefers-color-scheme:dark)", theme.dark),
    )
    return "".join(_rule(media, chosen, properties) for media, properties in rules if properties)


def _rule(media: str, chosen: str, properties: Mapping[str, str]) -> str:
    rule = f"{chosen}{{{';'.join(f'--{name}:{value}' for name, value in properties.items())}}}"
    return f"\n{media}{{{rule}}}" if media else f"\n{rule}"
