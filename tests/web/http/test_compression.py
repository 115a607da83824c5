"""Text travels compressed to whoever takes it, unchanged; static files were compressed before anybody asked."""

from __future__ import annotations

import gzip
import re
from random import Random

import brotli
import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from guide.web.http.compression import BLOCK, SMALLEST, compress_response
from guide.web.http.holes import fill, fill_packed, pack, shape
from testing.random_people import PLACE
from tests.conftest import Seal

BROWSER = "gzip, deflate, br, zstd"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def ask(app: Flask, path: str, takes: str | None = BROWSER, method: str = "GET", **more: object) -> TestResponse:
    headers = {} if takes is None else {"Accept-Encoding": takes}
    return app.test_client().open(path, method=method, headers=headers, **more)  # type: ignore[arg-type]


def stylesheet(app: Flask) -> str:
    found = re.search(r'href="(/assets/[^"]+\.css)"', ask(app, "/", takes=None).text)
    assert found
    return found[1]


@pytest.fixture
def paths(app: Flask, seal: Seal) -> list[str]:
    """One of each kind of text: pages with and without answers, an error, the stylesheet, JSON."""
    token = seal(PLACE, {"hvem": ["mig"], "alder": ["26-64"]})
    return [
        f"/{PLACE}/",
        f"/{PLACE}/spoergsmaal/ny/hvem",
        f"/{PLACE}/svar/{token}",
        f"/{PLACE}/standarder/ledsagelse",
        "/der-er-ikke/noget-her",
        stylesheet(app),
        f"/api/v1/{PLACE}/questions",
    ]


@pytest.mark.parametrize(("takes", "packing"), [(BROWSER, "br"), ("gzip, deflate", "gzip")])
def test_packed_text_says_what_it_says_unpacked(app: Flask, paths: list[str], takes: str, packing: str) -> None:
    for path in paths:
        compressed, plain = ask(app, path, takes), ask(app, path, takes=None)
        assert compressed.headers["Content-Encoding"] == packing, path
        assert "Content-Encoding" not in plain.headers
        assert UNPACK[packing](compressed.data) == plain.data
        filled = BLOCK + 300 if compressed.cache_control.no_store else 0
        assert int(compressed.headers["Content-Length"]) == len(compressed.data) < len(plain.data) * 0.6 + filled
        assert (compressed.status, compressed.content_type) == (plain.status, plain.content_type)


@pytest.mark.parametrize(("takes", "packing"), [(BROWSER, "br"), ("gzip, deflate", "gzip")])
def test_the_length_of_an_answer_hardly_tells_what_is_in_it(takes: str, packing: str) -> None:
    chance = Random(packing)
    lengths = set()
    for size in range(SMALLEST, SMALLEST + 2 * BLOCK, 7):
        body = "".join(chance.choices("abcdefghijklmnop", k=size))
        response = Response(body, content_type="text/html", headers={"Cache-Control": "no-store"})
        with Flask(__name__).test_request_context("/", headers={"Accept-Encoding": takes}):
            packed = compress_response(response).get_data()
        assert UNPACK[packing](packed) == body.encode()
        lengths.add(len(packed))
    assert {length % BLOCK for length in lengths} == {0}
    assert len(lengths) <= 3


ARABIC = "نص طويل بحروف عربية، فيه كلمات كثيرة وأرقام مثل 12. ".encode() * 9


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"nothing to fill",
        b"\0b\0 first",
        b"\0a\0, \0b\0 and \0a\0 again" * 9,
        ARABIC + b"\0a\0" + ARABIC + b"\0b\0\0a\0" + ARABIC[::-1],
    ],
)
@pytest.mark.parametrize("others", [(b"x" * 140, b"29 November"), (b"z" * 139 + b"-", b"z" * 10 + b"7")])
def test_what_was_packed_before_it_was_filled_unpacks_to_the_page(text: bytes, others: tuple[bytes, bytes]) -> None:
    holes = (b"\0a\0", b"\0b\0")
    packed = pack(text, dict(zip(holes, (b"y" * 140, b"28 November"), strict=True)))
    values = dict(zip(holes, others, strict=True))
    assert brotli.decompress(fill_packed(packed, values)) == fill(text, values)
    foreign = dict(zip(holes, (b"y" * 140, "29 نوفمب".encode()[:11]), strict=True))
    assert pack(text, foreign) == b""
    assert {shape(foreign[hole]) == shape(value) for hole, value in values.items()} == {True, False}


