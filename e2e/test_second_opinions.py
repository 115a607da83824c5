"""Every state as other checkers see it: Nu the HTML as sent; IBM's, QualWeb and the newest axe in the browser."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from e2e.device import Device, in_known_colours
from e2e.page import Visit
from e2e.second_opinions import ibm, newest_axe, nu, qualweb
from e2e.state import Addresses, State
from e2e.states import STATES
from testing.server import Server

Arrive = Callable[[State, Device], Visit]

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


def test_nu_finds_no_fault_in_the_html_of_any_state(
    server: Server, broken: str, addresses: Addresses, tmp_path: Path
) -> None:
    pages = {str(state): sent(broken if state.broken else server.origin, addresses, state) for state in STATES}
    complaints = list(nu(pages, tmp_path))
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_ibm_and_qualweb_and_the_newest_axe_find_no_fault(come_again: Arrive, state: State) -> None:
    visit = come_again(state, in_known_colours())
    visit.unfold()
    complaints = [*ibm(visit), *qualweb(visit), *newest_axe(visit)]
    assert not complaints, "\n".join(complaints)
