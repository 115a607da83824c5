"""Whole addresses of the guide, and their QR codes."""

from __future__ import annotations

import re
from io import BytesIO

import segno
from flask import request
from markupsafe import Markup

from guide.web.http.prefixes import DANISH, address, bare, chosen_language, easy_chosen
from guide.web.site import site

_BARE = {"svgclass": None, "lineclass": None, "omitsize": True}
"""For SVG: no classes, and as large as there is room."""


def whole_address(path: str, *, plain: bool = False, frame: str = "") -> str:
    """An address of the guide with its host.

    Args:
        path: as ``url_for`` gives it.
        plain: without the language and the way of reading of this page.
        frame: for a frame (``FRAMES``); otherwise for a page of its own, even if this one is framed.
    """
    beginning = site().address or request.host_url.rstrip("/")
    language, easy = (DANISH, False) if plain else (chosen_language(), easy_chosen())
    return beginning + address(bare(path, site().languages), frame=frame, language=language, easy=easy)


def breakable(text: str) -> Markup:
    """Lets addresses in a text break after a slash."""
    return Markup("/<wbr>").join(text.split("/"))


def on_paper(address: str) -> Markup:
    """The address as a link that breaks without loss.

    A hyphen at the end of a line is taken for one of the line's own, and is lost where it is copied or read out.
    """
    pieces = re.findall(r".{9,}?[A-Za-z0-9](?=[A-Za-z0-9])|.+$", address)
    text = Markup("<wbr>").join(Markup('<span class="unbroken">{}</span>').format(piece) for piece in pieces)
    return Markup('<a class="written" href="{}" target="_top">{}</a>').format(address, text)


def qr_code(text: str) -> Markup:
    """Inline SVG, black on white, with its quiet zone.

    Raises ``segno.DataOverflowError`` beyond the 2,953 bytes that a QR code can hold.
    """
    return Markup(_qr(text).svg_inline(border=4, dark="#000", light="#fff", **_BARE))  # noqa: S704


def qr_picture(text: str, kind: str) -> bytes:
    """The same code as a file, “svg” or “png”."""
    file = BytesIO()
    of_kind = _BARE if kind == "svg" else {}
    _qr(text).save(file, kind=kind, border=4, scale=20, dark="#000", light="#fff", **of_kind)
    return file.getvalue()


def _qr(text: str) -> segno.QRCode:
    # The weakest correction of errors gives the coarsest pattern, and nothing is printed over it.
    return segno.make_qr(text, error="l", boost_error=False)
