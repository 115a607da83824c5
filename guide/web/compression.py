"""Fewer bytes on the way: text is sent gzipped to whoever takes it; static files are packed once, at start.

Compressed answers can be made to betray a secret (BREACH) where a stranger can have a browser fetch, with its rights, a
page that holds the secret beside the stranger's own words, and watch its length. Here a browser has no rights: there is
no cookie, no session and no CSRF token. The one secret is the token in the links of a page, which stands in the
address of that page too: whoever can have the page fetched, with words of his own or not, knows it already.
"""

from __future__ import annotations

import zlib

from flask import Response, request

LEVEL = 6
"""For pages, which are packed per request: the higher levels take longer, and save hardly two bytes in a thousand."""

LEVEL_AT_START = 9
"""For static files."""

SMALLEST = 400
"""Bytes; below this, packing saves less than its own header costs or hardly more."""

_TEXT = ("text/", "application/json", "image/svg+xml")
_GZIP = 16 + zlib.MAX_WBITS


def packed(body: bytes, level: int = LEVEL_AT_START) -> bytes:
    """The body in gzip, without a name and a time: equal bodies are packed into equal bytes."""
    return zlib.compress(body, level, wbits=_GZIP)


def pack(response: Response) -> Response:
    """The answer packed, if it is text, worth it, and asked for so; what is packed already stays as it is."""
    if response.content_encoding or response.is_streamed or not (response.mimetype or "").startswith(_TEXT):
        return response
    body = response.get_data()
    if len(body) >= SMALLEST:
        # No cache keeps an answer with answers of a person in it, so none needs to be told of its two forms.
        if not response.cache_control.no_store:
            response.vary.add("Accept-Encoding")
        if gzip_taken():
            send_packed(response, packed(body, LEVEL))
    return response


def gzip_taken() -> bool:
    """Whether the reader takes gzip: named or by “*”, and not with the quality 0."""
    return request.accept_encodings.quality("gzip") > 0


def send_packed(response: Response, body: bytes) -> None:
    """Make this packed body the answer's."""
    response.set_data(body)
    response.content_encoding = "gzip"
