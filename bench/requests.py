"""The CPU time of a request: each page beside an empty view, in one process and in one run.

Run from the repository: ``.venv/bin/python -m bench.requests`` (``--profile`` tells where the time goes,
``--languages`` compares a page's time and bytes as sent with those of the same page in Danish, ``--floor`` tells what
the pages of a person would cost if all that a template makes were free). The WSGI
application is called as the server calls it; the network and the server itself are left out. The figure is the least
of the rounds, for whatever else the machine does only adds; the ratio to the empty view is what can be compared
between machines.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import brotli
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.measuring import sealed
from guide import ROOT
from guide.content import load
from guide.result.overview import build_result
from guide.rules.answers import Answers
from guide.settings import Settings
from guide.web import create_app
from guide.web.http.compression import filled_brotli
from guide.web.sealed.tokens import new_key
from guide.web.site import Site, here, open_token, site
from testing.people import CANNOT_GO_OUT_ALONE

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

TODAY = date(2026, 11, 22)
PLACE = "helsingoer"
ROUNDS, EACH = 150, 4


def requests_of(application: WSGIApplication, token: str, begun: str, language: str = "") -> dict[str, WSGIEnvironment]:
    """What is asked for, by name; the first one is the empty view.

    ``begun`` is a token without the last answers; ``language`` the beginning of a path, as ``/en``.
    """
    asked = {
        "empty view": "/healthz",
        "start page": f"/{PLACE}/",
        "question (radios)": f"/{PLACE}/spoergsmaal/{begun}/stoettebehov",
        "question (16 checkboxes)": f"/{PLACE}/spoergsmaal/{begun}/behov",
        "question, answered before": f"/{PLACE}/spoergsmaal/{token}/stoettebehov",
        "answers": f"/{PLACE}/svar/{token}",
        "result": f"/{PLACE}/resultat/{token}",
        "account": f"/{PLACE}/resultat/{token}/ledsagelse",
        "a standard": f"/{PLACE}/standarder/ledsagelse",
    }
    made = {}
    for name, path in asked.items():
        made[name] = EnvironBuilder(
            language + path, headers=[("Accept-Encoding", "gzip, deflate, br, zstd")]
        ).get_environ()
        _body, status, _headers = run_wsgi_app(application, dict(made[name]))
        if status != "200 OK":
            raise SystemExit(f"{language}{path} answered {status}")
    return made


def call(application: WSGIApplication, environ: WSGIEnvironment) -> int:
    """One request as the server makes it; the bytes of the body."""
    body = application(dict(environ), _start)
    return sum(map(len, body))


def _start(_status: str, _headers: object, _exc: object = None, /) -> Callable[[bytes], object]:
    return lambda _body: None


def microseconds(steps: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The least CPU time of each step over all rounds; they take turns, so that all see the same machine."""
    least = dict.fromkeys(steps, float("inf"))
    for _round in range(ROUNDS):
        for name, step in steps.items():
            before = time.process_time()
            for _time in range(EACH):
                step()
            least[name] = min(least[name], (time.process_time() - before) / EACH * 1e6)
    return least


def calls(application: WSGIApplication, made: Mapping[str, WSGIEnvironment]) -> dict[str, Callable[[], object]]:
    return {name: partial(call, application, environ) for name, environ in made.items()}


def compare_languages(application: WSGIApplication, token: str, begun: str) -> None:
    """Print time and bytes of each page in each language, as multiples of the Danish."""
    every = {
        name + language: environ
        for language in ("", "/en", "/ar")
        for name, environ in requests_of(application, token, begun, language).items()
    }
    least = microseconds(calls(application, every))
    for name in list(every)[1 : len(every) // 3]:
        told = ""
        for language in ("/en", "/ar"):
            here = name + language
            size, of_danish = (call(application, every[one]) for one in (here, name))
            told += f"   {language} {least[here] / least[name]:.2f} × the time, {size / of_danish:.2f} × the bytes"
        print(f"  {name:26}{told}")


def print_floor(app: Flask, made: Mapping[str, WSGIEnvironment], token: str) -> None:
    """Print what a question, a result and an account need beside their templates."""
    bodies = {
        name: brotli.decompress(b"".join(app.wsgi_app(dict(made[name]), _start))) for name in ("result", "account")
    }
    with app.test_request_context(f"/{PLACE}/"):
        app.preprocess_request()
        answers = open_token(token).answers
        steps: dict[str, Callable[[], object]] = {
            "open the token": lambda: open_token(token),
            "open questions": lambda: site().interview.open_questions(answers),
            "all outcomes": lambda: build_result(here(), answers),
            "outcomes and one account": lambda: build_result(here(), answers).account(here().standards[0], TODAY),
            **{f"pack the {name}": partial(filled_brotli, body) for name, body in bodies.items()},
        }
        for name, taken in microseconds(steps).items():
            print(f"  {name:26} {taken:8.0f} µs")


def main() -> None:
    """Print the figures, or with ``--profile`` the functions of the result and of a question that take longest."""
    app = create_app(load(ROOT / "content", TODAY), Settings(keys=(new_key(),)), today=lambda: TODAY)
    told = CANNOT_GO_OUT_ALONE.answers
    begun = {question: options for question, options in told.items() if question not in ("behov", "stoettebehov")}
    running: Site = app.extensions["site"]
    municipality = running.guide.municipalities[PLACE]
    token, begun_token = (sealed(running.seals, municipality, answers) for answers in map(Answers, (told, begun)))
    made = requests_of(app.wsgi_app, token, begun_token)
    if "--profile" in sys.argv:
        for name in ("question (radios)", "result"):
            profile = cProfile.Profile()
            with profile:
                for _time in range(EACH):
                    call(app.wsgi_app, made[name])
            print(f"\n=== {name}")
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return
    if "--floor" in sys.argv:
        print_floor(app, made, token)
        return
    if "--languages" in sys.argv:
        compare_languages(app.wsgi_app, token, begun_token)
        return
    least = microseconds(calls(app.wsgi_app, made))
    empty = least["empty view"]
    print(f"CPU per request, least of {ROUNDS} rounds of {EACH}:")
    for name, taken in least.items():
        print(f"  {name:26} {taken:8.0f} µs  {taken / empty:5.1f} × the empty view")


if __name__ == "__main__":
    main()
