"""Serves the guide with granian."""

from __future__ import annotations

import logging
import os
import socket
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from wsgiref.types import WSGIApplication

from guide.check import refuse_failing_rules
from guide.content import Cache, build, load
from guide.rules.answers import Answers
from guide.serve.buffering import BufferedWsgi
from guide.serve.log import PatientHandler
from guide.serve.workers import Workers
from guide.settings import Settings, WrongSetting, danish_today, variable
from guide.web import ACCESS_LOGGER, LARGEST_LETTER, bare_headers, create_app
from guide.web.sealed.tokens import new_key

__all__ = ["serve", "serve_editing"]

_log = logging.getLogger("stoetteguiden")


def application() -> WSGIApplication:
    """The application, with everything it will ever read from files.

    Raises:
        ContentError: the content cannot be used; the guide does not start on bad content.
        ValueError: a key is none.
        WrongSetting: a setting cannot be understood.
    """
    settings = Settings.from_environ()
    if settings.keys_file and settings.keys_file.stat().st_mode & stat.S_IRWXO:
        _log.warning("Others than its owner can read the file in %s: chmod o= it.", variable("keys_file"))
    cache = Cache(settings.cache)
    guide = load(settings.content, danish_today(), cache, settings.also)
    refuse_failing_rules(guide, cache)
    # Only the check asks where a text is in its file.
    made = create_app(replace(guide, texts={}), settings)
    del guide
    # A municipality's bits and its first question are found once here for all workers, not by the first reader of each.
    for interview in made.extensions["site"].interviews.values():
        interview.open_questions(Answers())
    return made


def _free_address(host: str, port: int) -> str:
    """The IP address of a host whose port is free.

    Raises ``OSError`` if it is taken: granian itself would share it.
    """
    (family, _type, _protocol, _name, address), *_others = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    with socket.create_server(address[:2], family=family):
        return str(address[0])


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop.

    Raises what ``application`` raises, and ``OSError``, before any worker starts.
    """
    _prepare()
    settings = Settings.from_environ()
    if settings.proxies and not settings.address:
        raise WrongSetting(
            f"{variable('proxies')} is set and {variable('address')} is not. Write where readers find the guide, as in https://guide.example"
        )
    if not settings.address:
        _log.warning(
            "No address in %s: links to share with oneself take the host that each reader asked for.",
            variable("address"),
        )
    if settings.metrics and settings.metrics[1] == port:
        raise WrongSetting(
            f"{variable('metrics')} names the port {port}, where readers are answered. Choose another one."
        )
    bare = bare_headers(secure=settings.address.startswith("https:"))

    def read() -> BufferedWsgi:
        return BufferedWsgi(application(), largest=LARGEST_LETTER, bare=bare)

    if settings.metrics:
        # Only here: it takes a quarter of a second to import.
        from guide.serve.metrics import Metrics  # noqa: PLC0415

        metrics = Metrics(workers)
        metrics.serve(*settings.metrics)
        _serve(host, port, workers, metrics.of_reading(read, settings.content, *map(Path, settings.also)))
    else:
        _serve(host, port, workers, read)


def serve_editing(host: str, port: int, editing: Callable[[], WSGIApplication], largest: int = LARGEST_LETTER) -> None:
    """Serve ``guide/edit`` until told to stop; raises ``OSError``.

    ``largest`` is how many bytes a form may have.
    """
    _prepare(is_for_readers=False)
    bare = bare_headers(secure=False)
    _serve(host, port, 1, lambda: BufferedWsgi(editing(), largest=largest, bare=bare))


def _prepare(*, is_for_readers: bool = True) -> None:
    """Show the log, and make a key if needed.

    Links of one editor at one machine need not survive a restart.
    """
    # Where standard error was closed, something else may have its number.
    handler = logging.NullHandler() if sys.__stderr__ is None else PatientHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    settings = Settings.from_environ()
    if not settings.access_log:
        logging.getLogger(ACCESS_LOGGER).setLevel(logging.WARNING)
    if not settings.keys:
        os.environ[variable("keys")] = new_key()
        if is_for_readers:
            _log.warning("No key in %s: one was made. Links with answers will not survive a restart.", variable("keys"))


def _serve(host: str, port: int, workers: int, read: Callable[[], BufferedWsgi]) -> None:
    # Nothing here may hold what was read: after a reload it goes.
    server = Workers(_free_address(host, port), port, workers, running=read(), read=read)
    _log.info("Støtteguiden %s at http://%s:%s", build(), f"[{host}]" if ":" in host else host, port)
    server.run()
