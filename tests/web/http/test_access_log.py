"""What the real server and its pages tell after whole visits and failures: routes, and nothing of who told what."""

from __future__ import annotations

import gc
import io
import logging
import random
import re
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from werkzeug.test import run_wsgi_app

from guide.content import load
from guide.municipality import Guide
from guide.settings import Settings, variable
from guide.web import create_app
from guide.web.http.prefixes import FRAMES
from guide.web.sealed.tokens import new_key
from testing.changed_content import LILLEBY
from testing.checked_client import CheckedClient
from testing.load.citizens import Citizen
from testing.load.faults import PROGRAMS
from testing.load.good_requests import GoodRequests
from testing.load.programs.failing import failing
from testing.server import Server, serving
from tests.conftest import TODAY, NewApp

LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} INFO stoetteguiden\.access: (GET|POST) (/.*|no route) (\d{3}) \d+ ms"
)
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
    """A citizen after a whole interview at a guide whose result then fails, and all that the server has printed."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with serving(log, environ={variable("content"): str(LILLEBY)}, run=(str(PROGRAMS / "failing.py"),)) as server:
        citizen = Noting(server, lilleby)
        citizen.walk()
        result = citizen.path.replace("/svar/", "/resultat/")
        assert citizen.status(f"{result}?fejl") == 500
        assert citizen.status(result[:-4]) == 404
        assert citizen.status("/lilleby/hemmelig?alder=under-18") == 404
        citizen.leave()
    return citizen, server.logged()


def test_the_log_holds_routes_and_nothing_of_the_reader(walked: tuple[Noting, str], lilleby: Guide) -> None:
    citizen, log = walked
    rules = {rule.rule for rule in create_app(lilleby, Settings(keys=(new_key(),))).url_map.iter_rules()}
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


# Every route


@dataclass
class Everything:
    """What was sent to a server, what is secret of it, and what it told."""

    statuses: dict[tuple[str, str], list[int]]
    secrets: set[str]
    typed: set[str]
    titles: list[str]
    log: str


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, guide: Guide) -> Everything:
    """Every route of a real server, asked as it is meant, and so that it fails when its answer is made."""
    key, log = new_key(), tmp_path_factory.mktemp("server") / "log.txt"
    requests = GoodRequests(create_app(guide, Settings(keys=(key,))), guide, random.Random(3))
    open_words = {word for rule, _method in requests.routes for word in re.findall(r"[\w.-]+", rule.rule)} | {*FRAMES}
    told = Everything({}, set(), set(), [], "")
    with serving(log, environ={variable("keys"): key}, run=(str(PROGRAMS / "failing.py"),)) as server:
        for (rule, method), fail in product(requests.routes * 2, (False, True)):
            sent = requests.of(rule, method)
            body = sent["wsgi.input"].getvalue()
            status, page = exchange(server, sent, body, fail=fail)
            told.statuses.setdefault((method, rule.rule), []).append(status)
            told.titles.extend(TITLE.findall(page))
            fields = parse_qsl(body.decode())
            told.typed |= {text for name, text in fields if name in ("ord", "brev", "dag") and len(text) > 4}
            sent_words = {*re.findall(r"[\w-]+", body.decode()), *sent["PATH_INFO"].split("/"), *TOKEN.findall(page)}
            told.secrets |= told.typed | {word for word in sent_words - open_words if len(word) > 4}
    told.log = server.logged()
    return told


def exchange(server: Server, sent: dict[str, Any], body: bytes, *, fail: bool) -> tuple[int, str]:
    """Send a request to the server; the status and the page."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    query = "&".join(filter(None, (sent["QUERY_STRING"], "fejl" if fail else "")))
    headers = {"Content-Type": sent["CONTENT_TYPE"], "Cookie": "navn=hemmelig", "User-Agent": "hemmelig/1.0"}
    connection.request(sent["REQUEST_METHOD"], f"{sent['PATH_INFO']}?{query}", body, headers)
    response = connection.getresponse()
    page = response.read().decode(errors="replace")
    connection.close()
    return response.status, page


