"""Three instances behind nginx, with one key: one is killed, an upgrade is rolled through, and nobody notices."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.rules.outcome import evaluate
from testing.changed_content import LILLEBY
from testing.load.cluster import INSTANCES, Cluster, beside_an_older, upgraded
from testing.load.faults import OTHER_RULE, Change, Place
from testing.nginx import NGINX

STYLE = re.compile(r'href="(/assets/guide\.[^"]+\.css)"')
OTHER_WORDS = Change("da/lilleby/ledsagelse.md", "trin: 2", "trin: 2 ")
OTHER_STYLE = Change("da/lilleby/kommune.md", '"#005b82"', '"#005b83"')
NEW_QUESTION = Change(
    "da/spoergsmaal.yaml",
    "  - id: faerdes\n",
    """\
  - id: foelges
    slags: en
    emne: Ud af huset
    navn: Følges med nogen
    tekst: Er der nogen, der kan gå med?
    hvorfor: Nogle har en at gå med.
    fejl: Vælg, om nogen kan gå med
    svar:
      - id: ja
        tekst: Ja
      - id: nej
        tekst: Nej

  - id: faerdes
""",
)
ASKED = (
    Change(
        "da/lilleby/ledsagelse.md",
        "omfang:\n",
        """\
  - krav: Ingen kan gå med dig.
    spørgsmål: foelges
    svar: [nej]
    ellers: Ring til kommunen, og spørg.
omfang:
""",
    ),
    Change("da/lilleby/ledsagelse.md", "alder: voksen, faerdes: nej}", "alder: voksen, foelges: nej, faerdes: nej}"),
    Change(
        "da/lilleby/ledsagelse.md",
        "  - navn: Er et barn\n",
        """\
  - navn: Har en at gå med
    ligesom: Kan ikke gå ud alene
    svar: {foelges: ja}
    forventet: unlikely
    kilde: “Ledsagelse er for dem, der ikke kan gå ud alene.”
  - navn: Er et barn
""",
    ),
)

pytestmark = [
    pytest.mark.full,
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
    walks = upgraded(cluster, place, 5, lambda: place.make(OTHER_WORDS))
    assert walks.lost == []
    assert walks.ended >= 4 * 5
    assert walks.reloads == 0
    assert len(cluster.running) == INSTANCES
    assert all("Traceback" not in server.logged() for server in cluster.running)


def test_an_older_instance_beside_a_newer_one_shows_nothing_wrong(cluster: Cluster, tmp_path: Path) -> None:
    """All links open with both; each shows what its own content says of the answers that it knows."""
    older, newer = Place(tmp_path / "older", LILLEBY), Place(tmp_path / "newer", LILLEBY)
    for change in (OTHER_RULE, OTHER_STYLE, NEW_QUESTION, *ASKED):
        newer.make(change)
    guides = [place.guide().municipalities["lilleby"] for place in (older, newer)]
    asked = 0
    for citizen in beside_an_older(cluster, older, newer, 20):
        asked += "foelges" in citizen.answers
        known = [citizen.answers, citizen.answers.without("foelges")]
        right = [
            {standard.slug: evaluate(standard, told).state.value for standard in place.with_outcome}
            for place in guides
            for told in known
        ]
        answers = citizen.path
        for _time in range(6):
            citizen.path = answers
            assert citizen.outcomes() in right
            (style,) = STYLE.findall(citizen.get(answers))
            assert citizen.status(style) == 200
        citizen.leave()
    assert asked
    assert all("Traceback" not in server.logged() for server in cluster.running)
