"""Pages for what went wrong: in the reader's language, with what to do, and never with a word of the answers."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, current_app, jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

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


def _http_error(error: HTTPException) -> Response | tuple[str, int]:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    if request.path.startswith("/api/"):
        response = jsonify(error=str(error.description), where=None)
        response.status_code = status
        return response
    said = {
        404: (_("The page is not here"), _("The address may be misspelled, or the page may have moved.")),
        405: (_("That cannot be done here"), _("Go to the start page, and try from there.")),
        413: (_("What was sent is too large"), _("Go back, and choose among the answers shown.")),
    }
    return _page(
        status, *said.get(status, (_("The guide could not understand that"), _("Go back, and try once more.")))
    )


def _failure(error: Exception) -> Response | tuple[str, int]:
    # The route's pattern, never the path: the path carries the sealed answers.
    rule = request.url_rule.rule if request.url_rule else "no route"
    current_app.logger.error("%s failed: %s", rule, type(error).__name__, exc_info=error)
    if request.path.startswith("/api/"):
        response = jsonify(error=_("Something went wrong in the guide."), where=None)
        response.status_code = HTTPStatus.INTERNAL_SERVER_ERROR
        return response
    return _page(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something went wrong in the guide"),
        _("It is not your fault. Go back and try once more. Your earlier answers are still in the link."),
    )
