"""Serves the guide with a production WSGI server (granian), and makes what its workers share."""

from __future__ import annotations

import logging
import os
import re
import socket
from collections.abc import Mapping
from datetime import date, datetime, timedelta
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

LINK_HOURS = "STOETTEGUIDEN_LINK_HOURS"
"""The environment variable with the life of a link with answers after each step, in whole hours; without it, 24."""

ADDRESS = "STOETTEGUIDEN_ADDRESS"
"""The environment variable with where the guide is found from outside, as in ``https://guide.example``."""

LONGEST_LIFE = 14 * 24
"""Hours; as long as the longest life that a reader can choose."""

_HOST = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?", re.IGNORECASE)

_PACKAGE = Path(__file__).resolve().parent
ROOT = _PACKAGE / "_data" if (_PACKAGE / "_data").exists() else _PACKAGE.parent
"""Where content, static files and translations stand: inside an installed package, beside it in the repository."""

_log = logging.getLogger("stoetteguiden")


class WrongSetting(Exception):
    """An environment variable cannot be used; the message says which, and what to write."""


def content_directory(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder ``content``."""
    return Path(environ.get(CONTENT) or ROOT / "content")


def danish_today() -> date:
    """Today in Denmark."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def keys_from(environ: Mapping[str, str]) -> list[str]:
    """The keys of the environment; empty when there are none."""
    return [key.strip() for key in environ.get(KEYS, "").split(",") if key.strip()]


def life_from(environ: Mapping[str, str]) -> timedelta:
    """How long a link with answers lives after each step; raises ``WrongSetting``."""
    written = environ.get(LINK_HOURS, "").strip() or "24"
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= LONGEST_LIFE):
        raise WrongSetting(f"{LINK_HOURS} is “{written}”. Write a whole number of hours from 1 to {LONGEST_LIFE}.")
    return timedelta(hours=int(written))


def address_from(environ: Mapping[str, str]) -> str:
    """Where the guide is found from outside, without a slash at the end; empty where nobody has said it.

    Raises:
        WrongSetting: it is more or less than a scheme and a host.
    """
    written = environ.get(ADDRESS, "").strip().rstrip("/")
    if written and not _HOST.fullmatch(written):
        raise WrongSetting(f"{ADDRESS} is “{written}”. Write the scheme and the host only: https://guide.example")
    return written


def application() -> WSGIApplication:
    """The application of a worker.

    Raises:
        ContentError: the content cannot be used; the guide does not start on bad content.
        WrongSetting: an environment variable cannot be used.
    """
    guide = load(content_directory(), danish_today())
    refuse_failing_rules(guide)
    return create_app(
        guide,
        keys=keys_from(os.environ),
        root=ROOT,
        today=danish_today,
        life=life_from(os.environ),
        address=address_from(os.environ),
    )


def _refuse_taken(host: str, port: int) -> None:
    """Raise ``OSError`` when something answers there already: the server itself would share the port with it."""
    with socket.create_server((host, port)):
        pass


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; before any worker starts, raise what ``application`` raises or ``OSError``."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.INFO)
    if not keys_from(os.environ):
        os.environ[KEYS] = new_key()
        _log.warning("No key in %s: one was made. Links with answers will not survive a restart.", KEYS)
    if not address_from(os.environ):
        _log.warning("No address in %s: links to share with oneself take the host that each reader asked for.", ADDRESS)
    application()
    _refuse_taken(host, port)
    _log.info("Støtteguiden at http://%s:%s", host, port)
    # Granian's access log would hold paths, and paths hold the sealed answers: it stays off.
    Server(
        "guide.serve:application",
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
