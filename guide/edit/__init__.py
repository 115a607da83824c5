"""The editor's live preview, with all problems on top.

``make edit`` runs it on one's own machine. It wraps the application as readers get it and knows nothing of its
inside; that application knows nothing of this, and ``guide serve`` never loads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from guide import ROOT
from guide.check import report_on
from guide.content import Cache, Layers, Problem, read
from guide.edit.desk import LARGEST, POLICY, create_desk
from guide.edit.desk.at_hand import PLACE, Desk
from guide.edit.trial import Trial, Workshop, alone, is_whole
from guide.edit.writing.saving import Repository, Shelf, files_of
from guide.municipality import Guide
from guide.settings import Settings, danish_today
from guide.web import create_app
from guide.web.http.assets import read_styles
from guide.web.pages.matrix import matrix
from guide.web.standalone import render_alone

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["LARGEST", "PLACE", "UNFOLDED", "EditedGuide", "application"]

UNFOLDED = 3
"""Problems above the page; the others are folded, so that the page is near."""

_MAIN = re.compile(r"<main\b[^>]*>")
_OWN_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]+)?", re.IGNORECASE)
"""What a browser asks for on this machine: another site may point its own name here, and read along."""

_STANDARD = re.compile(r"/([a-z0-9-]+)/standarder/([a-z0-9-]+)$")
"""The page of a standard."""

_SCRIPT = (Path(__file__).parent / "reload.js").read_text(encoding="utf-8")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """The content as it was saved at one time.

    ``application`` is of the last content that could be shown, ``None`` where there has been none; ``is_older`` says
    that it is not of this one.
    """

    number: int
    signature: object
    application: WSGIApplication | None
    problems: tuple[Problem, ...]
    is_older: bool = False


class EditedGuide:
    """A WSGI application that reads saved content anew.

    Args:
        settings: the folder of the content, and the keys of the sealed answers.
        root: the folder with ``static/`` and ``translations/``.
        today: the clock.
        sources: the folder of the sources' texts, where quotes are looked up.
    """

    def __init__(self, settings: Settings, root: Path, today: Callable[[], date], sources: Path | None = None) -> None:
        self._settings, self._content, self._root, self._today = settings, settings.content, root, today
        self._lock, self._cache, self._layers = Lock(), Cache(settings.cache), Layers(self._content, settings.also)
        self._edition, self._shelf = Edition(0, None, None, ()), Shelf(self._content)
        self._stylesheet = root / "static" / "guide" / "tokens.css"
        self._desk = create_desk(
            Desk(
                shelf=self._shelf,
                repository=Repository(self._content),
                workshop=Workshop(self._content, self._stylesheet, today, sources, settings.also),
                problems=lambda: self.edition().problems,
                page=self._page,
                today=today,
            )
        )

    def edition(self) -> Edition:
        """The content as it is saved now."""
        with self._lock:
            if (signature := _signature(self._layers)) != self._edition.signature:
                self._edition = self._read(signature)
            return self._edition

    def _read(self, signature: object) -> Edition:
        before, number = self._edition.application, self._edition.number + 1
        guide, problems = read(self._content, self._today(), self._cache, self._settings.also)
        if not _can_be_shown(guide, problems):
            return Edition(number, signature, before, problems, is_older=before is not None)
        preview = create_app(guide, self._settings, root=self._root, today=self._today)
        # While something is blank, what else could be said of the texts is said of blanks.
        all_problems = problems or report_on(guide, self._today(), self._stylesheet, self._cache).problems
        return Edition(number, signature, preview, all_problems)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._answer(environ)(environ, start_response)

    def _answer(self, environ: WSGIEnvironment) -> WSGIApplication:
        if not self._is_known(environ.get("HTTP_HOST", "")):
            return self._own("Only http://127.0.0.1 and http://localhost\n", "text/plain", HTTPStatus.FORBIDDEN)
        edition, path = self.edition(), environ.get("PATH_INFO", "")
        if path.startswith(PLACE):
            return self._below_place(path.removeprefix(PLACE), edition)
        if edition.application is None:
            page = render_alone("pages/not_readable.html", place=PLACE, **_shown(edition))
            return self._own(_with_script(page, edition), "text/html", HTTPStatus.SERVICE_UNAVAILABLE)
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        answer = self._desk.response_class.from_app(edition.application, environ)
        if answer.mimetype == "text/html" and answer.data:
            answer.data = _with_script(self._with_problems(answer.get_data(as_text=True), edition, path), edition)
            answer.headers["Cache-Control"] = "no-store"
        return answer

    def _below_place(self, path: str, edition: Edition) -> WSGIApplication:
        if path == "udgave":
            return self._own(str(edition.number), "text/plain")
        if path == "genindlaes.js":
            return self._own(_SCRIPT, "text/javascript")
        if path == "guide.css":
            return self._own(read_styles(self._root / "static"), "text/css")
        return self._desk

    def _own(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> WSGIApplication:
        """An answer of the editor's own, which no browser stores."""
        return self._desk.response_class(text, status, _HEADERS, kind)

    def _is_known(self, host: str) -> bool:
        """Whether it is this machine, or the public address."""
        address = self._settings.address.rpartition("/")[2]
        return bool(_OWN_HOST.fullmatch(host)) or bool(address and host.lower() == address.lower())

    def _page(self, trial: Trial, which: str) -> str:
        """A citizen's page with an unsaved text."""
        place = trial.place
        if not trial.is_readable or place is None or not trial.address:
            return _not_readable(trial)
        if which == "regel" and trial.standard:
            return matrix(
                replace(trial.guide, municipalities={trial.slug: alone(place, trial.standard)}), self._today()
            )
        application = create_app(trial.guide, self._settings, root=self._root, today=self._today)
        answer = application.test_client().get(f"/let{trial.address}" if which == "let" else trial.address)
        # Where another file cannot be read, the page may lack what it refers to.
        has_failed = answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
        return _not_readable(trial) if has_failed and trial.others else answer.text

    def _with_problems(self, page: str, edition: Edition, path: str) -> str:
        """The page with a link to its form, and problems."""
        panel = render_alone("components/edited.html", place=PLACE, form=self._form_of(path))
        if edition.problems:
            panel += render_alone("components/problems.html", **_shown(edition))
        return _MAIN.sub(lambda main: main[0] + panel, page, count=1)

    def _form_of(self, path: str) -> str:
        """The address of a page's form, below the list."""
        match = _STANDARD.search(path)
        return f"{match[1]}/{match[2]}" if match and match[1] in self._shelf.municipalities() else ""


