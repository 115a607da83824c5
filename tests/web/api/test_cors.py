"""Which sites' scripts may read the API: those that a municipality allows, of that municipality, and nobody else."""

from __future__ import annotations

import pytest
from flask import Flask

from guide.municipality import Guide
from testing.checked_client import CheckedClient
from testing.random_people import OTHER, PLACE
from tests.conftest import NewApp, Visitor, changed

HOST = "https://www.helsingor.dk"
STRANGERS = ["https://helsingor.dk", "http://www.helsingor.dk", f"{HOST}:8443", f"{HOST}.example", "null", "*", ""]
READ = "Access-Control-Allow-Origin"
PATHS = [f"/api/v1/{PLACE}/{rest}" for rest in ("questions", "standards", "standards/bpa", "standards/ukendt")]


@pytest.fixture(scope="module")
def allowing(guide: Guide, new_app: NewApp) -> Flask:
    """A guide that one host may embed, in one of the municipalities."""
    return new_app(changed(guide, may_embed=(HOST,)))


@pytest.fixture
def asker(allowing: Flask, visitor: Visitor) -> CheckedClient:
    return visitor(allowing)


@pytest.mark.parametrize("path", PATHS)
def test_an_allowed_host_may_read_what_its_municipality_tells(asker: CheckedClient, path: str) -> None:
    response = asker.get(path, headers={"Origin": HOST})
    assert response.headers[READ] == HOST
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("body", ['{"answers": {}}', '{"answers": {"alder": "27"}}', "{"])
def test_an_allowed_host_may_read_outcomes_and_what_is_wrong(asker: CheckedClient, body: str) -> None:
    response = asker.post(f"/api/v1/{PLACE}/outcomes", data=body, headers={"Origin": HOST})
    assert response.headers[READ] == HOST


@pytest.mark.parametrize(("path", "method"), [("questions", "GET"), ("standards/bpa", "GET"), ("outcomes", "POST")])
def test_a_browser_that_asks_first_is_told_what_it_may(asker: CheckedClient, path: str, method: str) -> None:
    asking = {"Origin": HOST, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "content-type"}
    response = asker.options(f"/api/v1/{PLACE}/{path}", headers=asking)
    assert (response.status_code, response.data) == (204, b"")
    assert response.headers[READ] == HOST
    assert method in response.headers["Access-Control-Allow-Methods"]
    assert response.headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert int(response.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("origin", STRANGERS)
def test_nobody_else_may(asker: CheckedClient, origin: str) -> None:
    for path in PATHS:
        assert READ not in asker.get(path, headers={"Origin": origin}).headers
    asked = asker.options(f"/api/v1/{PLACE}/outcomes", headers={"Origin": origin})
    assert not [name for name in asked.headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118


@pytest.mark.parametrize(
    "path", [f"{OTHER}/questions", f"{OTHER}/outcomes", "municipalities", "openapi.json", "ukendt/questions"]
)
def test_a_host_may_read_nothing_but_what_its_municipality_tells(asker: CheckedClient, path: str) -> None:
    assert READ not in asker.get(f"/api/v1/{path}", headers={"Origin": HOST}).headers
    if path != "openapi.json":
        assert READ not in asker.options(f"/api/v1/{path}", headers={"Origin": HOST}).headers


def test_no_page_of_the_guide_may_be_read_by_a_script_of_another_site(asker: CheckedClient) -> None:
    for path in ("/", f"/{PLACE}/", f"/ramme/{PLACE}/", f"/{PLACE}/spoergsmaal/ny/hvem", f"/{PLACE}/resultat/ny"):
        assert READ not in asker.get(path, headers={"Origin": HOST}).headers
