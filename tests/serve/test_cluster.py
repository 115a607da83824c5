"""Three instances behind nginx, with one key: one is killed, an upgrade is rolled through, and nobody notices."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from guide.content import load
from guide.settings import danish_today
from testing.load.cluster import INSTANCES, NGINX, Cluster, beside_an_older, upgraded
from testing.load.faults import Change, Place
from tests.conftest import ROOT

LILLEBY = ROOT / "testing" / "content"
NEWER = ROOT / "testing" / "load" / "programs" / "newer.py"
OTHER_WORDS = Change("da/lilleby/ledsagelse.md", "trin: 2", "trin: 2 ")
OTHER_RULE = Change("da/lilleby/ledsagelse.md", "    måske: [på-gode-dage]\n", "")

pytestmark = [
    pytest.mark.skipif(not NGINX, reason="nginx is not installed"),
    pytest.mark.skipif(sys.platform != "linux", reason="kills processes by their group, as Linux has it"),
]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Nothing runs yet."""
    with Cluster(tmp_path) as made:
        yield made


def test_nobody_notices_a_killed_instance_and_an_upgrade(cluster: Cluster, tmp_path: Path) -> None:
    """Every walk ends with the same result, and no connection breaks."""
    place = Place(tmp_path / "place", LILLEBY)
    walks = upgraded(cluster, place, 5, NEWER, lambda: place.make(OTHER_WORDS))
    assert walks.lost == []
    assert walks.ended >= 4 * 5
    assert walks.reloads == 0
    assert len(cluster.running) == INSTANCES
    assert all("Traceback" not in server.logged() for server in cluster.running)


def test_an_older_instance_beside_a_newer_one_shows_nothing_wrong(cluster: Cluster, tmp_path: Path) -> None:
    """All links open with both; each shows what its own content says of the answers."""
    older, newer = Place(tmp_path / "older", LILLEBY), Place(tmp_path / "newer", LILLEBY)
    newer.make(OTHER_RULE)
    today: date = danish_today()
    guides = [load(place.content, today) for place in (older, newer)]
    for citizen in beside_an_older(cluster, older, newer, 10, NEWER):
        expected = [citizen.expected(guide) for guide in guides]
        for _time in range(6):
            assert citizen.outcomes() in expected
        citizen.leave()
    assert all("Traceback" not in server.logged() for server in cluster.running)
