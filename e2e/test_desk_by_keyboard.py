"""The adviser's desk by keyboard alone: a visitor from blank page to printed sheet."""

from __future__ import annotations

import pytest

from e2e.visitor.device import in_known_colours
from e2e.visitor.paper import pages
from e2e.visitor.tab_order import tab_to
from e2e.visitor.visit import Visit
from guide.rules.answers import NOT_KNOWN
from testing.people import CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON, WITHOUT_A_HOME, Person

DESK = "/helsingoer/raadgiver"
TO_THE_SHEET = "#to-the-sheet"


class Keys:
    """Somebody at the keyboard, and how many keys are pressed."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.pressed = visit, 0

    def press(self, *keys: str) -> None:
        self.visit.press(*keys)
        self.pressed += len(keys)

    def go(self, key: str) -> None:
        self.visit.press_to_go(key)
        self.pressed += 1

    def tab_to(self, selector: str) -> None:
        self.pressed += tab_to(self.visit, selector)

    def choose(self, selector: str, digit: int) -> None:
        """By its digit; what comes after the ninth has none."""
        if digit > 9:
            self.tab_to(selector)
        self.press("Space" if digit > 9 else str(digit))

    def tell_all(self, person: Person) -> list[str]:
        """Answers what the desk leads to until it leads to the sheet; the questions in their order."""
        asked = []
        while not self.visit.find(f"{TO_THE_SHEET}:focus").count():
            group = self.visit.find(".asked:has(:focus)")
            question = (group.get_attribute("id") or "").removeprefix("spg-")
            offered = [one.get_attribute("value") for one in group.locator("input").all()]
            for option in person.to(question):
                self.choose(f"#{question}-{option}", 0 if option == NOT_KNOWN else offered.index(option) + 1)
            self.press("Enter")
            self.visit.wait("id => !document.querySelector(id).matches(':focus-within')", f"#spg-{question}")
            asked.append(question)
        return asked


@pytest.mark.parametrize("device", [in_known_colours(width=1280)])
def test_from_a_blank_page_to_a_printed_sheet(visit: Visit) -> None:
    visit.open(f"{DESK}/slut")
    keys = Keys(visit)
    keys.tab_to("main a.button-primary")
    keys.go("Enter")
    keys.tab_to("#hvem-mig")
    asked = keys.tell_all(CANNOT_GO_OUT_ALONE)
    assert len(asked) < 15
    assert visit.outcomes["ledsagelse"] == "likely"
    keys.go("Enter")
    assert visit.path.endswith("/ark")
    keys.tab_to("#timer-0")
    keys.press("ArrowDown", "ArrowDown")
    keys.go("Enter")
    visit.run("() => { window.print = () => { window.printed = true; }; }")
    keys.tab_to("#print")
    keys.press("Enter")
    assert visit.run("() => window.printed")
    assert keys.pressed <= 80
    assert visit.find(".handout .qr svg").count() == 1
    assert 1 <= pages(visit.on_paper()) <= 2


@pytest.mark.full
@pytest.mark.parametrize("person", [MOTHER_OF_A_SON, WITHOUT_A_HOME], ids=["mother", "without a home"])
def test_the_outcomes_at_the_desk_are_those_of_the_result(visit: Visit, person: Person) -> None:
    visit.open(DESK)
    keys = Keys(visit)
    keys.tab_to("#hvem-mig")
    keys.tell_all(person)
    on_the_desk = visit.outcomes
    beside = {link.get_attribute("data-account") for link in visit.find("#desk-tally > .tally > [class] a").all()}
    visit.open(visit.path.replace("/raadgiver/", "/resultat/"))
    assert visit.outcomes == on_the_desk
    assert beside == {slug for slug, code in on_the_desk.items() if code != "not_sought"}
