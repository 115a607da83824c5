"""Each municipality's own colour, light and dark: text (axe, in the page object), and what is not text, at 3 to 1."""

from __future__ import annotations

import pytest

from e2e.states.state import Arrive, State
from e2e.visitor.device import Device
from e2e.visitor.tab_order import COLOURS
from guide import ROOT
from guide.check.colours import PAIRS, colour
from guide.check.contrast import themes
from guide.municipality import Guide
from guide.settings import Settings
from testing.people import CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON

MUNICIPALITIES = sorted(file.parent.name for file in Settings.from_environ().content.glob("da/*/kommune.md"))

EDGE = f"""element => {{
  {COLOURS}
  const style = getComputedStyle(element);
  const edge = style.borderInlineStartColor;
  return [contrast(edge, ground(element.parentElement)), contrast(edge, ground(element))];
}}"""
FILL = f"element => {{ {COLOURS} return contrast(ground(element), ground(element.parentElement)); }}"
TICK = f"element => {{ {COLOURS} return contrast(getComputedStyle(element).accentColor, ground(element)); }}"
MEETING = f"""() => {{
  {COLOURS}
  const hex = found => "#" + rgba(found).slice(0, 3).map(part => part.toString(16).padStart(2, "0")).join("");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pairs = {{}};
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
    const element = node.parentElement;
    // The skip link is out of sight until it has the focus.
    if (!node.data.trim() || !element.checkVisibility() || element.closest(".skipnav, .sr-only, script")) continue;
    pairs[hex(getComputedStyle(element).color) + " " + hex(ground(element))] ??= node.data.trim().slice(0, 40);
  }}
  return pairs;
}}"""
"""Every colour of text with the colour that is painted behind it, and the first text that is so."""

pytestmark = [pytest.mark.full, pytest.mark.parametrize("municipality", MUNICIPALITIES)]
SCHEMES = (Device(), Device(dark=True))


def test_buttons_and_links_stand_out(come_again: Arrive, municipality: str) -> None:
    start = come_again(State("start", f"/{municipality}/"), SCHEMES[0])
    for device in SCHEMES:
        assert start.through(device).find("a.button-primary").evaluate(FILL) >= 3, device
    check = come_again(State("check", f"/{municipality}/svar/ny"), SCHEMES[0])
    for device in SCHEMES:
        outside, _inside = check.through(device).find("a.button-secondary").evaluate(EDGE)
        assert outside >= 3, device
    for path in ("standarder", "klage", "slut"):
        come_again(State(path, f"/{municipality}/{path}"), SCHEMES[0]).through(SCHEMES[1])


def test_answers_stand_out_chosen_or_not(come_again: Arrive, municipality: str) -> None:
    path = f"/{municipality}/spoergsmaal/{{token}}/bolig"
    visit = come_again(State("chosen", path, ".options :checked", MOTHER_OF_A_SON), SCHEMES[0])
    for device in SCHEMES:
        visit.through(device)
        for kind in (":has(:checked)", ":not(:has(:checked))"):
            outside, inside = visit.find(f".options > {kind}").first.evaluate(EDGE)
            assert outside >= 3, f"{device}: {kind} from the page: {outside:.2f}"
            assert inside >= 3, f"{device}: {kind} from its own ground: {inside:.2f}"
        assert visit.find(":checked").evaluate(TICK) >= 3, device


def test_errors_stand_out(come_again: Arrive, municipality: str) -> None:
    state = State("error", f"/{municipality}/spoergsmaal/ny/hvem", "#error-summary", submits=(), status=422)
    visit = come_again(state, SCHEMES[0])
    for device in SCHEMES:
        for place in ("#error-summary", ".form-error"):
            outside, _inside = visit.through(device).find(place).evaluate(EDGE)
            assert outside >= 3, f"{device}: {place}: {outside:.2f}"


def test_the_result_is_readable(come_again: Arrive, municipality: str) -> None:
    for person in (CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON):
        visit = come_again(State("result", f"/{municipality}/resultat/{{token}}", "h1", person), SCHEMES[0])
        visit.through(SCHEMES[1])
        if visit.unfold():
            for device in SCHEMES:
                visit.through(device)


@pytest.mark.parametrize("device", SCHEMES, ids=str)
def test_only_measured_colours_meet_in_a_text(
    come_again: Arrive, guide: Guide, municipality: str, device: Device
) -> None:
    css = (ROOT / "static" / "guide" / "tokens.css").read_text(encoding="utf-8")
    _ending, _own, palette = list(themes(guide.municipalities[municipality], css))[device.dark]
    measured = {f"{colour(palette, pair.front)} {colour(palette, pair.ground)}" for pair in PAIRS}
    states = (
        State("preview", f"/{municipality}/forhaandsvisning", ".specimen"),
        State("chosen", f"/{municipality}/spoergsmaal/{{token}}/bolig", ".options :checked", MOTHER_OF_A_SON),
        State("result", f"/{municipality}/resultat/{{token}}", "h1", MOTHER_OF_A_SON),
        State("ladder", f"/{municipality}/sider/indsatstrappen", ".ladder"),
    )
    for state in states:
        visit = come_again(state, device)
        visit.run("() => document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
        meeting = visit.run(MEETING)
        assert len(meeting) >= 3
        assert {pair: text for pair, text in meeting.items() if pair not in measured} == {}, state