def test_every_route_is_logged_by_its_pattern_even_when_it_fails(everything: Everything) -> None:
    lines = [line for line in everything.log.splitlines() if "stoetteguiden.access" in line]
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found)
    assert {(match[1], match[2]) for match in found if match} == {*everything.statuses, ("GET", "/healthz")}
    for route, statuses in everything.statuses.items():
        assert statuses[1] == statuses[3] == 500, route
        assert f"{route[1]} failed: ValueError" in everything.log
    assert sum(min(statuses) < 400 for statuses in everything.statuses.values()) > 0.9 * len(everything.statuses)


def test_nothing_that_was_sent_to_any_route_stands_in_the_log(everything: Everything) -> None:
    assert "behov" in everything.secrets
    assert everything.secrets & {"boformer-hjemloese", "ledsagelse", "merudgifter", "stu"}
    assert len(everything.typed) > 5
    assert len([secret for secret in everything.secrets if TOKEN.match(secret)]) > 30
    assert not [word for word in (*everything.secrets, "hemmelig") if word in everything.log]


def test_what_is_typed_stands_in_no_title(everything: Everything) -> None:
    assert len(everything.titles) > 50
    assert not [text for text in everything.typed for title in everything.titles if text in title]


def held_with(mark: str) -> list[str]:
    """The texts, longer than the mark, that hold it and that anything in this process still holds."""
    gc.collect()
    texts = (inner for outer in gc.get_objects() for inner in gc.get_referents(outer))
    ways = mark, mark.encode()
    return [repr(one) for one in texts if isinstance(one, (str, bytes)) and one not in ways and found(mark, one)]


def found(mark: str, held: str | bytes) -> bool:
    """Whether the mark is in it."""
    return mark in held if isinstance(held, str) else mark.encode() in held


def test_texts_that_are_held_in_memory_are_found() -> None:
    mark = token_hex()
    assert held_with(mark) == []
    kept = [f"svar={mark}"]
    assert held_with(mark) == [repr(kept[0])]


def ask_everything(app: Flask, guide: Guide, mark: str) -> set[str]:
    """Ask for every route with this mark in all that is sent, so that some answers are good and some fail; statuses."""
    requests = GoodRequests(app, guide, random.Random(5))
    statuses = set()
    for (rule, method), query, in_path in product(requests.routes, ("", "fejl"), ("", mark)):
        sent = requests.of(rule, method)
        body = sent["wsgi.input"].getvalue().replace(b"=", f"={mark}x".encode())
        sent |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)), "QUERY_STRING": f"{query}&a={mark}"}
        sent |= {"HTTP_USER_AGENT": f"{mark}/1", "HTTP_COOKIE": f"a={mark}", "HTTP_ORIGIN": f"https://{mark}.example"}
        sent["PATH_INFO"] += in_path
        statuses.add(run_wsgi_app(app.wsgi_app, sent)[1][:3])
    return statuses


def test_nothing_that_was_told_stays_in_memory(new_app: NewApp, guide: Guide) -> None:
    app, mark = new_app(), token_hex()
    app.dispatch_request = failing(app.dispatch_request)  # type: ignore[method-assign,assignment]
    assert ask_everything(app, guide, mark) >= {"200", "303", "404", "500"}
    assert held_with(mark) == []


def test_the_access_log_can_be_turned_off(tmp_path: Path, lilleby: Guide) -> None:
    with serving(
        tmp_path / "log.txt", environ={variable("content"): str(LILLEBY), variable("access_log"): "off"}
    ) as server:
        assert "access" not in server.logged()


def test_only_known_methods_are_logged(client: CheckedClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    client.open("/", method="JEG-ER-SYG")
    assert "other no route 405" in caplog.text
    assert "SYG" not in caplog.text
