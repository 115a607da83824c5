"""Compresses text with Brotli or gzip; static files at start.

Compressed answers can be made to betray a secret (BREACH) where a stranger can have a browser fetch, with its rights, a
page that holds the secret beside the stranger's own words, and watch its length. Here a browser has no rights: there is
no cookie, no session and no CSRF token. The one secret is the token in the links of a page, which is in the
address of that page too: whoever can have the page fetched, with words of his own or not, knows it already.

Whoever watches the line sees how long an answer is, and could reckon from the public guide what is in it. So what may
not be stored is filled up to whole blocks, where the format has room for bytes that every reader skips.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import MappingProxyType

import brotli
from flask import Response, request
from werkzeug.http import parse_accept_header

SMALLEST = 400
"""Bytes; below this, packing saves less than its own header costs or hardly more."""

BLOCK = 2048
"""Bytes; packed answers that may not be stored are as long as some of these."""

BROTLI = "br"

_TEXT = ("text/", "application/json", "image/svg+xml")
_GZIP = 16 + zlib.MAX_WBITS  # without a name and a time: equal bodies are compressed into equal bytes

# Pages are compressed per request: the higher levels take longer, and hardly save.
_BROTLI = {"mode": brotli.MODE_TEXT, "quality": 5}

# In the order of our own choice.
_OF_PAGES: Mapping[str, Callable[[bytes], bytes]] = {
    BROTLI: partial(brotli.compress, **_BROTLI),
    "gzip": partial(zlib.compress, level=6, wbits=_GZIP),
}


def filled_brotli(*pieces: bytes) -> bytes:
    """Before the end, blocks of no metadata (RFC 7932, 9.2)."""
    packer = brotli.Compressor(**_BROTLI)
    packed, end = b"".join(packer.process(piece) + packer.flush() for piece in pieces), packer.finish()
    return bytes(packed + b"\x06" * (-len(packed + end) % BLOCK) + end)


def _filled_gzip(body: bytes) -> bytes:
    """In the head, an extra field (RFC 1952, 2.3.1.1)."""
    packed = _OF_PAGES["gzip"](body)
    fill = -(len(packed) + 2) % BLOCK
    return packed[:3] + b"\x04" + packed[4:10] + fill.to_bytes(2, "little") + bytes(fill) + packed[10:]


_FILLED: Mapping[str, Callable[[bytes], bytes]] = {BROTLI: filled_brotli, "gzip": _filled_gzip}
_AT_START: Mapping[str, Callable[[bytes], bytes]] = {
    BROTLI: partial(brotli.compress, mode=brotli.MODE_TEXT, quality=11),
    "gzip": partial(zlib.compress, level=9, wbits=_GZIP),
}


def compressed(body: bytes) -> Mapping[str, bytes]:
    """A static file's body by the name of its packing."""
    return MappingProxyType({packing: compress(body) for packing, compress in _AT_START.items()})


def compress_response(response: Response) -> Response:
    """Compress a text response if the client accepts it."""
    if response.content_encoding or response.is_streamed or not (response.mimetype or "").startswith(_TEXT):
        return response
    body = response.get_data()
    if len(body) >= SMALLEST:
        # No cache keeps an answer with answers of a person in it, so none needs to be told of its forms.
        is_stored = "no-store" not in response.headers.get("Cache-Control", "")
        if is_stored:
            response.vary.add("Accept-Encoding")
        if packing := accepted_packing():
            _send(response, packing, _packed(packing, body) if is_stored else _FILLED[packing](body))
    return response


@lru_cache(maxsize=256)
def _packed(packing: str, body: bytes) -> bytes:
    """A page without answers, packed once."""
    return _OF_PAGES[packing](body)


def send_compressed(response: Response, forms: Mapping[str, bytes]) -> None:
    """Send one of these compressed bodies, if the reader accepts."""
    if forms and (packing := accepted_packing()):
        _send(response, packing, forms[packing])


def accepted_packing() -> str:
    """The packing that this reader likes best.

    Named or by “*”; empty if all have the quality 0.
    """
    return _best_packing(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=64)
def _best_packing(accepted: str) -> str:
    qualities = parse_accept_header(accepted)
    best = max(_OF_PAGES, key=qualities.quality)
    return best if qualities.quality(best) > 0 else ""


def _send(response: Response, packing: str, body: bytes) -> None:
    response.set_data(body)
    response.content_encoding = packing
