"""What each page costs beside an empty view and a peer's page, by CPU and by requests per second.

All servers run at once, with one worker each, and are asked in turn, round after round, so that other work on the
machine meets all of them; medians. CPU is that of the server's processes by `/proc`, divided by the answers. The sender
is on the same machine, on 8 connections. All requests are of one person but where it says otherwise. The peer is
govuk-frontend with nunjucks on express: its templates are compiled once, its answers compressed.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from bench.measuring import Answered, answered, request, sealed
from guide import ROOT
from guide.content import load
from guide.municipality import Guide
from guide.rules.answers import Answers, QuestionKind
from guide.settings import danish_today
from guide.web.sealed.tokens import Seals
from testing.people import CANNOT_GO_OUT_ALONE
from testing.random_people import random_person
from testing.server import Server, serving

ROUNDS, SECONDS = 5, 1.5
PERSONS, SEED = 500, 20261128
PLACE = "helsingoer"
PEER = Path(__file__).parent / "peer"

EMPTY, HEALTH, PEERS = "empty Flask view", "`/healthz` of the guide (all hooks, log)", "peer: question with radios"


@dataclass(frozen=True, slots=True)
class Page:
    """Requests for one kind of page, and the status of each answer."""

    server: str
    requests: Sequence[bytes]
    status: bytes = b"200"


def pages(key: str, guide: Guide) -> Mapping[str, Page]:
    """What is asked of the guide, by name."""
    seals, chance = Seals((key,), timedelta(hours=24)), random.Random(SEED)
    whole = Answers(CANNOT_GO_OUT_ALONE.answers)
    municipality = guide.municipalities[PLACE]

    token = sealed(seals, municipality, whole)
    # Whoever reads a question has not answered it yet, but for the few who change an answer.
    asked = {id_: options for id_, options in whole.items() if id_ not in ("behov", "stoettebehov")}
    begun = sealed(seals, municipality, Answers(asked))
    people = [sealed(seals, municipality, random_person(guide.shared_questions, chance)) for _number in range(PERSONS)]
    told = {question: sorted(options) for question, options in whole.items()}
    kinds = {question.id: question.kind for question in guide.shared_questions}
    single = {id_: options[0] for id_, options in told.items() if kinds[id_] is QuestionKind.ONE}
    gets = {
        "start page": f"/{PLACE}/",
        "question (radios)": f"/{PLACE}/spoergsmaal/{begun}/stoettebehov",
        "question (16 checkboxes)": f"/{PLACE}/spoergsmaal/{begun}/behov",
        "question, answered before": f"/{PLACE}/spoergsmaal/{token}/behov",
        "check": f"/{PLACE}/svar/{token}",
        "result": f"/{PLACE}/resultat/{token}",
        "account": f"/{PLACE}/resultat/{token}/ledsagelse",
        "standard": f"/{PLACE}/standarder/ledsagelse",
    }
    answer = request(gets["question (radios)"], "svar=moderat")
    desk = request(f"/{PLACE}/raadgiver", urlencode(told, doseq=True))
    program = request(f"/api/v1/{PLACE}/outcomes", json.dumps({"answers": told | single}), "application/json")
    return {
        HEALTH: Page("guide", (request("/healthz"),)),
        **{name: Page("guide", (request(path),)) for name, path in gets.items()},
        f"result of {PERSONS} random persons in turn": Page(
            "guide", [request(f"/{PLACE}/resultat/{token}") for token in people]
        ),
        "answer (POST)": Page("guide", (answer,), b"303"),
        "desk update (POST)": Page("guide", (desk,), b"303"),
        "API outcomes (POST)": Page("guide", (program,)),
    }


def why_no_peer() -> str:
    """Install the peer's page where it is not; what is missing, if anything is."""
    missing = [program for program in ("node", "npm") if not shutil.which(program)]
    if missing:
        return f"{' and '.join(missing)} not found (on Debian and Ubuntu: apt-get install nodejs npm)"
    stamp, lock = PEER / "node_modules" / ".package-lock.json", PEER / "package-lock.json"
    if stamp.is_file() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return ""
    print("Installing the peer's page from npm (once)", flush=True)
    install = ("npm", "ci", "--prefix", str(PEER), "--ignore-scripts", "--loglevel", "error")
    return "" if subprocess.run(install, check=False).returncode == 0 else "npm could not install it (see above)"


@contextmanager
def _servers(*, peer: bool) -> Iterator[Mapping[str, Server]]:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        servers = {
            "empty": serving(Path(folder) / "empty", run=("-m", "bench.empty")),
            "guide": serving(Path(folder) / "guide", "--workers", "1"),
        }
        if peer:
            node, program = {"NODE_ENV": "production"}, (str(PEER / "server.js"),)
            servers["peer"] = serving(Path(folder) / "peer", run=program, python="node", environ=node)
        yield {name: stack.enter_context(server) for name, server in servers.items()}


def rows() -> Iterator[str]:
    """The table, line by line."""
    missing = why_no_peer()
    guide = load(ROOT / "content", danish_today())
    with _servers(peer=not missing) as servers:
        asked = {EMPTY: Page("empty", (request("/healthz"),)), **pages(servers["guide"].key, guide)}
        if not missing:
            asked[PEERS] = Page("peer", (request("/question"),))
        rounds: dict[str, list[Answered]] = {name: [] for name in asked}
        for number in range(ROUNDS + 1):
            for name, page in asked.items():
                server = servers[page.server]
                watched = (server.process.pid, *server.workers())
                figures = answered(server.port, page.requests, SECONDS, watched, page.status)
                # The first round is warming up.
                rounds[name].extend([figures] if number else [])
    cost = {name: median(one.microseconds for one in figures) for name, figures in rounds.items()}
    speed = {name: median(one.per_second for one in figures) for name, figures in rounds.items()}
    if missing:
        yield f"Without the peer's page: {missing}.\n"
    yield "| page | CPU µs | × empty Flask view | × `/healthz` | requests/s | × the peer’s |"
    yield "|---|---|---|---|---|---|"
    for name in asked:
        times = f"{cost[name] / cost[EMPTY]:.1f} | {cost[name] / cost[HEALTH]:.1f}"
        beside = f"{speed[name] / speed[PEERS]:.2f}" if PEERS in speed else "–"
        yield f"| {name} | {cost[name]:,.0f} | {times} | {speed[name]:,.0f} | {beside} |"
