"""Leads on from addresses that were damaged on their way."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from guide.municipality import Municipality
from guide.web.addresses.known import PLACE_OF_TOKEN, TOKEN, KnownPages, Parts, parts_of
from guide.web.http.prefixes import DANISH, page_query
from guide.web.sealed.tokens import EMPTY, EMPTY_SHARED
from guide.web.site import site


@dataclass(frozen=True, slots=True)
class Astray:
    """What an address tells that means no page."""

    municipality: Municipality | None
    lacks_token: bool
    near: str
    """The path of a page that may be meant, or empty."""


def meant_page() -> Response | Astray:
    """To the page that a wrong address can only mean.

    By a permanent redirect to what is there; by another one, which nobody keeps, where there are answers.
    """
    if _may_be_led_on() and (word := request.path[1:].lower()) in {*site().languages} - {DANISH}:
        return redirect(f"{request.script_root}/{word}/", HTTPStatus.PERMANENT_REDIRECT)
    pages = known_pages()
    parts = _parts_asked_for(pages)
    page = pages.meant(parts) if _may_be_led_on() else None
    token = _clean(parts[PLACE_OF_TOKEN]) if page and TOKEN in page else ""
    if page is not None and (token or TOKEN not in page) and (path := pages.path(page, token)) != request.path:
        status = HTTPStatus.SEE_OTHER if token else HTTPStatus.PERMANENT_REDIRECT
        return redirect(request.script_root + path + page_query(), status)
    nearest = pages.nearest(parts)
    near = request.script_root + pages.path(nearest) if nearest is not None else ""
    return Astray(pages.municipality(parts), pages.lacks_token(parts), near)


def mended_link() -> Response | None:
    """To the same page, where its token can be mended."""
    values = request.view_args or {}
    given = values.get("token", "")
    token = site().seals.mended(given) if _may_be_led_on() else ""
    if token in ("", given):
        return None
    return redirect(url_for(request.endpoint or "", **{**values, "token": token}), HTTPStatus.SEE_OTHER)


def _may_be_led_on() -> bool:
    return request.method in ("GET", "HEAD")


def known_pages() -> KnownPages:
    """All pages, found when they are first asked for."""
    pages: KnownPages | None = current_app.extensions.get("pages")
    if pages is None:
        pages = current_app.extensions["pages"] = KnownPages(current_app.url_map.iter_rules(), site().guide)
    return pages


def _parts_asked_for(pages: KnownPages) -> Parts:
    """The path in parts, whatever its Danish letters were.

    The server shows a byte of an older alphabet as a sign that may be any letter.
    """
    path = request.environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
    tried = [parts_of(path.replace("\ufffd", letter)) for letter in "øæå"]
    return next(filter(pages.meant, tried), next(filter(pages.municipality, tried), tried[0]))


def _clean(given: str) -> str:
    return given if given in (EMPTY, EMPTY_SHARED) else site().seals.mended(given)
