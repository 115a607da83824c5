"""The command line: ``stoetteguiden serve``, and for editors ``check`` and ``matrix``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from guide import __version__
from guide.check import check
from guide.check.matrix import matrix
from guide.content import ContentError, load
from guide.serve import CONTENT, WrongSetting, content_directory, danish_today, serve


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 when all is well, 1 when the content has problems."""
    parser = argparse.ArgumentParser(prog="stoetteguiden", description="Guide to a municipality's support standards.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--content", type=Path, help="the folder of the content (default: the one of the guide)")
    commands = parser.add_subparsers(dest="command", required=True)
    server = commands.add_parser("serve", help="serve the guide")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=int, default=8000)
    server.add_argument("--workers", type=int, default=2)
    commands.add_parser("check", help="check the content, and say what to mend (in Danish)")
    drawing = commands.add_parser("matrix", help="write the page of standards × questions to approve")
    drawing.add_argument("--output", type=Path, default=Path("matrix.html"))
    chosen = parser.parse_args(arguments)
    if chosen.content:
        os.environ[CONTENT] = str(chosen.content)
    if chosen.command == "check":
        return _check(content_directory())
    try:
        if chosen.command == "matrix":
            return _matrix(content_directory(), chosen.output)
        serve(chosen.host, chosen.port, chosen.workers)
    except ContentError as error:
        refusal = f"{error}\nGuiden starter ikke, før indholdet er i orden."
    except WrongSetting as error:
        refusal = f"The guide cannot start: {error}"
    except OSError as error:
        refusal = f"The guide cannot answer on port {chosen.port}: {error.strerror}. Choose another port."
    except ValueError as error:
        refusal = f"The guide cannot start: {str(error).rstrip('.')}. Are the keys right?"
    else:
        return 0
    sys.stderr.write(f"{refusal}\n")
    return 1


def _check(directory: Path) -> int:
    report = check(directory, danish_today())
    for line in report.lines():
        sys.stdout.write(line + "\n")
    return 1 if report.problems else 0


def _matrix(directory: Path, output: Path) -> int:
    today = danish_today()
    output.write_text(matrix(load(directory, today), today), encoding="utf-8")
    sys.stdout.write(f"{output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
