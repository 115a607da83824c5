"""Static files: of another version during an upgrade, and in the themes of a whole country."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from guide.municipality import Guide
from guide.theme import Theme
from guide.web.http.assets import read_assets
from testing.checked_client import CheckedClient
from testing.places import COUNTRY, with_places
from tests.conftest import ROOT


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
def test_no_other_name_is_taken_for_it(client: CheckedClient, other: str) -> None:
    assert client.get(f"/assets/{other}").status_code == 404


def test_nobody_fetches_the_theme_of_another_municipality(guide: Guide) -> None:
    """Each of 98 has colours of its own; its stylesheet is that of the guide and its own rules alone."""
    places = with_places(guide, COUNTRY).municipalities.values()
    themed = [replace(one, theme=Theme(light={"accent": f"#{number:06x}"})) for number, one in enumerate(places)]
    assets = read_assets(ROOT / "static", themed)
    plain = read_assets(ROOT / "static", ()).get(assets.style("", "")) or pytest.fail("no stylesheet")
    assert len(themed) == COUNTRY
    for number, one in enumerate(themed):
        for scheme in ("", "light", "dark"):
            sheet = assets.get(assets.style(scheme, one.slug)) or pytest.fail("no stylesheet")
            assert sheet.body.count(b"data-theme") == plain.body.count(b"data-theme") + 1
            assert f"#{number:06x}" in sheet.body.decode()
            assert len(sheet.body) < len(plain.body) + 500
