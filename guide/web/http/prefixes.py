"""The reader's frame, language and reading, from the path's front.

No cookie decides: `/ramme/helsingoer/` is made for a frame, `/en/helsingoer/` is English, `/let/helsingoer/` is “Let
læst”, `/helsingoer/` is plain Danish on a page of its own. The parts move to the script name, so that every link of
the visit keeps them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import g, request, url_for

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DANISH = "da"
EASY = "let"
FRAME = "ramme"
FRAMES = {FRAME: "", "ramme-lys": "light", "ramme-moerk": "dark"}
"""The words for a frame, and the colours that the page around it has; none of its own: the reader's."""

STAND_IN = "~token~of~a~reader~"
"""Instead of a token, where an address is made for many; an address holds it as it is."""

_ROOT, _FRAME = "stoetteguiden.root", "stoetteguiden.frame"
_LANGUAGE, _EASY = "stoetteguiden.language", "stoetteguiden.easy"


class PathPrefixes:
    """Moves frame, language and `let` to the script name."""

    def __init__(self, application: WSGIApplication, languages: Iterable[str]) -> None:
        self._application = application
        self._languages = frozenset(languages) - {DANISH}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[_ROOT] = environ.get("SCRIPT_NAME", "")
        _move(environ, FRAMES, _FRAME)
        if _FRAME not in environ and environ.get("HTTP_SEC_FETCH_DEST") == "iframe":
            # A plain address in a frame: the links of the page take the visit to where it needs no header.
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{FRAME}"
            environ[_FRAME] = FRAME
        _move(environ, self._languages, _LANGUAGE)
        _move(environ, (EASY,), _EASY)
        return self._application(environ, start_response)


def _move(environ: WSGIEnvironment, known: Container[str], key: str) -> None:
    first, slash, rest = environ.get("PATH_INFO", "")[1:].partition("/")
    first = first.lower()  # typed from paper, perhaps
    if slash and first in known:
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{first}"
        environ["PATH_INFO"] = "/" + rest
        environ[key] = first


def chosen_language() -> str:
    """The language of the request."""
    language: str = request.environ.get(_LANGUAGE, DANISH)
    return language


def easy_chosen() -> bool:
    """Whether the reader wants “Let læst”."""
    return _EASY in request.environ


def frame_word() -> str:
    """The request's word of ``FRAMES``; empty outside a frame."""
    word: str = request.environ.get(_FRAME, "")
    return word


def address(path: str, *, frame: str = "", language: str = DANISH, easy: bool = False) -> str:
    """A path of the guide with these words in front."""
    words = (frame, language if language != DANISH else "", EASY if easy else "")
    return "/".join((request.environ.get(_ROOT, ""), *filter(None, words))) + path


def bare(path: str, languages: Container[str]) -> str:
    """The same path of the guide without words in front."""
    rest = path.removeprefix(request.environ.get(_ROOT, ""))
    for known in (FRAMES, languages, (EASY,)):
        first, slash, more = rest[1:].partition("/")
        if slash and first in known:
            rest = "/" + more
    return rest


def page_query() -> str:
    """The query of a page, ``?emne=…`` or ``?bogstav=…``, or nothing."""
    asked = {name: request.args[name] for name in ("emne", "bogstav") if request.args.get(name)}
    return "?" + urlencode(asked) if asked else ""


def this_page(language: str, *, easy: bool, framed: bool = True) -> str:
    """This page's address in another language, reading or frame."""
    # Quoted anew: a path may hold what no page may, such as control characters.
    path = quote(request.path) + page_query()
    return address(path, frame=frame_word() if framed else "", language=language, easy=easy)


def url_of(endpoint: str, *, token: str = "", **values: str) -> str:
    """What ``url_for`` says, remembered; for templates."""
    place = g.get("municipality")
    known = tuple(values.items())
    address = _url_of(request.script_root, place and place.slug, endpoint, STAND_IN if token else "", known)
    return address.replace(STAND_IN, token)


@lru_cache(maxsize=4096)
def _url_of(_root: str, _place: str, endpoint: str, token: str, values: tuple[tuple[str, str], ...]) -> str:
    """Root and municipality tell requests apart."""
    parts: dict[str, Any] = {"token": token, **dict(values)} if token else dict(values)
    return url_for(endpoint, **parts)
