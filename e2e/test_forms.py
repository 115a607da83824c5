"""Every form of the format in a browser: Skovlev, whose standards use them all, in the interview and after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from e2e.test_themes import shown
from e2e.visitor.device import Device
from e2e.visitor.interview import interview
from e2e.visitor.visit import Visit
from testing.havnoe_content import with_skovlev
from testing.people import Person

PERSON = Person(
    {
        "hvem": ("mig",),
        "alder": ("65-pension",),
        "behov": ("ud-af-huset", "bolig"),
        "aarsag": ("syn", "psykisk"),
        "bolig": ("midlertidigt-botilbud",),
        "stoettebehov": ("hoejt",),
        "varig": ("ja",),
        "faerdes": ("nej",),
    }
)
DEVICES = [Device(), *(Device(width=width, dark=dark) for width in (320, 1280) for dark in (False, True))]


@pytest.fixture(scope="module")
def skovlev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with shown(with_skovlev(tmp_path_factory.mktemp("skovlev"))) as origin:
        yield origin


@pytest.mark.full
@pytest.mark.parametrize("device", DEVICES, ids=str)
def test_pages_of_every_form_are_without_fault(browser: Browser, skovlev: str, device: Device) -> None:
    visit = Visit(browser, skovlev, device)
    interview(visit, PERSON, "skovlev")
    visit.press_on("a.button-primary")
    assert visit.outcomes == {"ledsagelse": "individual", "botilbud": "likely"}
    token = visit.path.rpartition("/")[2]
    for page in ("ledsagelse", "ledsagelse/ansoegning", "botilbud", "det-hele"):
        visit.open(f"/skovlev/resultat/{token}/{page}")
    for path in (f"raadgiver/{token}", f"raadgiver/{token}/ark", "standarder/ledsagelse", "standarder/botilbud"):
        visit.open(f"/skovlev/{path}")
    for path in ("frister/ansoegning/botilbud", "breve", "breve/besoeg/botilbud"):
        visit.open(f"/skovlev/{path}")
    visit.close()