def test_only_what_may_be_kept_is_as_short_as_it_can_be(app: Flask, paths: list[str]) -> None:
    for path in paths:
        response = ask(app, path)
        assert (len(response.data) % BLOCK == 0) is bool(response.cache_control.no_store), path


def test_a_cache_is_told_that_there_are_two_forms_of_what_it_may_keep(app: Flask, paths: list[str]) -> None:
    kept = [path for path in paths if not ask(app, path).cache_control.no_store]
    assert len(kept) > 3
    for path in paths:
        for takes in (BROWSER, None):
            assert ("Accept-Encoding" in ask(app, path, takes).headers.get("Vary", "")) is (path in kept), path


@pytest.mark.parametrize(
    ("takes", "packing"),
    [
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.2, gzip;q=1.0", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("gzip, br", "br"),
        ("deflate, *;q=0.1", "br"),
    ],
)
def test_readers_get_the_packing_that_they_like_best(app: Flask, takes: str, packing: str) -> None:
    for path in ("/", stylesheet(app)):
        assert ask(app, path, takes).headers["Content-Encoding"] == packing


@pytest.mark.parametrize(
    "takes", [None, "", "identity", "zstd", "gzip;q=0", "br;q=0, gzip;q=0.0, *", "*;q=0", "deflate", "gzip;q=nonsense"]
)
def test_whoever_takes_no_packing_of_ours_never_gets_one(app: Flask, takes: str | None) -> None:
    for path in ("/", stylesheet(app)):
        response = ask(app, path, takes)
        assert "Content-Encoding" not in response.headers
        assert response.text.strip()


def test_to_ask_for_the_headers_alone_gives_those_of_the_page(app: Flask, paths: list[str]) -> None:
    for path in paths:
        head, whole = ask(app, path, method="HEAD"), ask(app, path)
        assert head.data == b""
        assert dict(head.headers) == dict(whole.headers)


def test_static_files_are_packed_at_start_and_may_be_kept(app: Flask) -> None:
    name = stylesheet(app)
    asset = app.extensions["site"].assets.get(name.rpartition("/")[2])
    response = ask(app, name)
    assert response.data == asset.compressed["br"]
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_equal_files_are_packed_into_equal_bytes(app: Flask) -> None:
    assert len({ask(app, "/").data for _again in range(3)}) == 1


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (Response("x" * (SMALLEST - 1), content_type="text/plain"), "too small to be worth it"),
        (Response(b"x" * 9000, content_type="image/png"), "is no text"),
        (Response((piece for piece in ["x" * 9000]), content_type="text/plain"), "comes piece by piece"),
        (
            Response(b"x" * 9000, content_type="text/plain", headers={"Content-Encoding": "zstd"}),
            "is packed already",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gains_nothing_is_left_as_it_is(app: Flask, response: Response, why: str) -> None:
    before = response.headers.get("Content-Encoding")
    with app.test_request_context("/", headers={"Accept-Encoding": BROWSER}):
        assert compress_response(response).headers.get("Content-Encoding") == before, why


def test_a_redirect_is_its_address_and_nothing_else(app: Flask) -> None:
    response = ask(app, f"/{PLACE}/spoergsmaal/ny/hvem", method="POST", data={"svar": "mig"})
    assert (response.status_code, response.data) == (303, b"")
    assert set(response.headers.keys()) == {"Location", "Cache-Control", "Content-Length"}
