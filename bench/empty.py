"""The least that a page can cost: an empty Flask view behind the server that the guide has.

``python -m bench.empty serve --port 8080``
"""

from __future__ import annotations

import sys

from flask import Flask

from guide.serve import serve_editing


def application() -> Flask:
    """Flask with one view."""
    app = Flask("empty")
    app.add_url_rule("/healthz", "empty", lambda: "ok\n")
    return app


if __name__ == "__main__":
    serve_editing("127.0.0.1", int(sys.argv[-1]), application)
