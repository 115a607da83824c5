"""The budgets of the code: what each is today, and what it may be."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("tests", "e2e", "testing")
NO_ARROWS = {
    "tests": ("e2e", "bench"),
    "e2e": ("tests", "bench"),
    "bench": ("tests", "e2e"),
    "testing": ("tests", "e2e", "bench"),
}
"""Which top folders each of these may not import."""

MOST_LINES = 300
FEWEST_LINES = 40
"""A shorter file with a single user belongs to that user."""
MOST_WORDS = 10
LARGE_PACKAGE = "guide/content/files"
ENTRANCES = ("__init__.py", "__main__.py")
MOST_PLACES = 10


@dataclass(frozen=True, slots=True)
class Budget:
    """One figure, the most that it may be, and where it comes from."""

    name: str
    figure: float
    most: float
    where: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.figure <= self.most

    def __str__(self) -> str:
        places = (*self.where[:MOST_PLACES], *(["…"] if len(self.where) > MOST_PLACES else []))
        where = f" ({', '.join(places)})" if places else ""
        return f"{self.name}: {self.figure:g} of at most {self.most:g}{where}"


@dataclass(frozen=True, slots=True)
class Module:
    """A file of Python: its path from the root, its text and its syntax."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def name(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def imports(self) -> set[str]:
        """The names that it imports, each with its module: ``guide.web.site.here``, and ``guide.web.site``."""
        names = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        return names

    @property
    def top_imports(self) -> set[str]:
        """The first part of each name that it imports."""
        return {name.partition(".")[0] for name in self.imports}

    @property
    def summaries(self) -> Iterator[str]:
        """The first line of each docstring."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                docstring = ast.get_docstring(node)
                if docstring:
                    yield docstring.splitlines()[0]


def read_modules(folder: Path, root: Path) -> list[Module]:
    """All modules of a folder, in the order of their paths."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    return [Module(path.relative_to(root).as_posix(), text, ast.parse(text)) for path, text in texts.items()]


def users(module: Module, modules: Iterable[Module]) -> list[str]:
    """The modules that import this one."""
    return [other.path for other in modules if module.name in other.imports]


def package_lines(modules: Iterable[Module]) -> dict[str, int]:
    """Lines of each package's own files, without those of its subpackages."""
    lines: dict[str, int] = {}
    for module in modules:
        package = module.path.rpartition("/")[0]
        lines[package] = lines.get(package, 0) + module.lines
    return lines


def wrong_arrows(modules: Iterable[Module]) -> Iterator[str]:
    """Imports that may not be, as ``tests/x.py -> e2e``."""
    for module in modules:
        forbidden = NO_ARROWS.get(module.path.partition("/")[0], ())
        yield from (f"{module.path} -> {folder}" for folder in forbidden if folder in module.top_imports)


def budgets(root: Path = ROOT) -> list[Budget]:
    """All budgets of the repository."""
    guide = read_modules(root / "guide", root)
    around = [module for folder in NO_ARROWS for module in read_modules(root / folder, root)]
    in_guide = sum(module.lines for module in guide)
    in_tests = sum(module.lines for module in around if module.path.startswith(TESTS))
    longest = max(guide, key=lambda module: module.lines)
    packages = package_lines(guide)
    largest = max(packages.keys() - {LARGE_PACKAGE}, key=lambda package: packages[package])
    lonely = [
        module.path
        for module in guide
        if module.lines < FEWEST_LINES and not module.path.endswith(ENTRANCES) and len(users(module, guide)) <= 1
    ]
    words = [(len(summary.split()), module.path) for module in guide for summary in module.summaries]
    wordy = [path for count, path in words if count > MOST_WORDS]
    arrows = list(wrong_arrows(around))
    return [
        Budget("lines of the longest file of guide/", longest.lines, MOST_LINES, (longest.path,)),
        Budget(f"files of guide/ under {FEWEST_LINES} lines with a single user", len(lonely), 0, tuple(lonely)),
        Budget("lines of the largest package of guide/ but content/files", packages[largest], 1000, (largest,)),
        Budget("lines of guide/rules", packages["guide/rules"], 1000),
        Budget("lines of guide/", in_guide, 21_800),
        Budget("lines of tests/, e2e/ and testing/ for each of guide/", round(in_tests / in_guide, 2), 1.40),
        Budget("median words of a docstring's first line", median(count for count, _path in words), 9),
        Budget(f"docstrings whose first line is over {MOST_WORDS} words", len(wordy), 0, tuple(sorted(set(wordy)))),
        Budget("imports among tests/, e2e/, bench/, or into them from testing/", len(arrows), 0, tuple(arrows)),
    ]
