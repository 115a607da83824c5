"""The command line: serve, new, edit, check, matrix and translate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import NoReturn

from guide import IS_INSTALLED, ROOT
from guide.check import check
from guide.command_line import DanishParser
from guide.content import Cache, ContentError, Layers, build, load, read, shown
from guide.content.syntax.problems import suggestion
from guide.content.translations.skeleton import begin, write_skeletons
from guide.new_municipality import CannotCreate, Start, create
from guide.serve import serve, serve_editing
from guide.settings import HIGHEST_PORT, Settings, WrongSetting, danish_today, variable
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
    chosen = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = DanishParser(prog="stoetteguiden", description="Støtteguiden: vis den, ret den, kontrollér den.")
    version = "vis guidens version og et mærke for alle dens filer"
    parser.add_argument("--version", action=_Version, nargs=0, help=version)
    parser.add_argument("--content", type=Path, metavar="MAPPE", help="mappen med indholdet; ellers guidens egen")
    # The same after the command; where it does not stand there, what stood before the command holds.
    content = DanishParser(add_help=False)
    content.add_argument(
        "--content", type=Path, metavar="MAPPE", default=argparse.SUPPRESS, help="mappen med indholdet"
    )
    content.add_argument(
        "--also",
        action="append",
        metavar="MAPPE",
        help="en mappe mere med indhold, eller en kommune, der kom med guiden (helsingoer); kan nævnes flere gange",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="ORDRE")
    server = commands.add_parser("serve", parents=[content], help="vis guiden for borgere")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=_port, default=8000)
    server.add_argument("--workers", type=_workers, default=2)
    editing = commands.add_parser(
        "edit",
        parents=[content],
        help="vis guiden, mens du retter: øverst står det, der er galt",
    )
    editing.add_argument("--host", default="127.0.0.1", help="this machine only, unless it is another one")
    editing.add_argument("--port", type=_port, default=8000)
    editing.add_argument(
        "--kilder", dest="sources", type=Path, metavar="DIR", help="look up quotes in the sources’ texts, as in check"
    )
    checking = commands.add_parser(
        "check", parents=[content], help="kontrollér indholdet, og sig, hvad der skal rettes"
    )
    checking.add_argument(
        "--kilder",
        dest="sources",
        type=Path,
        metavar="MAPPE",
        help="se efter, om citaterne står i kilderne: MAPPE/<kommune>/<standard>.txt",
    )
    creating = commands.add_parser("new", parents=[content], help="lav en mappe til en ny kommune")
    creating.add_argument("slug", metavar="kommune", help="mappens navn, som i adressen: roskilde")
    creating.add_argument(
        "--from",
        dest="start",
        nargs="+",
        metavar=("KOMMUNE", "STANDARD"),
        help="begynd med denne kommunes standarder, eller med nogle af dem",
    )
    drawing = commands.add_parser("matrix", parents=[content], help="lav siden med alle regler og råd, til godkendelse")
    drawing.add_argument("--output", type=Path, default=Path("matrix.html"))
    translating = commands.add_parser(
        "translate", parents=[content], help="skriv filer til oversættere, med alt det danske, der ikke er oversat"
    )
    translating.add_argument("language", metavar="SPROG", help="sprogets kode: en")
    translating.add_argument(
        "files", nargs="*", metavar="FIL", help="filer eller mapper under da/, ellers alle: helsingoer/bpa"
    )
    return parser


class _Version(argparse.Action):
    def __call__(self, *_arguments: object) -> NoReturn:
        sys.stdout.write(f"{build()}\n")
        sys.exit()


def _port(written: str) -> int:
    if not (written.isdecimal() and (port := int(written)) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"Efter --port skal der stå et tal op til {HIGHEST_PORT}.")
    return port


def _workers(written: str) -> int:
    if (workers := int(written)) < 1:
        raise argparse.ArgumentTypeError("Efter --workers skal der stå mindst 1.")
    return workers


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
    sys.stdout.write(f"{blanks} steder skal udfyldes. Kontrollen nævner dem ét for ét.\n")
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
