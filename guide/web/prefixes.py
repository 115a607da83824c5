"""How the reader wants the guide, told by the front of the path: a language, and whether it is to be easy to read.

No cookie and no header decides: `/en/helsingoer/` is English, `/let/helsingoer/` is “Let læst”, `/helsingoer/` is
plain Danish. The parts move to the script name, so that every link of the visit keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DANISH = "da"
EASY = "let"
_ROOT, _LANGUAGE, _EASY = "stoetteguiden.root", "stoetteguiden.language", "stoetteguiden.easy"


class PathPrefixes:
    """Moves a language code and then `let` from the front of the path to the script name."""

    def __init__(self, application: WSGIApplication, languages: Iterable[str]) -> None:
        self._application = application
        self._languages = frozenset(languages) - {DANISH}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[_ROOT] = environ.get("SCRIPT_NAME", "")
        for known, key in ((self._languages, _LANGUAGE), (frozenset((EASY,)), _EASY)):
            first, slash, rest = environ.get("PATH_INFO", "")[1:].partition("/")
            if slash and first in known:
                environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{first}"
                environ["PATH_INFO"] = "/" + rest
                environ[key] = first
        return self._application(environ, start_response)


def chosen_language() -> str:
    """The language of the request."""
    language: str = request.environ.get(_LANGUAGE, DANISH)
    return language


def easy_chosen() -> bool:
    """Whether the reader wants “Let læst”."""
    return _EASY in request.environ


def this_page(language: str, *, easy: bool) -> str:
    """The address of this page in another language or in the other way of reading."""
    parts = [request.environ.get(_ROOT, ""), *([language] if language != DANISH else []), *([EASY] if easy else [])]
    # Quoted anew: a path may hold what no page may, such as control characters.
    return "/".join(parts) + quote(request.path)
