"""What a result asks of its reader: words seen at once, ordinary and in Let læst, and bytes on the wire.

``python -m bench.reading`` prints them for each of the people of ``testing.people`` in both municipalities.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask.testing import FlaskClient

from guide import ROOT
from guide.content import load
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.page import page_of
from testing.people import FOURTEEN, Person
from testing.words import words


def main() -> None:
    """Print a line for each person and municipality."""
    guide = load(ROOT / "content", datetime.now(UTC).date())
    client = create_app(guide, Settings(keys=(new_key(),))).test_client()
    print(f"{'':24}{'':12}{'words':>7}{'easy':>7}{'bytes':>7}")
    for name, person in FOURTEEN.items():
        for place in guide.municipalities:
            path = f"/{place}/resultat/{_token(client, place, person)}"
            seen, easy = (words(page_of(client.get(prefix + path))) for prefix in ("", "/let"))
            sent = len(client.get(path, headers={"Accept-Encoding": "br"}).data)
            print(f"{name:24}{place:12}{seen:7}{easy:7}{sent:7}")


def _token(client: FlaskClient, place: str, person: Person) -> str:
    """Walks the interview to its end."""
    address = client.get(f"/{place}/spoergsmaal/ny").headers["Location"]
    while "/spoergsmaal/" in address:
        answer = {"svar": list(person.to(address.rpartition("/")[2]))}
        address = client.post(address, data=answer).headers["Location"]
    return address.rpartition("/")[2]


if __name__ == "__main__":
    main()
