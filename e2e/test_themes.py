"""A municipality in its own colours, and one under a stylesheet of its own: nothing is lost in a browser either."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from e2e.checkers.others import package
from e2e.visitor.device import Device
from e2e.visitor.interview import interview
from e2e.visitor.visit import Visit
from guide.content import load
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.changed_content import MUNICIPALITY, TODAY, copied
from testing.havnoe_content import SINGS_ON_THE_MAINLAND, SLUG, created
from testing.people import Person
from testing.server import answering

Begin = Callable[[Device], Visit]

PERSON = Person({question: tuple(chosen) for question, chosen in SINGS_ON_THE_MAINLAND.items()})
DEVICES = [Device(width=width, dark=dark) for width in (320, 1280) for dark in (False, True)]


@contextmanager
def shown(content: Path) -> Iterator[str]:
    """Where the guide of this content answers."""
    app = create_app(load(content, TODAY), Settings(keys=(new_key(),)), today=lambda: TODAY)
    with answering(app) as origin:
        yield origin


@pytest.fixture(scope="module")
def havnoe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with shown(created(tmp_path_factory.mktemp("havnoe"))) as origin:
        yield origin


@pytest.fixture(scope="module")
def under_dkfds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Lilleby with the stylesheet of Det Fælles Designsystem in its folder, as a municipality would lay it there."""
    content = copied(tmp_path_factory.mktemp("dkfds"))
    dist = package("dkfds/dist/css/dkfds.min.css").parents[1]
    for part in ("css/dkfds.min.css", "img", "fonts"):
        into = content.path(f"lilleby/dkfds/{part}")
        into.parent.mkdir(parents=True, exist_ok=True)
        if (dist / part).is_dir():
            shutil.copytree(dist / part, into)
        else:
            shutil.copyfile(dist / part, into)
    content.change(MUNICIPALITY, "tema: {", "tema: {skrift: IBM Plex Sans, stylesheet: dkfds/css/dkfds.min.css, ")
    with shown(content.root) as origin:
        yield origin


@pytest.fixture
def begin(browser: Browser, havnoe: str) -> Iterator[Begin]:
    visits: list[Visit] = []

    def start(device: Device) -> Visit:
        visits.append(Visit(browser, havnoe, device))
        return visits[-1]

    yield start
    for visit in visits:
        visit.close()


@pytest.mark.full
@pytest.mark.parametrize("device", DEVICES, ids=str)
def test_an_interview_in_its_own_colours_is_without_fault(begin: Begin, device: Device) -> None:
    visit = begin(device)
    assert {"paa-havnoe", "faerge"} <= set(interview(visit, PERSON, SLUG))
    visit.press_on("a.button-primary")
    assert visit.outcomes["hjaelp-paa-faergen"] == "likely"
    visit.open(f"/{SLUG}/forhaandsvisning")


def test_what_was_chosen_is_what_is_painted_and_paper_stays_white(begin: Begin) -> None:
    painted = "element => getComputedStyle(element)"
    visit = begin(Device()).open(f"/{SLUG}/")
    assert visit.find("body").evaluate(f"{painted}.backgroundColor") == "rgb(245, 248, 251)"
    assert visit.find("body").evaluate(f"{painted}.fontFamily").startswith("Verdana")
    assert visit.find("a.button-primary").evaluate(f"{painted}.backgroundColor") == "rgb(28, 79, 138)"
    assert visit.find("a.button-primary").evaluate(f"{painted}.borderRadius") == "2px"
    assert visit.find("header img").bounding_box()
    assert visit.find("header img").evaluate("image => image.naturalWidth > 0")
    printed = begin(Device(width=700, printed=True)).open(f"/{SLUG}/")
    assert printed.find("body").evaluate(f"{painted}.backgroundColor") == "rgb(255, 255, 255)"
    assert printed.find("main li a").first.evaluate(f"{painted}.color") == "rgb(0, 0, 0)"


@pytest.mark.full
@pytest.mark.parametrize("width", [320, 1280])
def test_dkfds_as_a_municipalitys_own_stylesheet(browser: Browser, under_dkfds: str, width: int) -> None:
    with closing(Visit(browser, under_dkfds, Device(width=width))) as visit:
        for path in ("/lilleby/", "/lilleby/spoergsmaal/ny/hvem", "/lilleby/standarder", "/lilleby/forhaandsvisning"):
            visit.open(path)
        # Its own type has come, from this server: the policy let it through.
        assert "IBM Plex Sans" in visit.find("body").evaluate("body => getComputedStyle(body).fontFamily")
        assert visit.find("html").evaluate("() => [...document.fonts].some(font => font.status === 'loaded')")
