"""What our own bridge from granian to WSGI costs, against granian's own (docs/decisions/0013).

Run from the repository: ``.venv/bin/python -m bench.bridge``. Both serve the guide with one worker; the CPU of the
worker is read from ``/proc``, so that other work on the machine does not count. Interleaved; medians.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from guide.settings import variable
from guide.web.sealed.tokens import new_key
from testing.server import Server, cpu, serving

ROUNDS, REQUESTS = 7, 500
PATHS = {"empty view": "/healthz", "first question": "/helsingoer/spoergsmaal/ny/hvem"}
GRANIANS = """
import sys
from granian import Granian
from granian.constants import Interfaces
port = int(sys.argv[sys.argv.index("--port") + 1])
settings = {"factory": True, "interface": Interfaces.WSGI, "workers": 1, "blocking_threads": 1, "port": port}
Granian("guide.serve:application", **settings).serve()
"""


def asked(server: Server, path: str) -> float:
    """Microseconds of CPU for each of many requests on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    began = cpu(server.workers())
    for _number in range(REQUESTS):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, f"{path} answered {answer.status}"
    connection.close()
    return (cpu(server.workers()) - began) / REQUESTS * 1_000_000


@contextmanager
def both() -> Iterator[dict[str, Server]]:
    """The guide behind either bridge."""
    key = {variable("keys"): new_key(), variable("access_log"): "off"}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        yield {
            name: stack.enter_context(serving(Path(folder) / name, "--workers", "1", run=run, environ=key))
            for name, run in (("our own", ("-m", "guide")), ("granian's", ("-c", GRANIANS)))
        }


def main() -> None:
    """Print the CPU of a request behind either bridge."""
    with both() as servers:
        for what, path in PATHS.items():
            rounds: dict[str, list[float]] = {name: [] for name in servers}
            for _round in range(ROUNDS):
                for name, server in servers.items():
                    rounds[name].append(asked(server, path))
            print(what, {name: f"{median(costs):.0f} µs" for name, costs in rounds.items()})


if __name__ == "__main__":
    main()
