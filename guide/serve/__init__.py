"""Serves the guide with a production server (granian), and makes what its workers share."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from wsgiref.types import WSGIApplication

from guide import ROOT
from guide.check import refuse_failing_rules
from guide.content import load
from guide.rules.answers import Answers
from guide.serve.buffering import BufferedWsgi
from guide.serve.settings import (
    ADDRESS,
    CONTENT,
    KEYS,
    LINK_HOURS,
    WrongSetting,
    access_logged,
    address_from,
    content_directory,
    danish_today,
    keys_from,
    life_from,
    proxies_from,
)
from guide.serve.workers import Workers
from guide.web import ACCESS_LOGGER, LARGEST_BODY, create_app
from guide.web.sealed.tokens import new_key

__all__ = [
    "ADDRESS",
    "CONTENT",
    "KEYS",
    "LINK_HOURS",
    "ROOT",
    "WrongSetting",
    "address_from",
    "application",
    "content_directory",
    "danish_today",
    "keys_from",
    "life_from",
    "serve",
    "serve_editing",
]

_log = logging.getLogger("stoetteguiden")


def application() -> WSGIApplication:
    """The application, with all that it will ever read from files: content, templates, translations, static files.

    Raises:
        ContentError: the content cannot be used; the guide does not start on bad content.
        ValueError: a key is none.
        WrongSetting: a setting cannot be understood.
    """
    guide = load(content_directory(), danish_today())
    refuse_failing_rules(guide)
    made = create_app(
        guide,
        keys=keys_from(os.environ),
        root=ROOT,
        today=danish_today,
        life=life_from(os.environ),
        proxies=proxies_from(os.environ),
        address=address_from(os.environ),
    )
    # What can still matter is computed once here for all workers; the first reader of each would wait a second for it.
    for interview in made.extensions["site"].interviews.values():
        interview.open_questions(Answers())
    return made


def _refuse_taken(host: str, port: int) -> None:
    """Raise ``OSError`` when something answers there already: the server itself would share the port with it."""
    with socket.create_server((host, port)):
        pass


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; before any worker starts, raise what ``application`` raises or ``OSError``."""
    _prepare()
    if not address_from(os.environ):
        _log.warning("No address in %s: links to share with oneself take the host that each reader asked for.", ADDRESS)
    _serve(host, port, workers, _whole_requests)


def serve_editing(host: str, port: int, editing: Callable[[], WSGIApplication]) -> None:
    """Serve what an editor sees while writing (``guide/edit``) until told to stop; raises ``OSError``."""
    _prepare()
    _serve(host, port, 1, lambda: BufferedWsgi(editing(), largest=LARGEST_BODY))


def _prepare() -> None:
    """Let the log be seen, and have a key that all workers share."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.INFO)
    if not access_logged(os.environ):
        logging.getLogger(ACCESS_LOGGER).setLevel(logging.WARNING)
    if not keys_from(os.environ):
        os.environ[KEYS] = new_key()
        _log.warning("No key in %s: one was made. Links with answers will not survive a restart.", KEYS)


def _serve(host: str, port: int, workers: int, read: Callable[[], BufferedWsgi]) -> None:
    first = read()
    _refuse_taken(host, port)
    _log.info("Støtteguiden at http://%s:%s", host, port)
    Workers(host, port, workers, running=first, read=read).run()


def _whole_requests() -> BufferedWsgi:
    return BufferedWsgi(application(), largest=LARGEST_BODY)
