"""What is typed on a page is posted, answered at once, and kept nowhere: not here, not in an address."""

from __future__ import annotations

from flask import Response, request


def keep_nowhere(response: Response) -> Response:
    """The answer to what was posted, not to be stored by the browser; a page that was only asked for, as it is."""
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    return response
