"""Many municipalities: the letters that lead to one of them, on a phone and with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from e2e.visitor.device import Device
from e2e.visitor.visit import Visit
from guide.municipality import Guide
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.places import with_places
from testing.server import answering


@pytest.fixture(scope="module")
def origin(guide: Guide) -> Iterator[str]:
    with answering(create_app(with_places(guide, 30), Settings(keys=(new_key(),)))) as served:
        yield served


@pytest.mark.full
@pytest.mark.parametrize("width", [320, 1280])
def test_two_steps_lead_to_a_municipality(browser: Browser, origin: str, width: int) -> None:
    with closing(Visit(browser, origin, Device(width=width))) as visit:
        letters = visit.open("/").find("#kommuner a")
        assert letters.all_inner_texts() == ["A", "B", "D", "E", "F", "Å"]
        for box in (letter.bounding_box() for letter in letters.all()):
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
        visit.press_on("#kommuner a >> text=D")
        assert visit.find("#kommuner [aria-current]").inner_text() == "D"
        visit.press_on(".choices a >> nth=0")
        assert "Dalborg" in visit.find("h1, .authority-name").all_inner_texts()[0]
        for path in ("/om", "/privatliv", "/ordbog", "/sig-til"):
            visit.open(f"{path}?bogstav=Å")
