"""Pages for errors, without answers, and the way on.

An address that can only mean one page leads there: by a permanent redirect, or by 303 where answers are in it.
"""

from __future__ import annotations

import traceback
from http import HTTPStatus

from flask import Flask, current_app, g, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as AnyResponse

from guide.web.addresses.meant import meant_page, mended_link
from guide.web.http.access_log import route
from guide.web.sealed.tokens import Expired, Foreign, Incomplete, Unreadable
from guide.web.site import site


def register(app: Flask) -> None:
    app.register_error_handler(Expired, _expired)
    app.register_error_handler(Unreadable, _unreadable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failure)


def _page(
    status: int, heading: str, *paragraphs: str, elsewhere: tuple[str, str] | None = None, near: str = ""
) -> tuple[str, int]:
    """``elsewhere`` is a link's text and address, ``near`` a path."""
    page = render_template("error.html", heading=heading, paragraphs=paragraphs, elsewhere=elsewhere, near=near)
    return page, status


def _expired(_error: Expired) -> tuple[str, int]:
    return _page(
        HTTPStatus.GONE,
        _("The link has expired"),
        _("Your answers are only in the link itself, and only for a while. This link is too old to open."),
        _("If you have saved a newer link, open that. Otherwise you can begin again. It takes a few minutes."),
    )


def _unreadable(error: Unreadable) -> tuple[str, int] | AnyResponse:
    if mended := mended_link():
        return mended
    if isinstance(error, Foreign) and (place := site().guide.municipalities.get(error.municipality)):
        here = {**(request.view_args or {}), "municipality": place.slug}
        return _page(
            HTTPStatus.NOT_FOUND,
            _("The link belongs to another municipality"),
            _("The link was made in the guide of %(name)s. It can only be opened there.", name=place.name),
            _("If you want to know what there is here, begin again. It takes a few minutes."),
            elsewhere=(_("Open it in %(name)s", name=place.name), url_for(request.endpoint or "", **here)),
        )
    if isinstance(error, Incomplete):
        return _page(
            HTTPStatus.NOT_FOUND,
            _("The link is incomplete"),
            _("Part of the link is missing, or something has been added to it."),
            _("Find the link where you saved it, and copy all of it. Otherwise you can start again."),
        )
    return _page(
        HTTPStatus.NOT_FOUND,
        _("The link cannot be opened"),
        _("The link has been changed, or the guide has a new key since the link was made."),
        _("Copy the link again from where you saved it. If that does not help, start again."),
    )


def _http_error(error: HTTPException) -> AnyResponse:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.NOT_FOUND and not request.path.startswith("/api/"):
        return _not_found()
    heading, advice = _words(status)
    refusal = jsonify(error=heading, where=None, choose=[]), status
    response = make_response(refusal if request.path.startswith("/api/") else _page(status, heading, advice))
    response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response


def _not_found() -> AnyResponse:
    """The page that is meant, or one in its municipality."""
    meant = meant_page()
    if isinstance(meant, AnyResponse):
        return meant
    g.municipality = g.get("municipality") or meant.municipality
    if meant.lacks_token:
        return make_response(_unreadable(Incomplete()))
    return make_response(_page(HTTPStatus.NOT_FOUND, *_words(HTTPStatus.NOT_FOUND), near=meant.near))


def _words(status: int) -> tuple[str, str]:
    by_status = {
        404: (_("The page is not here"), _("The address may be misspelled, or the page may have moved.")),
        405: (_("That cannot be done here"), _("Go to the start page, and try from there.")),
        413: (_("The request is too large"), _("Go back, and write less.")),
        500: (
            _("Something went wrong in the guide"),
            _("It is not your fault. Go back and try once more. Your earlier answers are still in the link."),
        ),
    }
    return by_status.get(status, (_("The guide could not understand that"), _("Go back, and try once more.")))


def _failure(error: Exception) -> AnyResponse:
    log_failure(error)
    return _http_error(InternalServerError())


def log_failure(error: BaseException | None) -> None:
    """Log what and where, without messages: they may hold answers."""
    while error:
        places = "".join(traceback.format_tb(error.__traceback__))
        current_app.logger.error("%s failed: %s\n%s", route() or "no route", type(error).__name__, places)
        error = error.__cause__ or error.__context__
