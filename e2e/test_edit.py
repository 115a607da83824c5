"""The editor’s own preview in a browser: the page follows what is saved, and tells what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.visit import Visit
from guide import ROOT
from guide.edit import UNFOLDED, EditedGuide
from guide.settings import Settings
from guide.web.sealed.tokens import new_key
from testing.changed_content import COMPANION, TODAY, Copy, copied
from testing.server import answering

Edit = Callable[[Device], Visit]
PAGE = "/lilleby/standarder/ledsagelse"


@contextmanager
def edited(content: Copy) -> Iterator[str]:
    """Where the edit server of this content answers."""
    guide = EditedGuide(Settings(keys=(new_key(),), content=content.root), ROOT, lambda: TODAY)
    with answering(guide) as origin:
        yield origin


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    return copied(tmp_path)


@pytest.fixture
def edit(browser: Browser, content: Copy) -> Iterator[Edit]:
    """Makes editors; what they arrive at by its own reload is looked at by ``check``."""
    visits: list[Visit] = []
    with edited(content) as origin:

        def begin(device: Device) -> Visit:
            visits.append(Visit(browser, origin, device))
            return visits[-1]

        yield begin
        for visit in visits:
            visit.break_off()


def test_the_page_follows_what_is_saved_by_itself(edit: Edit, content: Copy) -> None:
    visit = edit(in_known_colours()).open(PAGE)
    shown, told = visit.find("p.lead"), visit.find("#redigering li")
    content.change(COMPANION, "kort: En ledsager går med dig ud.", "kort: En ven går med dig ud.")
    expect(shown).to_have_text("En ven går med dig ud.")
    content.change(COMPANION, "trin: 2", "trin: to")
    expect(told).to_contain_text("trin: to")
    expect(shown).to_have_text("En ven går med dig ud.")
    content.change(COMPANION, "trin: to", "trin: 2")
    expect(told).to_have_count(0)


@pytest.mark.parametrize("device", [Device(width=320), Device(width=1280, dark=True)], ids=str)
def test_what_is_wrong_is_told_on_a_page_without_fault(edit: Edit, content: Copy, device: Device) -> None:
    content.change(COMPANION, "trin: 2", "trin: «hvilket trin på trappen ordningen står på»")
    content.change(COMPANION, "  - Du må selv sige, hvor du vil hen.\n", "  - «tanke»\n" * 4)
    visit = edit(device).open("/lilleby/")
    told = visit.find("#redigering li").filter(visible=True)
    expect(told).to_have_count(UNFOLDED)
    visit.find("#redigering summary").press("Enter")
    expect(told).to_have_count(5)
    visit.check()


def test_content_that_has_never_been_good_is_told_on_a_page_without_fault(edit: Edit, content: Copy) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    visit = edit(in_known_colours(width=320)).open("/lilleby/", status=503)
    assert visit.find("#redigering li").count() == 1


def test_without_scripts_a_plain_reload_shows_what_is_saved(edit: Edit, content: Copy) -> None:
    visit = edit(in_known_colours(javascript=False)).open(PAGE)
    content.change(COMPANION, "kort: En ledsager går med dig ud.", "kort: En ven går med dig ud.")
    assert visit.open(PAGE).find("p.lead").inner_text() == "En ven går med dig ud."
