"""The gates beside the page object must fail where a page is wrong: each is shown a page that has just that fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from e2e.checkers.others import ibm, left_out, newest_axe, nu, qualweb
from e2e.machines.faulty_pages import PAGES
from e2e.visitor.heard import heard
from e2e.visitor.tab import PageFault
from e2e.visitor.tab_order import stops, walked
from e2e.visitor.visit import Visit

Faulty = Callable[..., Visit]


def opened(faulty: Faulty, path: str) -> Visit:
    """A visitor on a page whose faults the page object has complained of, if it sees them at all."""
    visit = faulty()
    try:
        visit.open(path)
    except PageFault:
        visit.forgive()
    return visit


@pytest.mark.full
def test_nu_finds_invalid_html_and_only_that(tmp_path: Path) -> None:
    pages = {path: PAGES[path].encode() for path in ("/sound", "/invalid")}
    complaints = list(nu(pages, tmp_path))
    assert [one for one in complaints if one.startswith("/invalid")]
    assert not [one for one in complaints if one.startswith("/sound")]


@pytest.mark.full
@pytest.mark.parametrize(
    ("checker", "path"), [(ibm, "/image"), (qualweb, "/nameless"), (newest_axe, "/pale")], ids=["ibm", "qualweb", "axe"]
)
def test_each_checker_finds_a_fault_and_only_that(
    faulty: Faulty, checker: Callable[[Visit], Iterable[str]], path: str
) -> None:
    assert list(checker(opened(faulty, path)))
    assert not list(checker(opened(faulty, "/with-all")))


@pytest.mark.full
def test_what_the_reader_view_leaves_out_is_found_and_only_that(faulty: Faulty) -> None:
    assert left_out(opened(faulty, "/left-out")) == ["Hvorfor?"]


def test_a_name_and_a_state_are_heard(faulty: Faulty) -> None:
    visit = faulty().open("/question")
    (group,) = heard(visit, "group")
    assert group.name == "Hvor bor du?"
    answers = [(one.name, one.checked) for one in heard(visit, "checkbox")]
    assert answers == [("Egen bolig", False), ("Hos familie", True)]


def test_a_sound_page_is_walked_in_its_order(faulty: Faulty) -> None:
    visit = faulty().open("/sound")
    reached = list(walked(visit, 2))
    assert [one.what for one in reached] == stops(visit)
    assert all(one.ring >= 1 and one.on_top for one in reached)


def test_a_changed_order_of_tabs_is_seen(faulty: Faulty) -> None:
    visit = opened(faulty, "/tabs")
    assert [one.what for one in walked(visit, 2)] != stops(visit)


def test_an_order_on_the_screen_against_that_of_the_page_is_seen(faulty: Faulty) -> None:
    first, second = walked(opened(faulty, "/backwards"), 2)
    assert second.bottom <= first.top


def test_a_ring_that_is_missing_or_pale_is_seen(faulty: Faulty) -> None:
    (none,) = walked(faulty().open("/no-ring"), 1)
    assert none.ring == 0
    (pale,) = walked(faulty().open("/pale-ring"), 1)
    assert (pale.ring, pale.contrast < 3) == (3, True)


def test_a_focus_under_something_else_is_seen(faulty: Faulty) -> None:
    (veiled,) = walked(opened(faulty, "/veiled"), 1)
    assert not veiled.on_top
