"""A QR code as a picture in the page: black on white whatever the colours of the reader, sharp at any size."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_code(text: str) -> Markup:
    """The text as inline SVG, with the quiet zone of four modules that scanners need; no style attribute in it.

    Raises:
        segno.DataOverflowError: the text is longer than a QR code can hold (2,953 bytes).
    """
    # The weakest correction of errors gives the coarsest pattern, and nothing is printed over it.
    code = segno.make_qr(text, error="l", boost_error=False)
    return Markup(code.svg_inline(border=4, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True))  # noqa: S704