def _with_script(page: str, edition: Edition) -> str:
    script = f'<script type="module" src="{PLACE}genindlaes.js?udgave={edition.number}"></script>\n</head>'
    return page.replace("</head>", script, 1)


def _can_be_shown(guide: Guide, problems: Iterable[Problem]) -> bool:
    """Whether only blanks are missing and every rule is complete."""
    whole = all(is_whole(standard) for place in guide.municipalities.values() for standard in place.with_outcome)
    return whole and bool(guide.municipalities) and all(problem.is_blank for problem in problems)


def _signature(layers: Layers) -> object:
    """A value that differs once any file has changed."""
    stats = ((str(path), path.stat()) for content in layers.contents for path in files_of(content))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def _not_readable(trial: Trial) -> str:
    """What is wrong, where there is no page."""
    problems = (*trial.problems, *trial.others)
    return render_alone("pages/not_readable.html", place=PLACE, **_shown(Edition(0, None, None, problems)))


def _shown(edition: Edition) -> dict[str, object]:
    """What the templates say of the problems."""
    blanks = sum(problem.is_blank for problem in edition.problems)
    listed = [(problem, _line(problem)) for problem in edition.problems]
    return {
        "problems": listed[:UNFOLDED],
        "folded": listed[UNFOLDED:],
        "wrong": len(edition.problems) - blanks,
        "blanks": blanks,
        "is_older": edition.is_older,
    }


def _line(problem: Problem) -> str:
    """The line of a problem, if readable."""
    path = Path(problem.file)
    is_own = path.is_file() and not path.is_symlink()
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if is_own else []
    return "".join(lines[problem.line - 1 : problem.line]).strip()


def application(sources: Path | None = None) -> WSGIApplication:
    """The application of ``make edit``."""
    return EditedGuide(Settings.from_environ(), ROOT, danish_today, sources)
