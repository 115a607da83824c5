"""Pages for what went wrong: in the reader's language, with what to do, and never with a word of the answers."""

from __future__ import annotations

import traceback
from http import HTTPStatus

from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from guide.web.access_log import route
from guide.web.sealed import Expired, Unreadable
from guide.web.site import site


def register(app: Flask) -> None:
    """Handle what views raise."""
    app.register_error_handler(Expired, _expired)
    app.register_error_handler(Unreadable, _unreadable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failure)


def _page(status: int, heading: str, *paragraphs: str) -> tuple[str, int]:
    slug = (request.view_args or {}).get("municipality", "")
    municipality = site().guide.municipalities.get(slug)
    return render_template("error.html", municipality=municipality, heading=heading, paragraphs=paragraphs), status


def _expired(_error: Expired) -> tuple[str, int]:
    return _page(
        HTTPStatus.GONE,
        _("The link has run out"),
        _("Answers are kept nowhere but in the link itself, and only for a while. This link is too old to be opened."),
        _("You can begin again. It takes a few minutes."),
    )


def _unreadable(_error: Unreadable) -> tuple[str, int]:
    return _page(
        HTTPStatus.NOT_FOUND,
        _("The link cannot be opened"),
        _("Part of the link may be missing, or it was made before the guide was restarted."),
        _("Check that the whole link came along, or begin again. It takes a few minutes."),
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
        413: (_("What was sent is too large"), _("Go back, and choose among the answers shown.")),
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
