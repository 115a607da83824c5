"""What the metrics address tells after real interviews: right sums, and nothing of anybody."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from guide.__main__ import main
from guide.content import load
from guide.municipality import Guide
from guide.serve.metrics import AT_ONCE, Metrics, fingerprint
from guide.settings import Settings, variable
from guide.web import Answered, Progress, create_app
from guide.web.sealed.tokens import new_key
from testing.changed_content import LILLEBY
from testing.load import faults
from testing.load.citizens import Citizen, citizens, walk_all
from testing.server import Server, free_port, serving, wait_until
from tests.conftest import TODAY

TOKEN = re.compile(r"gAAAA[\w-]{20,}")
WALKS = 2 * AT_ONCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the server's workers in /proc, as Linux has it")


def text_at(port: int) -> str:
    """The page for Prometheus."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    assert answer.status == 200
    text = answer.read().decode()
    connection.close()
    return text


def figures(port: int) -> dict[tuple[str, ...], float]:
    """Each figure by its name and labels."""
    families = text_string_to_metric_families(text_at(port))
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def total(port: int) -> float:
    """All requests that are counted."""
    return sum(value for key, value in figures(port).items() if key[0] == "stoetteguiden_requests_total")


def answered(port: int, path: str, times: int) -> None:
    """Ask for a page again and again, each time on a new connection, so that every worker has its share."""
    for _time in range(times):
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path)
        connection.getresponse().read()
        connection.close()


@pytest.fixture(scope="module")
def lilleby() -> Guide:
    return load(LILLEBY, TODAY)


class Watched(Citizen):
    """A citizen who notes every address, and every token."""

    def __init__(self, port: int, guide: Guide, seed: int) -> None:
        super().__init__((port,), guide.municipalities["lilleby"], guide, seed)
        self.seen: set[str] = set()

    def _exchange(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        status, location, page = super()._exchange(method, path, body)
        self.seen |= {path, *TOKEN.findall(path + location + page)}
        return status, location, page


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, lilleby: Guide) -> Iterator[tuple[list[Watched], int, str]]:
    """Citizens at their results, the port of the metrics, and what it then tells."""
    log, port = tmp_path_factory.mktemp("server") / "log.txt", free_port()
    environ = {variable("content"): str(LILLEBY), variable("metrics"): str(port)}
    with serving(log, "--workers", "3", environ=environ) as server:
        walking = [Watched(server.port, lilleby, seed) for seed in range(WALKS)]
        walks = walk_all(walking)
        assert walks.lost == []
        answered(server.port, f"/lilleby/resultat/{'a' * 140}", AT_ONCE)
        last = ("stoetteguiden_requests_total", "interview.result", "4xx")
        wait_until(lambda: figures(port).get(last) == AT_ONCE)
        yield walking, port, text_at(port)


def test_sums_are_right_over_all_workers(walked: tuple[list[Watched], int, str]) -> None:
    walking, port, _text = walked
    now = figures(port)
    asked = sum(len(citizen.answers) for citizen in walking)
    assert now["stoetteguiden_interviews_begun_total",] == WALKS
    assert now["stoetteguiden_interview_questions_sum",] == asked
    assert now["stoetteguiden_requests_total", "interview.answer", "3xx"] == asked // AT_ONCE * AT_ONCE
    assert now["stoetteguiden_requests_total", "interview.result", "2xx"] == WALKS
    assert now["stoetteguiden_requests_total", "interview.result", "4xx"] == AT_ONCE
    assert now["stoetteguiden_request_seconds_count", "interview.result"] == WALKS + AT_ONCE
    assert now["stoetteguiden_workers",] == 3
    assert now["stoetteguiden_reload_refused",] == 0


def test_nothing_of_anybody_is_told(walked: tuple[list[Watched], int, str], lilleby: Guide, guide: Guide) -> None:
    """No token, address, municipality, standard, question or answer; and no label that could hold one."""
    walking, _port, text = walked
    seen = {secret for citizen in walking for secret in citizen.seen}
    assert len([secret for secret in seen if TOKEN.fullmatch(secret)]) > WALKS
    assert [secret for secret in seen if secret in text] == []
    words = set(re.findall(r"[\w-]+", text))
    places = (*lilleby.municipalities.values(), *guide.municipalities.values())
    ids = {
        *(place.slug for place in places),
        *(standard.slug for place in places for standard in place.standards),
        *(question.id for place in places for question in place.questions),
        *(option for place in places for question in place.questions for option in question.option_ids),
    }
    assert len(ids) > 100
    assert ids & words == set()
    rules = create_app(lilleby, Settings(keys=(new_key(),))).url_map.iter_rules()
    labels = {name: set(re.findall(rf'{name}="([^"]*)"', text)) for name in re.findall(r'(\w+)="', text)}
    assert labels.keys() == {"route", "status", "le", "content", "program"}
    assert labels["route"] <= {*(rule.endpoint for rule in rules), "none"}
    assert labels["status"] <= {"2xx", "3xx", "4xx", "5xx"}
    assert labels["content"] == {fingerprint(LILLEBY)}
    assert "_created" not in text


def value(registry: CollectorRegistry, name: str, **labels: str) -> float:
    """A figure, 0 where there is none."""
    return registry.get_sample_value(name, labels) or 0


