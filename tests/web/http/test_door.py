"""What cannot be a host, and heads that are too long, are refused at the door: nothing behind it is asked or fails."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from guide.web.http.door import LONGEST_HEAD, bare_headers
from tests.conftest import NewApp

ODD = (
    *("a..b", ".a", f"{'a' * 64}.example", "", "guide.example, andet.example"),
    *("æ.example", "a b", "a:b", "[::1", "a/b"),
)
POSSIBLE = (
    *("guide.example", "GUIDE.example:8000", "guide.example.", "xn--frst-1ra.dk"),
    *("10.0.0.1", "[::1]:80", "min_guide"),
)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", ODD)
@pytest.mark.parametrize("path", ["/", "/helsingoer/", "/healthz", "/intet"])
def test_a_host_that_cannot_be_is_refused_without_a_failure(
    app: Flask, caplog: pytest.LogCaptureFixture, host: str, path: str, scheme: str
) -> None:
    caplog.set_level(logging.INFO)
    response = FlaskClient(app, app.response_class).get(path, headers={"Host": host}, base_url=f"{scheme}://localhost")
    assert response.status_code == 400
    assert {"no-store", "nosniff", "no-referrer", "DENY"} <= {*response.headers.values()}
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert ("Strict-Transport-Security" in response.headers) is (scheme == "https")
    (record,) = caplog.records
    assert re.fullmatch(r"INFO GET no route 400 [0-9]+ ms", f"{record.levelname} {record.getMessage()}")


@pytest.mark.parametrize("host", POSSIBLE)
def test_a_host_that_can_be_is_answered(app: Flask, host: str) -> None:
    assert FlaskClient(app, app.response_class).get("/helsingoer/", headers={"Host": host}).status_code == 200


def test_a_request_without_a_host_is_refused_where_it_must_have_one(app: Flask) -> None:
    for protocol, status in (("HTTP/1.1", 400), ("HTTP/1.0", 200)):
        environ = {"SERVER_PROTOCOL": protocol, "HTTP_HOST": None}
        found = FlaskClient(app, app.response_class).get("/healthz", environ_overrides=environ)
        assert found.status_code == status, protocol


@pytest.mark.parametrize(("more", "status"), [(-500, 200), (1, 431)])
@pytest.mark.parametrize("part", ["header", "query"])
def test_a_head_that_is_too_long_is_refused_with_the_headers_of_every_answer(
    app: Flask, caplog: pytest.LogCaptureFixture, part: str, more: int, status: int
) -> None:
    caplog.set_level(logging.INFO)
    long = "a" * (LONGEST_HEAD + more)
    path, headers = ("/healthz", {"X-Long": long}) if part == "header" else (f"/healthz?{long}", {})
    response = FlaskClient(app, app.response_class).get(path, headers=headers)
    assert response.status_code == status
    assert (set(bare_headers(secure=False)) <= {*response.headers.items()}) is (status == 431)
    assert caplog.records[-1].getMessage().split()[-3] == str(status)


@pytest.mark.parametrize("host", POSSIBLE)
def test_the_address_of_the_guide_is_its_host_whatever_was_asked_for(new_app: NewApp, host: str) -> None:
    app, seen = new_app(address="https://guide.example:8443"), []
    app.before_request(lambda: seen.append(request.host))
    assert FlaskClient(app, app.response_class).get("/helsingoer/links", headers={"Host": host}).status_code == 200
    assert seen == ["guide.example:8443"]
