"""The log of the real server, after a whole interview and a failure: routes, and nothing of who asked or answered."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from bench.soak.citizens import Citizen
from e2e.serving import Server, serving
from guide.content import load
from guide.municipality import Guide
from guide.serve.settings import ACCESS_LOG, CONTENT
from guide.web import create_app
from guide.web.sealed import new_key
from tests.checked_client import CheckedClient
from tests.conftest import ROOT, TODAY

LILLEBY = ROOT / "tests" / "content"
FAILING = ROOT / "bench" / "soak" / "programs" / "failing.py"
LINE = re.compile(r"INFO stoetteguiden\.access: (GET|POST) (\S+|no route) (\d{3}) \d+ ms")
TOKEN = re.compile(r"gAAAA[\w-]{20,}")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@pytest.fixture(scope="module")
def lilleby() -> Guide:
    return load(LILLEBY, TODAY)


class Noting(Citizen):
    """A citizen who notes every title and every token."""

    def __init__(self, server: Server, guide: Guide) -> None:
        super().__init__((server.port,), guide.municipalities["lilleby"], guide, seed=3)
        self.titles: list[str] = []
        self.tokens: set[str] = set()

    def _exchange(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        status, location, page = super()._exchange(method, path, body)
        self.titles.extend(TITLE.findall(page))
        self.tokens.update(TOKEN.findall(path + location + page))
        return status, location, page

    @property
    def secrets(self) -> set[str]:
        """What was told, as ids and as they are sent, and the tokens; words that are in the log anyway left out."""
        told = {option for chosen in self.answers.values() for option in chosen}
        return {*(word for word in (*told, *self.answers) if len(word) > 3), *self.tokens}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, lilleby: Guide) -> tuple[Noting, str]:
    """A citizen after a whole interview at a guide whose result fails, and all that the server has printed."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with serving(log, environ={CONTENT: str(LILLEBY)}, run=(str(FAILING),)) as server:
        citizen = Noting(server, lilleby)
        citizen.walk()
        result = citizen.path.replace("/svar/", "/resultat/")
        assert citizen.status(result) == 500
        assert citizen.status(result[:-4]) == 404
        assert citizen.status("/lilleby/hemmelig?alder=under-18") == 404
        citizen.leave()
    return citizen, server.logged()


def test_the_log_of_a_whole_interview_holds_routes_and_nothing_of_the_reader(
    walked: tuple[Noting, str], lilleby: Guide
) -> None:
    citizen, log = walked
    rules = {rule.rule for rule in create_app(lilleby, keys=[new_key()], root=ROOT).url_map.iter_rules()}
    lines = [line for line in log.splitlines() if "stoetteguiden.access" in line]
    found = [LINE.fullmatch(line) for line in lines]
    assert len(lines) >= 2 * len(citizen.answers) > 4
    assert {match[2] for match in found if match} <= {*rules, "no route"}
    assert all(found)
    assert {match[3] for match in found if match} == {"200", "303", "404", "500"}
    assert not [word for word in (*citizen.secrets, "hemmelig", "127.0.0.1:", "?") if word in "\n".join(lines)]


def test_a_failure_is_logged_with_its_place_and_without_what_was_told(walked: tuple[Noting, str]) -> None:
    citizen, log = walked
    assert "/<municipality>/resultat/<token> failed: ValueError" in log
    assert "failing.py" in log
    assert len(citizen.tokens) > 3
    assert not [word for word in citizen.secrets if word in log.replace("/<municipality>", "")]


def test_no_title_holds_an_answer_or_a_token(walked: tuple[Noting, str]) -> None:
    citizen, _log = walked
    assert len(citizen.titles) > 5
    assert not [word for word in citizen.secrets for title in citizen.titles if word in title]


def test_the_access_log_can_be_turned_off(tmp_path: Path, lilleby: Guide) -> None:
    with serving(tmp_path / "log.txt", environ={CONTENT: str(LILLEBY), ACCESS_LOG: "off"}) as server:
        assert "access" not in server.logged()


def test_a_method_is_logged_only_where_it_is_a_known_one(
    client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.open("/", method="JEG-ER-SYG")
    assert "other no route 405" in caplog.text
    assert "SYG" not in caplog.text
