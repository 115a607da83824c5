"""A municipality's logo and stylesheet, checked for harm.

A picture or a stylesheet comes from elsewhere, and nobody reads it. So what could run, or fetch anything from another
place, is a problem with its line.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from xml.parsers import expat

from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import Problems, shown
from guide.content.syntax.reading import read_text
from guide.content.syntax.source import Value
from guide.theme import File, Picture, Stylesheet

_PICTURES = (".svg", ".png")
_BESIDE_A_STYLESHEET = (*_PICTURES, ".woff2", ".woff", ".ttf", ".eot")
_LARGEST_LOGO = 30_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FONT = re.compile(rb"wOF2|wOFF|\x00\x01\x00\x00|OTTO|.{8}[\x00-\x02]\x00[\x01\x02]\x00.{22}LP", re.DOTALL)
"""What a font begins with, and no file of keys or texts."""
_RUNS = {"script", "style", "foreignObject", "iframe", "embed", "object", "audio", "video"}
_RUNS |= {"set", "animate", "animateMotion", "animateTransform"}
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]")
_FETCHED_BY_STYLE = re.compile(r"""\\|url\((?!\s*["']?#)""", re.IGNORECASE)
_QUOTED = r"""(?:"([^"\\\n\f]*)"|'([^'\\\n\f]*)'|([^"'()\\\s]*))"""
_ADDRESS = re.compile(rf"url\(\s*{_QUOTED}\s*\)", re.IGNORECASE)
_STRING = re.compile(r"""(["'])(?:(?!\1)[^\\\n\f]|\\[^\n\f])*\1""")
_SAFE = "(?:type|class|role|dir|lang|aria-(?:checked|current|disabled|expanded|hidden|invalid|pressed|selected))"
"""Attributes of which no value depends on what is answered."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHES = (
    (
        r"""(@import\b|\b(?:image-set|src|image)(?=\(\s*["']))""",
        "henter noget",
        "Skriv reglerne i filen selv, og brug url(…).",
    ),
    (rf"(url\()(?!\s*{_QUOTED}\s*\))", "har en adresse, der ikke kan læses", "Skriv filens navn i anførselstegn."),
)
_HIDES = (
    (r"(\\)", "kan skjule, hvad reglen henter", "Skriv tegnet selv, eller sæt teksten i anførselstegn."),
    (
        rf"""(\[(?!\s*{_SAFE}\s*[~|^$*]?=)[^\]]*=)(?!\s*(?:""|''|true|false)\s*\])""",
        "kan røbe et svar",
        "Brug en klasse.",
    ),
)
"""Searched for where the strings are blank."""


def read_picture(value: Value, folder: Path) -> Picture | None:
    """The picture named by a field, in the municipality's folder."""
    path = _path_of(value, folder, _PICTURES)
    if path is None:
        return None
    file = File(path.relative_to(folder).as_posix(), path.read_bytes())
    if len(file.body) > _LARGEST_LOGO:
        size = f"{len(file.body) / 1000:.0f} kB, højst {_LARGEST_LOGO // 1000} kB"
        value.report(f"Logoet “{file.name}” fylder {size}.", "Gem det mindre eller som SVG.")
    width, height = _size(file, shown(path), value.problems)
    if not (width and height):
        value.report(
            f"“{file.name}” siger ikke, hvor bredt og højt det er.", "Gem det igen som PNG eller som SVG med viewBox."
        )
    return Picture(file, width, height)


def read_stylesheet(value: Value, folder: Path) -> Stylesheet | None:
    """The stylesheet named by a field, with its files."""
    path = _path_of(value, folder, (".css",))
    if path is None:
        return None
    passage = read_text(path, value.problems)
    return StylesheetUrls(path.relative_to(folder).as_posix(), folder, passage).resolve() if passage else None


class StylesheetUrls:
    """Resolves a stylesheet's URLs to files in the municipality's folder."""

    def __init__(self, name: str, folder: Path, passage: Passage) -> None:
        self._name, self._folder, self._passage = name, folder, passage
        self._files: dict[str, File] = {}

    def resolve(self) -> Stylesheet:
        """The stylesheet with resolved URLs, and the files behind them."""
        # Comments become blanks, so that what is left keeps its place and its line.
        bare = _COMMENT.sub(_blanked, self._passage.text)
        for refused, searched in ((_FETCHES, bare), (_HIDES, _STRING.sub(_blanked, bare))):
            for pattern, wrong, remedy in refused:
                for match in re.finditer(pattern, searched, re.IGNORECASE):
                    self._passage.report(match.start(), f"“{match[1]}” {wrong}.", remedy)
        return Stylesheet(self._name, _ADDRESS.sub(self._own, bare), tuple(self._files.values()))

    def _own(self, match: re.Match[str]) -> str:
        address = next(filter(None, match.groups()), "").strip()
        if address.startswith(("#", "data:")):
            return match[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._name), re.split(r"[?#]", address)[0]))
        report = partial(self._passage.report, match.start())
        if _ELSEWHERE.match(address) or not _is_inside(self._folder / path, self._folder):
            report(f"“{address}” ligger uden for mappen.", "Læg filen i kommunens mappe.")
        elif not path.endswith(_BESIDE_A_STYLESHEET):
            kinds = ", ".join(_BESIDE_A_STYLESHEET)
            report(f"“{address}” er ikke en slags fil, som guiden sender.", f"Brug {kinds}.")
        elif not (self._folder / path).is_file():
            report(f"Filen “{address}” findes ikke.", f"Læg den i {shown(self._folder / path)}.")
        else:
            self._note(path)
            return f'url("{path}")'
        return match[0]

    def _note(self, path: str) -> None:
        if path not in self._files:
            self._files[path] = File(path, (self._folder / path).read_bytes())
            where, problems = shown(self._folder / path), self._passage.problems
            if path.endswith(_PICTURES):
                _size(self._files[path], where, problems)
            elif not _FONT.match(self._files[path].body):
                problems.add(where, 1, "Filen er ikke en skrift.", "Gem den igen som WOFF2.")


def _blanked(match: re.Match[str]) -> str:
    """Blanks instead, with the quotation marks."""
    return re.sub(r"""[^\n"']""", " ", match[0])


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is in the folder, wherever links lead."""
    return path.resolve().is_relative_to(folder.resolve())


def _path_of(value: Value, folder: Path, kinds: tuple[str, ...]) -> Path | None:
    """The file named by a field, inside the folder."""
    name = value.text()
    path = folder / name
    if not name:
        return None
    if not name.endswith(kinds):
        remedy = f"Brug en fil, der ender på {' eller '.join(kinds)}."
        value.report(f"“{name}” kan ikke bruges som “{value.label}”.", remedy)
    elif not _is_inside(path, folder):
        value.report(f"“{name}” ligger uden for kommunens mappe.", "Læg filen i mappen, og skriv navnet.")
    elif not path.is_file():
        value.report(f"Filen “{name}” findes ikke i kommunens mappe.", "Læg den der, eller slet feltet.")
    else:
        return path
    return None


def _size(file: File, where: str, problems: Problems) -> tuple[float, float]:
    """Width and height of a picture; 0 if unknown."""
    if file.name.endswith(".svg"):
        return _svg_size(file.body, where, problems)
    if not file.body.startswith(_PNG):
        problems.add(where, 1, "Filen er ikke et PNG-billede.", "Gem den igen som PNG.")
        return 1, 1
    return int.from_bytes(file.body[16:20]), int.from_bytes(file.body[20:24])


class DoctypeFound(Exception):
    """A DOCTYPE stops the reading."""


def _svg_size(body: bytes, where: str, problems: Problems) -> tuple[float, float]:
    """The size of an SVG; what could fetch is reported."""
    parser = expat.ParserCreate()
    sizes: list[tuple[float, float]] = []

    def report(what: str) -> None:
        remedy = "Gem det som ren SVG uden scripts og links."
        problems.add(where, parser.CurrentLineNumber, f"Billedet indeholder {what}.", remedy)

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not sizes:
            if name != "svg":
                report(f"<{tag}> i stedet for <svg>")
            sizes.append(_drawn_size(attributes))
        if name in _RUNS:
            report(f"<{tag}>")
        for harmful in _harmful(attributes):
            report(harmful)

    def doctype(*_declared: object) -> None:
        report("en DOCTYPE")
        raise DoctypeFound  # before what it declares is unfolded, which may be without end

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = lambda target, _data: report(f"<?{target}?>")
    try:
        parser.Parse(body, True)  # noqa: FBT003  # expat takes no name for it
    except DoctypeFound:
        return 1, 1
    except expat.ExpatError as error:
        problems.add(where, error.lineno, "Filen er ikke en SVG, der kan læses.", "Gem den igen som SVG.")
        return 1, 1
    return sizes[0]


def _harmful(attributes: Mapping[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        own = name.rpartition(":")[2].lower()
        if own in ("href", "src"):
            if not _INSIDE.match(value.strip()):
                yield f"linket “{value}”"
        elif own.startswith("on") or own in ("style", "base") or _FETCHED_BY_STYLE.search(value):
            yield f"“{name}”"


def _drawn_size(attributes: Mapping[str, str]) -> tuple[float, float]:
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    view_box = box[2:] if len(box) == len(("x", "y", "width", "height")) else []
    for numbers in (view_box, [attributes.get("width", ""), attributes.get("height", "")]):
        try:
            width, height = (float(number.removesuffix("px")) for number in numbers)
        except ValueError:
            continue
        return width, height
    return 0.0, 0.0
