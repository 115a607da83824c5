"""What a result asks of its reader: words seen at once, ordinary and in Let læst, and bytes on the wire.

``python -m bench.reading`` prints them for each of the people of ``testing.people`` in both municipalities.
"""

from __future__ import annotations

from bench.measuring import sealed
from guide import ROOT
from guide.content import load
from guide.rules.interview import Interview
from guide.settings import Settings, danish_today
from guide.web import create_app
from guide.web.sealed.tokens import Seals, new_key
from testing.page import page_of
from testing.people import FOURTEEN, asked_of
from testing.words import words


def main() -> None:
    """Print a line for each person and municipality."""
    guide, key = load(ROOT / "content", danish_today()), new_key()
    client = create_app(guide, Settings(keys=(key,))).test_client()
    print(f"{'':24}{'':12}{'words':>7}{'easy':>7}{'bytes':>7}")
    for name, person in FOURTEEN.items():
        for slug, place in guide.municipalities.items():
            told = asked_of(Interview(place.questions, place.with_outcome), person.answers)
            path = f"/{slug}/resultat/{sealed(Seals([key]), place, told)}"
            seen, easy = (words(page_of(client.get(prefix + path))) for prefix in ("", "/let"))
            sent = len(client.get(path, headers={"Accept-Encoding": "br"}).data)
            print(f"{name:24}{slug:12}{seen:7}{easy:7}{sent:7}")


if __name__ == "__main__":
    main()
