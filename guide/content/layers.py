"""Where content is: the guide's, and a municipality's own.

A folder of content holds ``da/``, and there only what is its own. What all municipalities share comes from the guide,
file by file, unless the folder has a file of that name itself; of rates, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guide import ROOT
from guide.content.cache import hash_of
from guide.content.files.municipality import OWN_FILE
from guide.content.files.slugs import report_file_names, slug_problem
from guide.content.syntax.problems import Problem, Problems, shown

GUIDES_OWN = ROOT / "content"
SHARED = ("spoergsmaal.yaml", "lovaendringer.yaml", "ordbog.yaml", "breve.yaml", "samtale.yaml")
_RATES = "satser.yaml"
_PAGES = "sider"
_LONG = 50
"""Characters of a line."""


@dataclass(frozen=True)
class Layers:
    """A folder of content above what came with the guide.

    Args:
        folder: the folder that holds ``da/``.
        also: further folders whose municipalities are shown too, or names of municipalities that came with the guide.
    """

    folder: Path
    also: tuple[str, ...] = ()

    def are_usable(self, problems: Problems) -> bool:
        """Whether all folders are there, without symlinks.

        They may lead to keys.
        """
        for folder in self._typed:
            _report_missing(folder, problems)
            for link in (path for path in folder.rglob("*") if path.is_symlink()):
                wrong = "Her er et symlink, og det kan føre ud af mappen."
                problems.add(shown(link), 1, wrong, "Læg selve filen eller mappen her.")
        return not problems

    @cached_property
    def contents(self) -> tuple[Path, ...]:
        """The folders that hold ``da/``, the guide's own last."""
        above = [content for content in self._typed if content.resolve() != GUIDES_OWN.resolve()]
        return (*above, self.folder if self._is_the_guides else GUIDES_OWN)

    @property
    def _typed(self) -> tuple[Path, ...]:
        """The folders that were named, its own first."""
        came_along = _of_the_guide()
        return (self.folder, *(Path(name) for name in self.also if name not in came_along))

    def shared(self, name: str) -> Path:
        """A file that all municipalities share."""
        own = self.folder / "da" / name
        return own if own.exists() else GUIDES_OWN / "da" / name

    def rates(self) -> list[Path]:
        """The guide's rates; those of the folder replace them."""
        return list(dict.fromkeys((GUIDES_OWN / "da" / _RATES, self.shared(_RATES))))

    def shared_pages(self) -> list[Path]:
        """The pages that all municipalities share, by name."""
        folders = (GUIDES_OWN, self.folder)
        pages = {path.name: path for folder in folders for path in (folder / "da" / _PAGES).glob("*.md")}
        return [pages[name] for name in sorted(pages)]

    @property
    def _is_the_guides(self) -> bool:
        return self.folder.resolve() == GUIDES_OWN.resolve()

    def is_own(self, file: str) -> bool:
        """Whether who keeps the folder keeps a file, too."""
        return self._is_the_guides or not file.startswith(f"{shown(GUIDES_OWN)}/")

    def copies(self) -> Iterator[Problem]:
        """Copies of the guide's shared files, changed or not."""
        every = () if self._is_the_guides else (*map(self.shared, (*SHARED, _RATES)), *self.shared_pages())
        for path in (path for path in every if GUIDES_OWN not in path.parents):
            if _is_copy(path, GUIDES_OWN / path.relative_to(self.folder)):
                remedy = (
                    "Den følger ikke med, når guiden bliver opdateret. Slet den, og skriv jeres eget i kommunens mappe."
                )
                yield Problem(shown(path), 1, "Filen står i stedet for guidens egen.", remedy)

    def shared_texts(self) -> list[str]:
        """All that the municipalities share, as written."""
        paths = (*map(self.shared, SHARED), *self.rates(), *self.shared_pages())
        return [_text(path) for path in paths]

    def municipalities(self, problems: Problems) -> list[Path]:
        """The municipalities' folders; one without ``kommune.md`` is a problem."""
        for content in self._typed:
            report_file_names(content / "da", problems)
        folders = [*self._own(), *(folder for name, folder in _of_the_guide().items() if name in self.also)]
        if not folders:
            problems.add(shown(self.folder / "da"), 1, "Der er ingen kommune.", f"Opret en mappe med filen {OWN_FILE}.")
        by_name: dict[str, Path] = {}
        for folder in sorted(folders, key=lambda folder: folder.name):
            if wrong := slug_problem(folder.name):
                problems.add(shown(folder), 1, *wrong)
            if (other := by_name.setdefault(folder.name, folder)).resolve() != folder.resolve():
                problems.add(shown(folder), 1, f"Kommunen er også i {shown(other)}.", "Nævn kun den ene mappe.")
            if not (folder / OWN_FILE).exists():
                missing = "Filen mangler, så kommunen kan ikke vises."
                problems.add(shown(folder / OWN_FILE), 1, missing, "Opret den, eller slet mappen.")
        return list(by_name.values())

    def neighbours(self) -> Mapping[str, Path]:
        """All folders whose standards a new municipality may begin with."""
        return {**_of_the_guide(), **{folder.name: folder for folder in self._own()}}

    def _own(self) -> list[Path]:
        return [folder for content in self._typed for folder in _municipalities(content)]


def _municipalities(content: Path) -> Iterator[Path]:
    yield from {path.parent: None for path in sorted((content / "da").glob("*/*.md")) if path.parent.name != _PAGES}


def _is_copy(path: Path, original: Path) -> bool:
    """Whether most of its long lines are the original's.

    No two write them alike. So is the empty list of law changes that ``new`` once laid.
    """
    lines, others = (_long_lines(file) if file.exists() else set() for file in (path, original))
    return 2 * len(lines & others) > len(lines) or _text(path).endswith("\n[]\n")


def _long_lines(path: Path) -> set[str]:
    return {line for line in _text(path).split("\n") if len(line) >= _LONG}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _of_the_guide() -> Mapping[str, Path]:
    """The municipalities that came with the guide."""
    return {folder.name: folder for folder in _municipalities(GUIDES_OWN)}


def _report_missing(folder: Path, problems: Problems) -> None:
    if (folder / "da").is_dir():
        return
    if folder.is_dir():
        remedy = f"Nævn mappen over den: {shown(folder.parent)}" if folder.name == "da" else "Nævn den, “da” ligger i."
        problems.add(shown(folder), 1, f"Mappen “{shown(folder)}” har ikke “da” i sig.", remedy)
    else:
        problems.add(shown(folder), 1, f"Mappen “{shown(folder)}” findes ikke.", "Den skal have “da” i sig.")


def hashes(files: Iterable[Path]) -> str:
    """A hash of each file, and its shown name."""
    return repr([hash_of([path], path.parent, shown(path)) for path in files if path.is_file()])
