"""The HTML of every state, as it is sent, under the eyes of Nu."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from e2e.checkers.others import nu
from e2e.states.all import STATES
from e2e.states.state import Addresses, State
from testing.server import Server

pytestmark = pytest.mark.full


def sent(origin: str, addresses: Addresses, state: State) -> bytes:
    """The HTML of a state, as the server sends it; of one after a further button, that of the page with the button."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=60)
    fields = [("svar", option) for option in state.submits or ()] + list((state.writes or {}).items())
    body = urlencode(fields) if state.is_sent else None
    headers = {} if body is None else {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("GET" if body is None else "POST", addresses.of(state), body, headers)
    response = connection.getresponse()
    html = response.read()
    connection.close()
    assert response.status == state.status, f"“{state}” answered {response.status}"
    return html


def test_nu_finds_no_fault(server: Server, broken: str, addresses: Addresses, tmp_path: Path) -> None:
    pages = {str(state): sent(broken if state.broken else server.origin, addresses, state) for state in STATES}
    complaints = list(nu(pages, tmp_path))
    assert not complaints, "\n".join(complaints)
