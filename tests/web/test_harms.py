"""Links as they arrive: handed on by mail programs, chats, printers and thumbs.

``pytest tests/web/test_harms.py -s`` shows the table of harms and what they come to.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import quote

import pytest
from flask import Flask

from guide.municipality import Guide
from guide.web.sealed.lifetime import SHARED_COMPUTER, Lifetime
from testing.checked_client import CheckedClient, page_of
from testing.random_people import random_person
from tests.web.walking import way_on

Harm = Callable[[str, random.Random], str]
"""What happens to an address on its way."""


def inside(between: str) -> Harm:
    """This comes into the middle of the last part."""

    def harm(link: str, chance: random.Random) -> str:
        place = chance.randrange(link.rindex("/") + 2, len(link))
        return link[:place] + between + link[place:]

    return harm


def after(added: str) -> Harm:
    return lambda link, chance: link + added


def without(place: Callable[[str, random.Random], int]) -> Harm:
    """One character is lost."""

    def harm(link: str, chance: random.Random) -> str:
        lost = place(link, chance)
        return link[:lost] + link[lost + 1 :]

    return harm


def a_dash(link: str, chance: random.Random) -> int:
    """The place of a hyphen or underscore of the last part; of its last character, where it has none."""
    places = [match.start() for match in re.finditer("[-_]", link) if match.start() > link.rindex("/")]
    return chance.choice(places or [len(link) - 1])


OPENED: dict[str, Harm] = {
    "a full stop after it": after("."),
    "in brackets": after(")"),
    "in angle brackets": after(">"),
    "in quotation marks": after("”"),
    "an exclamation after it": after("!!"),
    "a comma and the next words": after(", ring til mig"),
    "a blank after it": after(" "),
    "a protected blank after it": after("\u00a0"),
    "a line end after it": after("\r\n"),
    "a line break inside": inside("\r\n"),
    "a blank inside": inside(" "),
    "a soft break of quoted-printable": inside("=\r\n"),
    "a soft hyphen inside": inside("\u00ad"),
    "a zero width blank inside": inside("\u200b"),
    "encoded a second time": lambda link, chance: link.replace("-", "%2D").replace("_", "%5F") + "%20",
    "with a backslash before each underscore": lambda link, chance: link.replace("_", "\\_"),
    "hyphens made beautiful": lambda link, chance: link.replace("--", "—").replace("-", "–"),
    "without its last character": without(lambda link, _chance: len(link) - 1),
    "without a hyphen at a line end": without(a_dash),
    "a slash after it": after("/"),
    "in capitals up to the answers": lambda link, chance: "/".join(
        [*(p.upper() for p in link.split("/")[:-1]), link.split("/")[-1]]
    ),
    "with a double slash": lambda link, chance: "/" + link[1:].replace("/", "//"),
}
"""After these the link opens."""

SAID: dict[str, Harm] = {
    "without its second half": lambda link, chance: link[: -chance.randrange(5, 100)],
    "without its answers": lambda link, chance: link[: link.rindex("/") + 1],
    "all in small letters": lambda link, chance: link.lower(),
    "one letter changed": lambda link, chance: f"{link[:-9]}{'A' if link[-9] != 'A' else 'B'}{link[-8:]}",
}
"""After these a page says what is missing."""


def links(app: Flask, guide: Guide, chance: random.Random) -> Iterator[str]:
    """Links of random persons, of every life, to the result and to the answers."""
    seals = app.extensions["site"].seals
    while True:
        place = chance.choice(tuple(guide.municipalities.values()))
        life = chance.choice((None, SHARED_COMPUTER, Lifetime.of_hours(4), Lifetime.of_days(7), Lifetime.of_days(14)))
        token = seals.seal(place.slug, random_person(place.questions, chance), life)
        yield f"/{place.slug}/{chance.choice(('resultat', 'svar'))}/{token}"


def outcome(client: CheckedClient, link: str, harmed: str) -> str:
    """What comes of the harmed address: it leads to the link, or a page says why not."""
    response = client.get(quote(harmed, safe="/"))
    if response.status_code == 303:
        assert "no-store" in response.headers["Cache-Control"], harmed
        return "opens" if response.headers["Location"] == link else f"leads to {response.headers['Location']}"
    assert response.status_code == 404, harmed
    assert way_on(page_of(response)), harmed
    return "says what is missing"


@pytest.mark.timeout(400)
@pytest.mark.parametrize("count", [60, pytest.param(1_000, marks=pytest.mark.full)])
def test_links_that_were_handed_on_open_or_say_what_is_missing(
    app: Flask, guide: Guide, client: CheckedClient, count: int
) -> None:
    chance, table = random.Random(17), dict[str, Counter[str]]()
    for link in islice(links(app, guide, chance), count):
        assert client.get(link).status_code == 200
        for name, harm in (OPENED | SAID).items():
            harmed = harm(link, chance)
            told = "opens" if harmed == link else outcome(client, link, harmed)
            table.setdefault(name, Counter())[told] += 1
    for name, counted in table.items():
        print(f"{name:45} {dict(counted)}")
    assert {name: set(table[name]) for name in OPENED} == {name: {"opens"} for name in OPENED}
    assert {name: set(table[name]) for name in SAID} == {name: {"says what is missing"} for name in SAID}
