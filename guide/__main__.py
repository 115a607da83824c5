"""The command line: serve, new, edit, check, matrix and translate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from guide import IS_INSTALLED, ROOT, __version__
from guide.check import check
from guide.content import Cache, ContentError, load, read
from guide.content.syntax.problems import suggestion
from guide.content.translations.skeleton import begin, write_skeletons
from guide.new_municipality import CannotCreate, create
from guide.serve import serve, serve_editing
from guide.settings import HIGHEST_PORT, Settings, WrongSetting, danish_today, variable
from guide.web.pages.matrix import matrix


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0 when all is well, 1 when the content has problems.
    """
    chosen = _parser().parse_args(arguments)
    if chosen.content:
        os.environ[variable("content")] = str(chosen.content)
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
    parser = argparse.ArgumentParser(prog="stoetteguiden", description="Guide to a municipality's support standards.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--content", type=Path, help="the folder of the content (default: the one of the guide)")
    # The same after the command; where it does not stand there, what stood before the command holds.
    content = argparse.ArgumentParser(add_help=False)
    content.add_argument("--content", type=Path, default=argparse.SUPPRESS, help="the folder of the content")
    commands = parser.add_subparsers(dest="command", required=True)
    server = commands.add_parser("serve", parents=[content], help="serve the guide")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=_port, default=8000)
    server.add_argument("--workers", type=_workers, default=2)
    editing = commands.add_parser(
        "edit", parents=[content], help="live preview: reloads when you save a content file, and lists its errors"
    )
    editing.add_argument("--port", type=_port, default=8000)
    checking = commands.add_parser(
        "check", parents=[content], help="check the content, and say what to mend (in Danish)"
    )
    checking.add_argument(
        "--kilder",
        dest="sources",
        type=Path,
        metavar="DIR",
        help="look up the quotes of the requirements in the texts of the sources: DIR/<municipality>/<standard>.txt",
    )
    creating = commands.add_parser("new", parents=[content], help="create the folder of a new municipality")
    creating.add_argument("slug", help="the name of the folder, as in the address: roskilde")
    creating.add_argument(
        "--from",
        dest="start",
        nargs="+",
        metavar=("SLUG", "STANDARD"),
        help="begin with the standards of this municipality, or with some of them",
    )
    drawing = commands.add_parser(
        "matrix", parents=[content], help="write the page of rules, and of the advice to each answer, to approve"
    )
    drawing.add_argument("--output", type=Path, default=Path("matrix.html"))
    translating = commands.add_parser(
        "translate", parents=[content], help="write files of pairs, with every Danish text that has no translation yet"
    )
    translating.add_argument("language", help="the code of the language: en")
    translating.add_argument("files", nargs="*", help="the files or folders below da/ (default: all): helsingoer/bpa")
    return parser


def _port(written: str) -> int:
    if not 0 <= (port := int(written)) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"Choose a port up to {HIGHEST_PORT}.")
    return port


def _workers(written: str) -> int:
    if (workers := int(written)) < 1:
        raise argparse.ArgumentTypeError("The guide needs 1 worker at least.")
    return workers


def _run(chosen: argparse.Namespace, settings: Settings) -> int:
    directory = settings.content
    if chosen.command == "check":
        return _check(settings, chosen.sources)
    if chosen.command == "new":
        return _new(directory, chosen.slug, *(chosen.start or [None]))
    if chosen.command == "matrix":
        return _matrix(directory, chosen.output)
    if chosen.command == "translate":
        return _translate(directory, chosen.language, chosen.files)
    if chosen.command == "edit":
        # Only here: what serves readers never loads it.
        from guide.edit import application as editing  # noqa: PLC0415

        return _served(chosen.port, lambda: serve_editing("127.0.0.1", chosen.port, editing))
    return _served(chosen.port, lambda: serve(chosen.host, chosen.port, chosen.workers))


def _served(port: int, run: Callable[[], None]) -> int:
    try:
        run()
    except WrongSetting:
        raise
    except OSError as error:
        sys.stderr.write(f"The guide cannot answer on port {port}: {error.strerror}. Choose another port or host.\n")
        return 1
    except ValueError as error:
        sys.stderr.write(f"The guide cannot start: {str(error).rstrip('.')}. Are the keys right?\n")
        return 1
    return 0


def _check(settings: Settings, sources: Path | None) -> int:
    stylesheet = ROOT / "static" / "guide" / "tokens.css"
    report = check(settings.content, danish_today(), stylesheet, sources, Cache(settings.cache))
    for line in report.lines():
        sys.stdout.write(line + "\n")
    return 1 if report.problems else 0


def _new(directory: Path, slug: str, neighbour: str | None, *standards: str) -> int:
    if IS_INSTALLED and directory.resolve().is_relative_to(ROOT):
        raise CannotCreate(
            "Guidens eget indhold bliver skiftet ud, næste gang guiden bliver opdateret. "
            f"Vælg en mappe til jeres eget: stoetteguiden new {slug} --content MAPPE"
        )
    today = danish_today()
    known = read(directory, today)[0].municipalities if neighbour else {}
    if neighbour and neighbour not in known:
        raise CannotCreate(f"Kommunen “{neighbour}” findes ikke. {suggestion(neighbour, known)}")
    written = create(directory, slug, ROOT / "content", known[neighbour] if neighbour else None, standards)
    for path in written:
        sys.stdout.write(f"{path}\n")
    folder = f"{directory.name}/da/{slug}/"
    blanks = sum(problem.is_blank and problem.file.startswith(folder) for problem in read(directory, today)[1])
    sys.stdout.write(f"{blanks} steder skal udfyldes. Kontrollen nævner dem ét for ét.\n")
    return 0


def _matrix(directory: Path, output: Path) -> int:
    today = danish_today()
    output.write_text(matrix(load(directory, today), today), encoding="utf-8")
    sys.stdout.write(f"{output}\n")
    return 0


def _translate(directory: Path, language: str, names: list[str]) -> int:
    begin(directory, language)
    for path in write_skeletons(load(directory, danish_today()), directory, language, names):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
