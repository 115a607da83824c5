"""Serves the guide with a production WSGI server (granian), and makes what its workers share."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from wsgiref.types import WSGIApplication
from zoneinfo import ZoneInfo

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from guide.check import refuse_failing_rules
from guide.content import load
from guide.web import create_app
from guide.web.sealed import new_key

KEYS = "STOETTEGUIDEN_KEYS"
"""The environment variable with the keys of the sealed answers, commas between; the first one seals."""

CONTENT = "STOETTEGUIDEN_CONTENT"
"""The environment variable with the folder of the content; without it, the one beside the package."""

_PACKAGE = Path(__file__).resolve().parent
ROOT = _PACKAGE / "_data" if (_PACKAGE / "_data").exists() else _PACKAGE.parent
"""Where content, static files and translations stand: inside an installed package, beside it in the repository."""

_log = logging.getLogger("stoetteguiden")


def content_directory(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder ``content``."""
    return Path(environ.get(CONTENT) or ROOT / "content")


def danish_today() -> date:
    """Today in Denmark."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def keys_from(environ: Mapping[str, str]) -> list[str]:
    """The keys of the environment; empty when there are none."""
    return [key.strip() for key in environ.get(KEYS, "").split(",") if key.strip()]


def application() -> WSGIApplication:
    """The application of a worker.

    Raises:
        ContentError: the content cannot be used; the guide does not start on bad content.
    """
    guide = load(content_directory(), danish_today())
    refuse_failing_rules(guide)
    return create_app(guide, keys=keys_from(os.environ), root=ROOT, today=danish_today)


def _refuse_taken(host: str, port: int) -> None:
    """Raise ``OSError`` when something answers there already: the server itself would share the port with it."""
    with socket.create_server((host, port)):
        pass


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; before any worker starts, raise what ``application`` raises or ``OSError``."""
    _prepare()
    application()
    _serve("guide.serve:application", host, port, workers)


def serve_editing(host: str, port: int) -> None:
    """Serve what an editor sees while writing (``guide/edit``) until told to stop; raises ``OSError``."""
    _prepare()
    _serve("guide.edit:application", host, port, workers=1)


def _prepare() -> None:
    """Let the log be seen, and have a key that all workers share."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.INFO)
    if not keys_from(os.environ):
        os.environ[KEYS] = new_key()
        _log.warning("No key in %s: one was made. Links with answers will not survive a restart.", KEYS)


def _serve(target: str, host: str, port: int, workers: int) -> None:
    _refuse_taken(host, port)
    _log.info("Støtteguiden at http://%s:%s", host, port)
    # Granian's access log would hold paths, and paths hold the sealed answers: it stays off.
    Server(
        target,
        factory=True,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=1,
        interface=Interfaces.WSGI,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # Without a limit, an interrupt from the terminal can leave a worker and so the server hanging.
        workers_kill_timeout=2,
    ).serve()
