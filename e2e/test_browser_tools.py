"""What a reader's own browser does with a page: it finds what is folded, and prints what our buttons print."""

from __future__ import annotations

import pytest

from e2e.states.all import BY_NAME, KINDS
from e2e.states.state import Arrive, State
from e2e.visitor.device import in_known_colours
from e2e.visitor.visit import Visit

NOT_FOUND = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    const elsewhere = "details:not([open]), .print-only, script, noscript,"
      + "[hidden]:is(button, :has(button)), #desk-keys, .offer";
    if (node.data.trim() && !element.checkVisibility() && !element.closest(elsewhere)) texts.push(node.data.trim());
  }
  return texts;
}"""

PRINTING = "() => { print = () => { window.printed = document.body.innerHTML; }; return document.body.innerHTML; }"


@pytest.mark.full
@pytest.mark.parametrize("state", KINDS, ids=str)
def test_no_text_is_hidden_but_in_details(come_again: Arrive, state: State) -> None:
    """Or for paper alone, or a button of a script."""
    assert come_again(state, in_known_colours()).run(NOT_FOUND) == []


def test_what_is_found_in_details_opens_them(visit: Visit) -> None:
    assert not visit.open("/helsingoer/").find("main details[open]").count()
    visit.open("/").open("/helsingoer/#:~:text=Pensionatet")
    visit.wait("() => document.querySelector('main details[open]')")


@pytest.mark.parametrize("name", ["sheet with a link", "prepare the talk", "letter of application, to be printed"])
def test_a_print_button_prints_the_page_as_the_browser_would(come_again: Arrive, name: str) -> None:
    """It prepares nothing: whoever prints from the menu of the browser gets the same."""
    visit = come_again(BY_NAME[name], in_known_colours())
    before = visit.run(PRINTING)
    visit.find("#print, button:text-is('Print')").click()
    assert visit.run("() => window.printed") == before
