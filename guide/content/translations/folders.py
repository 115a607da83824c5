"""The files of each language, in every layer of content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.content.layers import Layers
from guide.content.syntax.problems import Problems, shown
from guide.content.translations.pairs import ABOUT
from guide.municipality import Guide
from guide.translation import SHARED

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})?")
_DANISH = "da"
_SHARED_FOLDERS = ("", "sider")


@dataclass(frozen=True, slots=True)
class PairFile:
    """A file of pairs.

    ``below`` is its path below its language's folder; ``slug`` its municipality's, or ``SHARED``.
    """

    path: Path
    below: Path
    slug: str

    @property
    def is_about(self) -> bool:
        return self.below == Path(ABOUT)


def files_of_languages(layers: Layers, guide: Guide, problems: Problems) -> dict[str, list[PairFile]]:
    """The files that this guide needs, by the language's code.

    A municipality's are those beside its own folder; of ``oversaettelse.yaml``, the first. Where it needs no more of a
    language of the guide, it does not have that language.
    """
    found: dict[str, list[PairFile]] = {}
    for content in layers.contents:
        for folder in sorted(path for path in content.glob("[!.]*") if path.is_dir() and path.name != _DANISH):
            if not is_code(folder.name):
                wrong, remedy = f"“{folder.name}” er ikke et sprog.", "Mapper her hedder som sprogets kode: en, ar, uk."
                problems.add(shown(folder), 1, wrong, remedy)
                continue
            files = found.setdefault(folder.name, [])
            about_is_there = any(file.is_about for file in files)
            needed = (file for file in _files(folder) if _is_needed(file, content, layers, guide))
            files.extend(file for file in needed if not (about_is_there and file.is_about))
    # A language of which only the guide says how it is written has no texts here.
    return {
        code: files
        for code, files in found.items()
        if any(not file.is_about or file.path.is_relative_to(layers.folder) for file in files)
    }


def is_code(name: str) -> bool:
    """Whether a folder of translations can have this name."""
    return name != _DANISH and _CODE.fullmatch(name) is not None


def _files(folder: Path) -> Iterator[PairFile]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            below = path.relative_to(folder)
            parent = below.parts[0] if len(below.parts) > 1 else ""
            yield PairFile(path, below, SHARED if parent in _SHARED_FOLDERS else parent)


def _is_needed(file: PairFile, content: Path, layers: Layers, guide: Guide) -> bool:
    """Whether it is of a file that the guide has."""
    if file.slug == SHARED:
        # The guide's own pairs are of its own files, which a folder may have replaced.
        twin = danish_of(file, layers)
        return content != layers.contents[-1] or twin is None or twin.is_relative_to(content)
    owner = next((one for one in layers.contents if (one / _DANISH / file.slug).is_dir()), content)
    return owner == content and (file.slug in guide.municipalities or not (content / _DANISH / file.slug).is_dir())


def danish_of(file: PairFile, layers: Layers) -> Path | None:
    """The Danish file of a file of pairs, if any."""
    names = [file.below.with_suffix(ending) for ending in (".yaml", ".md")]
    twins = [content / _DANISH / name for content in layers.contents for name in names]
    return next((twin for twin in twins if file.path.suffix == ".yaml" and twin.is_file()), None)
