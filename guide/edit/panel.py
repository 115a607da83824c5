"""What the editor reads on top of each page: what is wrong, in which file and line, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from guide.content import Problem

MOST = 30
"""Problems that are shown at once; when they are mended, the others come."""

_MAIN = re.compile(r"<main\b[^>]*>")


def with_panel(page: str, problems: Sequence[Problem], content: Path, *, is_older: bool) -> str:
    """The page with what is wrong as the first thing of its content; the page as it is where nothing is wrong."""
    if not problems:
        return page
    return _MAIN.sub(lambda main: main[0] + panel(problems, content, is_older=is_older), page, count=1)


def panel(problems: Sequence[Problem], content: Path, *, is_older: bool) -> str:
    """The problems as a list.

    Args:
        problems: at least one.
        content: the folder that their files are named from.
        is_older: whether the page below is of the content as it was before.
    """
    below = "Under listen ser du siden, som den var, sidst filerne kunne læses." if is_older else ""
    more = len(problems) - MOST
    shown = "".join(_item(problem, content) for problem in problems[:MOST])
    return (
        '<section class="alert alert-error" aria-label="Redigering" id="redigering"><div class="alert-body">'
        f'<p class="alert-heading"><strong>{_count(problems)}</strong></p>'
        f"{f'<p>{below}</p>' if below else ''}"
        f'<ul class="alert-text">{shown}</ul>'
        f"{f'<p>Der er {more} til. De kommer, når de første er rettet.</p>' if more > 0 else ''}"
        "</div></section>"
    )


def _count(problems: Sequence[Problem]) -> str:
    blanks = sum(problem.is_blank for problem in problems)
    parts = []
    if wrong := len(problems) - blanks:
        parts.append(f"{wrong} fejl skal rettes")
    if blanks:
        parts.append(f"{blanks} sted{'er' if blanks > 1 else ''} skal udfyldes")
    return " og ".join(parts)


def _item(problem: Problem, content: Path) -> str:
    written = "".join(f" <br><code>{escape(line)}</code>" for line in _line(problem, content))
    # Where a path has to break, it breaks between its parts.
    file = escape(problem.file).replace("/", "/<wbr>")
    return (
        f"<li><strong>{file}, linje {problem.line}</strong>{written}"
        f" <br>{escape(problem.wrong)} {escape(problem.remedy)}</li>"
    )


def _line(problem: Problem, content: Path) -> Iterator[str]:
    """The line of the file that the problem is about, if it can be read and is not empty."""
    path = content.parent / problem.file
    if path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        yield from (line.strip() for line in lines[problem.line - 1 : problem.line] if line.strip())
