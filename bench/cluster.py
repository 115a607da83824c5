"""The guide several times over behind nginx, to look at and to break: ``make cluster``.

Three instances with one key; nginx asks one of them by chance for each request. Ends with all of them when it is
interrupted, or told to end.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from testing.load.cluster import INSTANCES, NGINX, Cluster


def main() -> int:
    """Run until interrupted; 1 where there is no nginx."""
    parser = argparse.ArgumentParser(prog="cluster", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if not NGINX:
        print("nginx is needed (Debian, Ubuntu: apt-get install nginx-light)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder), port) as cluster:
        for number in range(INSTANCES):
            server = cluster.start({})
            print(f"instance {number + 1}: {server.origin}, process {server.process.pid}", flush=True)
        cluster.ask_all()
        print(f"all of them: http://127.0.0.1:{port} (end with Ctrl-C)", flush=True)
        signal.sigwait([signal.SIGINT, signal.SIGTERM])
    return 0


if __name__ == "__main__":
    sys.exit(main())
