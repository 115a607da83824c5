"""The headers of the answers: who may load, frame and open a page. What all must have, the checked client looks at."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.municipality import Guide
from testing.checked_client import CheckedClient
from testing.random_people import PERSON, PLACE
from tests.conftest import NewApp, Seal, Visitor, changed

HOST = "https://intra.example"


@pytest.fixture
def pages(seal: Seal) -> list[str]:
    """A page of each kind."""
    token = seal(PLACE, PERSON)
    own = (
        *("", "slut", "frister/klage", "breve", "forbered", "links", "forhaandsvisning", "raadgiver"),
        *(f"{kind}/{token}" for kind in ("svar", "resultat", "del", "raadgiver")),
        *(f"spoergsmaal/{token}/behov", f"raadgiver/{token}/soeg", f"raadgiver/{token}/ark"),
    )
    return ["/", "/om", "/api", *(f"/{PLACE}/{page}" for page in own)]


@pytest.fixture
def framed(guide: Guide, new_app: NewApp, visitor: Visitor) -> CheckedClient:
    """A visitor of a guide that one host may frame, in one of its municipalities."""
    return visitor(new_app(changed(guide, may_embed=(HOST,))))


def test_whoever_opened_a_page_in_a_window_keeps_no_hold_of_it(client: CheckedClient, pages: list[str]) -> None:
    for page in pages:
        assert client.get(page).headers["Cross-Origin-Opener-Policy"] == "same-origin", page


def test_no_other_site_may_load_a_page_that_nobody_may_frame(client: CheckedClient, pages: list[str]) -> None:
    for page in pages:
        headers = client.get(page).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], page
        assert headers["X-Frame-Options"] == "DENY", page
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", page


def test_only_pages_that_may_be_framed_may_be_loaded_across_origins(framed: CheckedClient) -> None:
    allows = {f"/{PLACE}/": True, f"/{PLACE}/spoergsmaal/ny/hvem": True, "/": False, "/koebenhavn/": False}
    for page, allowed in allows.items():
        headers = framed.get(page).headers
        assert (HOST in headers["Content-Security-Policy"]) is allowed
        assert headers.get("X-Frame-Options") == (None if allowed else "DENY")
        assert headers.get("Cross-Origin-Embedder-Policy") == ("require-corp" if allowed else None)
        assert headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if allowed else "same-origin")


def test_no_page_can_ask_for_what_the_device_has(client: CheckedClient, pages: list[str]) -> None:
    for page in (*pages, "/der-er-ikke/noget-her"):
        policy = client.get(page).headers["Permissions-Policy"]
        assert {"camera=()", "geolocation=()", "microphone=()", "usb=()", "payment=()"} < set(policy.split(","))


TOLD_BY_PROXY = [
    (0, "http", "", False),
    (0, "http", "https", False),
    (0, "https", "", True),
    (1, "http", "https", True),
    (1, "http", "http", False),
    (1, "http", "https, http", False),
    (2, "http", "https, http", True),
]


@pytest.fixture(scope="module")
def behind(new_app: NewApp) -> dict[int, FlaskClient]:
    """Visitors of guides with none, one and two proxies in front."""
    apps = (new_app(proxies=proxies) for proxies in range(3))
    return {proxies: FlaskClient(app, app.response_class) for proxies, app in enumerate(apps)}


@pytest.mark.parametrize(("proxies", "scheme", "forwarded", "kept"), TOLD_BY_PROXY)
def test_https_is_kept_to_only_where_it_is_used(
    behind: dict[int, FlaskClient], proxies: int, scheme: str, forwarded: str, *, kept: bool
) -> None:
    header = {"X-Forwarded-Proto": forwarded} if forwarded else {}
    for page in ("/", f"/{PLACE}/spoergsmaal/ny/hvem", f"/{PLACE}/spoergsmaal/ny", "/api/v1/municipalities", "/intet"):
        found = behind[proxies].get(page, headers=header, base_url=f"{scheme}://localhost").headers
        assert ("Strict-Transport-Security" in found) is kept


@pytest.mark.parametrize(
    "path", ["//andet.example", "//andet.example/%2e%2e", "/\\andet.example", "///andet.example//"]
)
def test_no_address_leads_to_another_host(app: Flask, path: str) -> None:
    response = FlaskClient(app, app.response_class).get(path, headers={"Host": "andet.example"})
    location = response.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
