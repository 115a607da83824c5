"""What anybody may ask for costs the guide little, so that nobody can make it slow for others by asking."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from guide.municipality import Guide
from testing.load.sending import warm_up
from testing.random_people import PLACE

MOST = 10
"""How many times the start page an address may cost that needs no token."""

ROUNDS = 3
"""The first one may compute what is then remembered; of the others the best counts, for other work disturbs."""


def values(rule: Rule, guide: Guide) -> Iterator[dict[str, str]]:
    """What the parts of a route are asked with: every municipality, and its slugs."""
    for place in guide.municipalities.values():
        kind = "svg" if "link" in rule.arguments else "klage"
        first = {"municipality": place.slug, "page": "klage", "kind": kind, "link": "klage", "name": "intet.css"}
        slugs = [standard.slug for standard in place.standards] + [page.slug for page in place.pages]
        for slug in slugs if "slug" in rule.arguments else [""]:
            yield {**first, "slug": slug}


@pytest.fixture
def addresses(app: Flask, guide: Guide) -> list[str]:
    """Every address that is opened without a token."""
    found = set()
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and "token" not in rule.arguments:
                built = (rule.build(dict(parts), append_unknown=False) for parts in values(rule, guide))
                found |= {parts[1] for parts in built if parts}
    return sorted(found)


def cost(client: FlaskClient, address: str) -> float:
    """Seconds of work, at best, once what is remembered has been computed."""
    taken = []
    for _round in range(ROUNDS):
        began = time.thread_time()
        client.get(address)
        taken.append(time.thread_time() - began)
    return min(taken[1:])


def test_no_address_without_a_token_costs_much_more_than_the_start_page(app: Flask, addresses: list[str]) -> None:
    warm_up(app)
    client = FlaskClient(app, app.response_class)
    assert len(addresses) > 100
    assert f"/{PLACE}/forhaandsvisning" in addresses
    limit = MOST * max(cost(client, f"/{PLACE}/") for _time in range(5))
    # Whatever seems too much is looked at again: on a busy machine, anything can seem so once.
    suspects = [address for address in addresses if cost(client, address) > limit]
    assert {
        address: cost(client, address) / limit * MOST for address in suspects if cost(client, address) > limit
    } == {}
