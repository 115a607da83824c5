"""The commands and their options."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from guide.command_line import DanishParser
from guide.content import build
from guide.content.translations.folders import is_code
from guide.settings import HIGHEST_PORT


def parser() -> argparse.ArgumentParser:
    """What can be written after ``stoetteguiden``."""
    written = DanishParser(prog="stoetteguiden", description="Støtteguiden: vis den, ret den, kontrollér den.")
    version = "vis guidens version og et mærke for alle dens filer"
    written.add_argument("--version", action=_Version, nargs=0, help=version)
    written.add_argument("--content", type=Path, metavar="MAPPE", help="mappen med indholdet; ellers guidens egen")
    # The same option after the command; without it there, the one before the command holds.
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
    commands = written.add_subparsers(dest="command", required=True, metavar="ORDRE")
    server = commands.add_parser("serve", parents=[content], help="vis guiden for borgere")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=_port, default=8000)
    server.add_argument("--workers", type=_workers, default=2)
    editing = commands.add_parser(
        "edit",
        parents=[content],
        help="vis guiden, mens du retter: øverst står det, der er galt",
    )
    editing.add_argument("--host", default="127.0.0.1", help="kun denne maskine, hvis ikke andet er skrevet")
    editing.add_argument("--port", type=_port, default=8000)
    editing.add_argument(
        "--kilder",
        dest="sources",
        type=Path,
        metavar="MAPPE",
        help="se efter citaterne i kilderne, som ved check",
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
    translating.add_argument("language", type=_language, metavar="SPROG", help="sprogets kode: en")
    translating.add_argument(
        "files", nargs="*", metavar="FIL", help="filer eller mapper under da/, ellers alle: helsingoer/bpa"
    )
    return written


class _Version(argparse.Action):
    """The version, and a mark of all the guide's files."""

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


def _language(written: str) -> str:
    if not is_code(written):
        raise argparse.ArgumentTypeError("Efter translate skal der stå koden for et andet sprog end dansk: en, ar, uk.")
    return written
