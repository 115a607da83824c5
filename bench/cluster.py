"""The guide several times over behind nginx, to look at and to break: ``make cluster``.

Three instances with one key; nginx asks one of them by chance for each request. Ends with all of them when it is
interrupted, or told to end.
"""

from __future__ import annotations

import argparse
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from testing.load.cluster import INSTANCES, Cluster
from testing.nginx import NGINX


def main() -> int:
    """Run until interrupted; 1 where there is no nginx."""
    parser = argparse.ArgumentParser(prog="cluster", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if not NGINX:
        print("nginx is needed (Debian, Ubuntu: apt-get install nginx-light)", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _run(port)
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        print(f"Port {port}: {error.strerror}. Choose another one: make cluster PORT=8080", file=sys.stderr)
        return 1


def _run(port: int) -> NoReturn:
    socket.create_server(("127.0.0.1", port)).close()  # nginx would say it late
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder), port) as cluster:
        for number in range(INSTANCES):
            server = cluster.start({})
            print(f"instance {number + 1}: {server.origin}, process {server.process.pid}", flush=True)
        cluster.ask_all()
        print(f"all of them: http://127.0.0.1:{port} (end with Ctrl-C)", flush=True)
        while True:
            signal.pause()


if __name__ == "__main__":
    sys.exit(main())
