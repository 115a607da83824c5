"""What a page may load, and who may store it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Response, g, request

from guide.municipality import Municipality
from guide.web.http.door import HTTPS_ONLY

_FEATURES = "camera geolocation microphone display-capture payment bluetooth hid midi serial usb"
_NOTHING_OF_THE_DEVICE = ",".join(f"{feature}=()" for feature in _FEATURES.split())

_OF_ALL = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


def set_headers(response: Response) -> Response:
    """Nothing from elsewhere, no referrer, no framing unless allowed.

    An interview is made of many small answers, half of them redirects without a body: these have no policies.
    """
    if request.is_secure:
        response.headers.add(*HTTPS_ONLY)
    if response.location:
        # Werkzeug's own redirects name the host that was asked for, and it is not known to be ours.
        target = urlsplit(response.location)
        response.location = target.path + (f"?{target.query}" if target.query.startswith("emne=") else "")
        # Without their note, which browsers never show, there is nothing left that a policy could be for.
        response.set_data(b"")
        del response.headers["Content-Type"]
    elif response.mimetype == "text/html":
        municipality: Municipality | None = g.get("municipality")
        own_font = bool(municipality and municipality.theme.stylesheet)
        response.headers.extend(_policies_of_a_page(municipality.may_embed if municipality else (), own_font))
    else:
        response.headers.extend(_OF_ALL)
        response.headers.setdefault("Content-Security-Policy", "default-src 'none'")
    if response.status_code >= HTTPStatus.BAD_REQUEST or not g.get("may_be_stored"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def allow_storing() -> None:
    """Let pages be stored, but no answer to a POST."""
    g.may_be_stored = request.method in ("GET", "HEAD")


@cache
def _policies_of_a_page(framers: tuple[str, ...], own_font: bool) -> Mapping[str, str]:  # noqa: FBT001  # a key of the memory
    allowed = " ".join(framers) or "'none'"
    # Only a municipality's own stylesheet can bring a font.
    fonts = "font-src 'self';" if own_font else ""
    policies = {
        **_OF_ALL,
        "Content-Security-Policy": (
            "default-src 'none';style-src 'self';script-src 'self';img-src 'self' data:;connect-src 'self';"
            f"{fonts}form-action 'self';base-uri 'none';frame-ancestors {allowed}"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": _NOTHING_OF_THE_DEVICE,
    }
    if framers:
        # A host that shuts itself off from all that has not agreed to be there takes a frame with these only.
        policies["Cross-Origin-Embedder-Policy"] = "require-corp"
        policies["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        policies["X-Frame-Options"] = "DENY"  # for browsers that do not know frame-ancestors
    return policies