def test_figures_rise_by_ten_at_least() -> None:
    """So none of them shows what one person did."""
    metrics, rises = Metrics(1), set()
    names: dict[str, dict[str, str]] = {
        "stoetteguiden_requests_total": {"route": "interview.answer", "status": "3xx"},
        "stoetteguiden_request_seconds_count": {"route": "interview.answer"},
        "stoetteguiden_interviews_begun_total": {},
        "stoetteguiden_interview_questions_count": {},
    }
    before = dict.fromkeys(names, 0.0)
    for _time in range(5 * AT_ONCE - 1):
        metrics.take(Answered("interview.answer", 303, 0.001, Progress(begun=True, questions=7)))
        now = {name: value(metrics.registry, name, **labels) for name, labels in names.items()}
        rises |= {now[name] - before[name] for name in names}
        before = now
    assert rises == {0, AT_ONCE}
    assert set(before.values()) == {4 * AT_ONCE}


def test_a_failure_is_told_at_once() -> None:
    metrics = Metrics(1)
    metrics.take(Answered("interview.result", 500, 0.001, Progress()))
    assert value(metrics.registry, "stoetteguiden_requests_total", route="interview.result", status="5xx") == 1


def test_nobody_waits_where_nothing_is_read() -> None:
    metrics, began = Metrics(1), time.process_time()
    for _time in range(100_000):
        metrics.count(Answered("interview.answer", 303, 0.001, Progress()))
    assert time.process_time() - began < 10


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a guide of Lilleby that counts."""
    with ExitStack() as stack:

        def start(metrics: object, *arguments: str, content: Path = LILLEBY) -> Server:
            environ = {variable("content"): str(content), variable("metrics"): str(metrics)}
            return stack.enter_context(serving(tmp_path / "log.txt", *arguments, environ=environ))

        yield start


@pytest.mark.full
def test_killed_workers_take_no_count_along(counting: Callable[..., Server]) -> None:
    port = free_port()
    server = counting(port)
    before = total(port)
    for _round in range(3):
        answered(server.port, "/lilleby/", 2 * AT_ONCE)
        old = server.workers()
        for worker in old:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda old=old: len(server.workers()) == 2 and not {*old} & {*server.workers()})  # type: ignore[misc]
    wait_until(lambda: figures(port).get(("stoetteguiden_requests_total", "pages.start", "2xx")) == 6 * AT_ONCE)
    assert total(port) >= before + 6 * AT_ONCE


@pytest.mark.full
def test_workers_killed_under_citizens_leave_the_metrics_whole(counting: Callable[..., Server], lilleby: Guide) -> None:
    port = free_port()
    server = counting(port)
    with faults.killing(server, 0.3) as killed:
        while len(killed) < 3:
            assert walk_all(citizens((server.port,), lilleby, AT_ONCE)).lost == []
    wait_until(lambda: figures(port)["stoetteguiden_interviews_begun_total",] >= AT_ONCE)
    assert "Traceback" not in server.logged()


@pytest.mark.full
def test_a_taken_port_is_told_and_readers_are_served(counting: Callable[..., Server]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = counting(taken.getsockname()[1])
        assert (
            f"ERROR stoetteguiden: No metrics: cannot answer on 127.0.0.1, port {taken.getsockname()[1]}"
            in server.logged()
        )
        assert "Address already in use" in server.logged()
        answered(server.port, "/lilleby/", 1)


def test_the_readers_port_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Else the workers could not have it."""
    monkeypatch.setenv(variable("keys"), new_key())
    monkeypatch.setenv(variable("content"), str(LILLEBY))
    monkeypatch.setenv(variable("metrics"), "0.0.0.0:8000")
    assert main(["serve", "--port", "8000"]) == 1
    assert variable("metrics") in capsys.readouterr().err


def test_nothing_is_counted_unless_it_is_asked_for(counting: Callable[..., Server]) -> None:
    server = counting("")
    assert "Metrics" not in server.logged()


@pytest.mark.full
def test_who_asks_and_never_ends_holds_nobody_up(counting: Callable[..., Server]) -> None:
    port = free_port()
    counting(port)
    with socket.create_connection(("127.0.0.1", port)) as idle:
        idle.sendall(b"GET /metrics HTTP/1.1\r\n")
        assert figures(port)["stoetteguiden_workers",] == 2


@pytest.mark.full
def test_no_file_is_needed(tmp_path: Path) -> None:
    """A full and read-only disk stops no figure, and the server ends as it should."""
    port = free_port()
    environ = {variable("content"): str(LILLEBY), variable("metrics"): str(port), "TMPDIR": "/proc", "HOME": "/proc"}
    with serving(Path("/dev/full"), environ=environ, run=(str(faults.UNWRITABLE),)) as server:
        answered(server.port, "/lilleby/", AT_ONCE)
        wait_until(lambda: figures(port).get(("stoetteguiden_requests_total", "pages.start", "2xx")) == AT_ONCE)
        server.process.terminate()
        assert server.process.wait(60) == 0


@pytest.mark.full
def test_the_content_shown_is_told_and_a_refused_one_too(counting: Callable[..., Server], tmp_path: Path) -> None:
    place, port = faults.Place(tmp_path, LILLEBY), free_port()
    server = counting(port, content=place.content)

    def content() -> list[str]:
        return [key[1] for key in figures(port) if key[0] == "stoetteguiden_content_info"]

    first, read = fingerprint(place.content), figures(port)["stoetteguiden_content_read_timestamp_seconds",]
    assert content() == [first]
    place.make(faults.BROKEN)
    faults.reload(server, said="Reload refused")
    assert content() == [first]
    assert figures(port)["stoetteguiden_reload_refused",] == 1
    place.make(faults.Change("da/lilleby/ledsagelse.md", "trin: to", "trin: 2 "))
    faults.reload(server)
    assert content() == [fingerprint(place.content)] != [first]
    assert figures(port)["stoetteguiden_reload_refused",] == 0
    assert read < figures(port)["stoetteguiden_content_read_timestamp_seconds",] <= time.time()
