"""What the real server survives under citizens who walk the interview; ``make soak`` runs the same for long."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from guide.settings import variable
from testing.changed_content import LILLEBY
from testing.load import faults
from testing.load.slow_senders import slow_bodies
from testing.server import serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the server's workers in /proc, as Linux has it")


@pytest.fixture
def place(tmp_path: Path) -> faults.Place:
    """Lilleby, in a folder of its own."""
    return faults.Place(tmp_path, LILLEBY)


@pytest.mark.full
def test_killed_workers_lose_no_interview(place: faults.Place) -> None:
    """Every citizen comes to the right result."""
    walks, killed = faults.killed_workers(place, 20, every=0.3, at_least=3)
    assert walks.lost == []
    assert walks.ended >= 20
    assert killed >= 3


@pytest.mark.full
def test_content_that_breaks_while_the_guide_runs_changes_nothing(place: faults.Place) -> None:
    """And stops no worker."""
    assert faults.broken_content(place, 5, faults.BROKEN).lost == []


def test_a_full_disk_and_a_read_only_one_do_not_matter(place: faults.Place) -> None:
    assert faults.nothing_can_be_written(place, 5).lost == []


@pytest.mark.full
def test_bodies_that_never_come_hold_nobody_up(tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt", environ={variable("content"): str(LILLEBY)}) as server:
        served = slow_bodies(server.port, "/lilleby/spoergsmaal/ny/hvem", "/lilleby/", count=200, seconds=3)
    assert served.seconds
    assert served.sent_away == 0, "somebody else was served only after those who send slowly had been sent away"


@pytest.mark.full
def test_bodies_that_never_come_are_sent_away(tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt", environ={variable("content"): str(LILLEBY)}) as server:
        served = slow_bodies(server.port, "/lilleby/spoergsmaal/ny/hvem", "/lilleby/", count=50, seconds=14)
    assert served.sent_away == 50


@pytest.mark.full
def test_all_workers_can_be_replaced_without_a_connection_refused(place: faults.Place) -> None:
    walks = faults.replaced_workers(place, 20)
    assert (walks.lost, walks.reloads, walks.resent) == ([], 0, 0)


@pytest.mark.full
def test_new_content_decides_the_results_of_running_interviews(place: faults.Place) -> None:
    assert faults.changed_content(place, 10, faults.OTHER_RULE).lost == []


@pytest.mark.full
def test_a_new_key_breaks_no_interview(place: faults.Place) -> None:
    """The old one can then be taken away."""
    assert faults.changed_key(place, 10).lost == []


@pytest.mark.full
def test_two_versions_with_one_key_carry_on_each_others_interviews(place: faults.Place) -> None:
    assert faults.changed_version(place, 10).lost == []


@pytest.mark.full
def test_a_restart_loses_nobody(place: faults.Place) -> None:
    assert faults.restarted(place, 10).lost == []


@pytest.mark.full
def test_a_clock_set_forward_ends_links_with_a_page_and_stops_nothing(place: faults.Place) -> None:
    assert faults.clock_set_forward(place, 10).lost == []
