"""Pages for what went wrong: in the reader's language, with what to do, and never with a word of the answers."""

from __future__ import annotations

import traceback
from http import HTTPStatus

from flask import Flask, current_app, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from guide.web.http.access_log import route
from guide.web.sealed.tokens import Expired, Foreign, Incomplete, Unreadable
from guide.web.site import site


def register(app: Flask) -> None:
    """Handle what views raise."""
    app.register_error_handler(Expired, _expired)
    app.register_error_handler(Unreadable, _unreadable)
    app.register_error_handler(Incomplete, _incomplete)
    app.register_error_handler(Foreign, _foreign)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failure)


def _page(status: int, heading: str, *paragraphs: str, elsewhere: tuple[str, str] | None = None) -> tuple[str, int]:
    """A page of what went wrong; ``elsewhere`` is a link, its text and its address, that mends it."""
    return render_template("error.html", heading=heading, paragraphs=paragraphs, elsewhere=elsewhere), status


def _expired(_error: Expired) -> tuple[str, int]:
    return _page(
        HTTPStatus.GONE,
        _("The link has expired"),
        _("Your answers are only in the link itself, and only for a while. This link is too old to open."),
        _("If you have saved a newer link, open that. Otherwise you can begin again. It takes a few minutes."),
    )


def _incomplete(_error: Incomplete) -> tuple[str, int]:
    return _page(
        HTTPStatus.NOT_FOUND,
        _("The link is incomplete"),
        _("Part of the link is missing, or something has been added to it."),
        _("Find the link where you saved it, and copy all of it. Otherwise you can start again."),
    )


def _unreadable(_error: Unreadable) -> tuple[str, int]:
    return _page(
        HTTPStatus.NOT_FOUND,
        _("The link cannot be opened"),
        _("The link has been changed, or the guide has a new key since the link was made."),
        _("Copy the link again from where you saved it. If that does not help, start again."),
    )


def _foreign(error: Foreign) -> tuple[str, int]:
    municipality = site().guide.municipalities.get(error.municipality)
    if municipality is None:
        return _unreadable(error)
    here = {**(request.view_args or {}), "municipality": municipality.slug}
    return _page(
        HTTPStatus.NOT_FOUND,
        _("The link belongs to another municipality"),
        _("The link was made in the guide of %(name)s. It can only be opened there.", name=municipality.name),
        _("If you want to know what there is here, begin again. It takes a few minutes."),
        elsewhere=(_("Open it in %(name)s", name=municipality.name), url_for(request.endpoint or "", **here)),
    )


def _http_error(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    response = make_response(_refusal(status) if request.path.startswith("/api/") else _page(status, *_words(status)))
    response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response


def _words(status: int) -> tuple[str, str]:
    known = {
        404: (_("The page is not here"), _("The address may be misspelled, or the page may have moved.")),
        405: (_("That cannot be done here"), _("Go to the start page, and try from there.")),
        413: (_("The request is too large"), _("Go back, and choose among the answers shown.")),
        500: (
            _("Something went wrong in the guide"),
            _("It is not your fault. Go back and try once more. Your earlier answers are still in the link."),
        ),
    }
    return known.get(status, (_("The guide could not understand that"), _("Go back, and try once more.")))


def _refusal(status: int) -> tuple[Response, int]:
    return jsonify(error=_words(status)[0], where=None, choose=[]), status


def _failure(error: Exception) -> Response:
    log_failure(error)
    return _http_error(InternalServerError())


def log_failure(error: BaseException | None) -> None:
    """Log what failed and where, without what may carry answers: the path, and the messages of exceptions."""
    while error:
        places = "".join(traceback.format_tb(error.__traceback__))
        current_app.logger.error("%s failed: %s\n%s", route() or "no route", type(error).__name__, places)
        error = error.__cause__ or error.__context__
