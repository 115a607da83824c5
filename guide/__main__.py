"""The command line: serve, new, edit, check, matrix and translate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from guide import IS_INSTALLED, ROOT
from guide.check import check
from guide.command_line.commands import parser
from guide.content import Cache, ContentError, Layers, load, read, shown
from guide.content.syntax.problems import suggestion
from guide.content.translations.skeleton import begin, write_skeletons
from guide.new_municipality import CannotCreate, Start, create
from guide.serve import serve, serve_editing
from guide.settings import Settings, WrongSetting, danish_today, variable
from guide.web.pages.matrix import matrix

_REFUSED = "The guide cannot answer on port {port}: {reason}. Choose another port or host.\n"
_TAKEN = (
    "Port {port} kan ikke bruges ({reason}). Kører guiden allerede, så stop den med Ctrl og C. "
    "Eller vælg et andet tal: make edit PORT=8010\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0 when all is well, 1 when the content has problems.
    """
    chosen = parser().parse_args(arguments)
    if chosen.content:
        os.environ[variable("content")] = str(chosen.content)
    if chosen.also:
        os.environ[variable("also")] = ",".join(chosen.also)
    try:
        return _run(chosen, Settings.from_environ())
    except ContentError as error:
        refused = f"{error}\nGuiden starter ikke, før indholdet er i orden."
    except WrongSetting as error:
        refused = f"The guide cannot start: {error}"
    except CannotCreate as error:
        refused = str(error)
    sys.stderr.write(f"{refused}\n")
    return 1


def _run(chosen: argparse.Namespace, settings: Settings) -> int:
    if chosen.command == "check":
        return _check(settings, chosen.sources)
    if chosen.command == "new":
        return _new(Layers(settings.content, settings.also), chosen.slug, *(chosen.start or [None]))
    if chosen.command == "matrix":
        return _matrix(settings, chosen.output)
    if chosen.command == "translate":
        return _translate(settings, chosen.language, chosen.files)
    if chosen.command == "edit":
        # Only here: what serves readers never loads it.
        from guide.edit import LARGEST, application  # noqa: PLC0415

        editing = partial(application, chosen.sources)
        return _served(chosen.port, lambda: serve_editing(chosen.host, chosen.port, editing, LARGEST), _TAKEN)
    return _served(chosen.port, lambda: serve(chosen.host, chosen.port, chosen.workers))


def _served(port: int, run: Callable[[], None], refused: str = _REFUSED) -> int:
    try:
        run()
    except WrongSetting:
        raise
    except OSError as error:
        sys.stderr.write(refused.format(port=port, reason=error.strerror))
        return 1
    except ValueError as error:
        sys.stderr.write(f"The guide cannot start: {str(error).rstrip('.')}. Are the keys right?\n")
        return 1
    return 0


def _check(settings: Settings, sources: Path | None) -> int:
    stylesheet = ROOT / "static" / "guide" / "tokens.css"
    report = check(settings.content, danish_today(), stylesheet, sources, Cache(settings.cache), settings.also)
    for line in report.lines():
        sys.stdout.write(line + "\n")
    return 1 if report.problems else 0


def _new(layers: Layers, slug: str, neighbour: str | None, *standards: str) -> int:
    if IS_INSTALLED and layers.folder.resolve().is_relative_to(ROOT):
        raise CannotCreate(
            "Guidens eget indhold bliver skiftet ud, næste gang guiden bliver opdateret. "
            f"Vælg en mappe til jeres eget: stoetteguiden new {slug} --content MAPPE"
        )
    today = danish_today()
    start = _start(layers, neighbour, standards) if neighbour else None
    folder, written = create(layers, slug, start)
    for path in written:
        sys.stdout.write(f"{path}\n")
    problems = read(layers.folder, today, also=layers.also)[1]
    blanks = sum(problem.is_blank and problem.file.startswith(f"{shown(folder)}/") for problem in problems)
    sys.stdout.write(f"{blanks} sted{'er' * (blanks > 1)} skal udfyldes. Kontrollen nævner dem ét for ét.\n")
    return 0


def _start(layers: Layers, neighbour: str, standards: Collection[str]) -> Start:
    """The neighbour's standards to begin with, wherever it is."""
    folders = layers.neighbours()
    folder = folders.get(neighbour)
    known = read(folder.parent.parent, danish_today())[0].municipalities if folder else {}
    if folder is None or neighbour not in known:
        raise CannotCreate(f"Kommunen “{neighbour}” findes ikke. {suggestion(neighbour, folders)}")
    return Start(folder, known[neighbour], frozenset(standards))


def _matrix(settings: Settings, output: Path) -> int:
    today = danish_today()
    guide = load(settings.content, today, also=settings.also)
    output.write_text(matrix(guide, today), encoding="utf-8")
    sys.stdout.write(f"{output}\n")
    return 0


def _translate(settings: Settings, language: str, names: list[str]) -> int:
    begin(Layers(settings.content, settings.also), language)
    guide = load(settings.content, danish_today(), also=settings.also)
    for path in write_skeletons(guide, settings.content, language, names):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
