"""Static files during an upgrade: a page may name those of another version."""

from __future__ import annotations

import pytest
from flask import Flask

from testing.checked_client import CheckedClient


@pytest.fixture
def name(app: Flask) -> str:
    """The stylesheet's address."""
    return f"/assets/{app.extensions['site'].assets.name('guide.css')}"


def test_the_file_of_another_version_is_what_there_is_now_and_not_kept(client: CheckedClient, name: str) -> None:
    now = client.get(name)
    assert "immutable" in now.headers["Cache-Control"]
    before = client.get("/assets/guide.0123456789.css")
    assert (before.status_code, before.data) == (200, now.data)
    assert before.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "other", ["guide.css", "guide.0123456789.js.css", "guide.012345678X.css", "gone.0123456789.css"]
)
def test_no_other_name_is_taken_for_it(client: CheckedClient, name: str, other: str) -> None:
    assert client.get(f"/assets/{other}").status_code == 404
