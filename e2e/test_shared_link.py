"""Links that run out, and links to oneself: copied, printed, as a QR code, opened elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from e2e.states.all import BY_NAME
from e2e.states.state import Addresses, Arrive, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.paper import A4, codes_seen_on, text_copied_from
from e2e.visitor.visit import Visit
from guide.rules.answers import Answers
from guide.web.sealed.lifetime import SHARED_COMPUTER, Lifetime
from guide.web.sealed.tokens import Seals
from testing.long_run import first_now
from testing.people import CANNOT_GO_OUT_ALONE

SHARED_LINK = State("shared link", "/helsingoer/del/{token}", ".qr svg", CANNOT_GO_OUT_ALONE, writes={"dage": "3"})
SHEET = BY_NAME["sheet with a link"]


@pytest.mark.parametrize(
    ("life", "age"),
    [(None, 25), (SHARED_COMPUTER, 2), (Lifetime.of_days(1), 25), (Lifetime.of_days(14), 14 * 24 + 1)],
    ids=["day", "hour", "1", "14"],
)
def test_a_link_that_has_run_out(visit: Visit, addresses: Addresses, life: Lifetime | None, age: int) -> None:
    visit.open(f"/helsingoer/resultat/{addresses.aged(token(addresses, life), hours=age)}", status=410)
    visit.press_on("a.button-primary")
    assert visit.path == "/helsingoer/"


def test_a_link_to_oneself_lives_longer_than_others(visit: Visit, addresses: Addresses) -> None:
    visit.open(f"/helsingoer/resultat/{addresses.aged(token(addresses, Lifetime.of_days(14)), hours=13 * 24)}").submit()
    assert visit.outcomes["ledsagelse"] == "likely"


def token(addresses: Addresses, life: Lifetime | None) -> str:
    return Seals([addresses.key]).seal("helsingoer", Answers(CANNOT_GO_OUT_ALONE.answers), life)


def test_a_link_to_oneself_goes_on_on_another_device(come_again: Arrive, new_visit: Callable[[Device], Visit]) -> None:
    desk, phone = come_again(SHARED_LINK, in_known_colours()), new_visit(in_known_colours(width=320, javascript=False))
    kept = desk.find("#link").input_value().removeprefix(phone.origin)
    phone.open(kept)
    assert not phone.outcomes
    phone.submit()
    assert phone.outcomes["ledsagelse"] == "likely"
    assert phone.back().path == kept
    phone.submit().follow("Se og ret mine svar").follow("Alder i dag")
    assert phone.chosen == CANNOT_GO_OUT_ALONE.to("alder")


@pytest.mark.parametrize(
    "before",
    ["() => {}", "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')) }"],
    ids=["clipboard", "no clipboard"],
)
def test_a_button_copies_the_link_and_says_so(visit: Visit, addresses: Addresses, before: str) -> None:
    addresses.open(visit, SHARED_LINK).allow_copying().run(before)
    visit.click_button("Kopiér linket")
    expect(visit.find("[role=status]")).not_to_be_empty()
    assert visit.clipboard == visit.find("#link").input_value()


def test_without_scripts_the_link_can_be_marked(come_again: Arrive) -> None:
    visit = come_again(SHARED_LINK, in_known_colours(javascript=False))
    assert not visit.find("main button").count()
    assert visit.find("#link").input_value().startswith(visit.origin)


@pytest.mark.parametrize(
    "device",
    first_now(
        [
            in_known_colours(dark=True),
            in_known_colours(),
            in_known_colours(forced_colors=True),
            in_known_colours(printed=True),
            in_known_colours(dark=True, printed=True),
        ]
    ),
    ids=str,
)
def test_the_qr_code_stays_black_on_white(come_again: Arrive, device: Device) -> None:
    visit = come_again(SHARED_LINK, device)
    colours = visit.find(".qr path").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).fill, getComputedStyle(one).stroke])"
    )
    white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert [colours[0][0], colours[1][1]] == [white, black]
    box = visit.find(".qr svg").bounding_box()
    assert box is not None
    assert box["width"] > 150


def test_the_printed_link_is_whole(come_again: Arrive) -> None:
    visit = come_again(SHARED_LINK, A4)
    expect(visit.find("#link")).to_be_hidden()
    written = visit.find("#link-to-copy .print-only")
    expect(written).to_be_visible()
    assert written.inner_text() == visit.find("#link").input_value()
    assert visit.find(".written").evaluate("one => getComputedStyle(one, '::after').content") in ("none", "normal")


@pytest.mark.parametrize("state", first_now([SHARED_LINK, SHEET]), ids=str)
def test_a_printed_link_leads_from_the_paper_to_the_result(
    come_again: Arrive, new_visit: Callable[[Device], Visit], state: State
) -> None:
    """By a phone's camera, and by copying the text of the PDF, in whatever lines it is broken."""
    paper = come_again(state, A4)
    printed = paper.on_paper()
    (code,) = codes_seen_on(printed)
    copied = re.sub(r"\s", "", text_copied_from(printed))
    assert code in copied
    phone = new_visit(in_known_colours(width=320))
    phone.open(code.removeprefix(paper.origin)).submit()
    assert "likely" in phone.outcomes.values()


LINES = """link => { const lines = new Map();
  for (const piece of link.children) if (piece.localName === "span") for (const box of piece.getClientRects()) {
    const line = Math.round(box.top); lines.set(line, (lines.get(line) ?? "") + piece.textContent); }
  return [...lines.values()]; }"""


@pytest.mark.parametrize("where", [SHARED_LINK, SHEET], ids=str)
def test_no_line_of_the_printed_link_ends_in_what_is_lost(come_again: Arrive, where: State) -> None:
    visit = come_again(where, A4)
    lines = visit.find(".written").evaluate(LINES)
    assert len(lines) > 1
    assert "".join(lines) == visit.find(".written").get_attribute("href")
    assert not [line for line in lines if line[-1] in "-_"]
    # The whole address is a link in the PDF.
    assert b"/resultat/gAAAA" in visit.on_paper()
