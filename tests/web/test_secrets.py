"""Answers in an address: what cannot be opened, and that they are told to nobody else."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, Question
from guide.rules.outcome import State
from guide.web.sealed.tokens import new_key
from testing.checked_client import CheckedClient, page_of
from testing.random_people import PERSON, PLACE
from testing.rules import with_questions
from tests.conftest import NewApp, Seal, Visitor, sealed_by
from tests.web.walking import form, question_of, told_rows, way_on


def damaged(good: str) -> dict[str, str]:
    return {
        "altered": good[:40] + ("A" if good[40] != "A" else "B") + good[41:],
        "altered at the end": good[:-3] + "AAA",
        "cut off": good[:-7],
        "cut off early": good[:9],
        "two letters missing": good[:60] + good[62:],
        "overlong": "A" * 20_000,
        "nonsense": "hvem=mig",
        "not ASCII": "æøå☃",
        "a null": "%00",
        "no text": "%FF%FE",
        "dots": "%2E%2E",
        "small letters": good.lower(),
    }


DAMAGES = tuple(damaged("x" * 50))
PLACES = ("spoergsmaal/{}", "spoergsmaal/{}/alder", "svar/{}", "resultat/{}")


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_address_that_cannot_be_opened_gives_a_friendly_page(client: CheckedClient, seal: Seal, damage: str) -> None:
    token = damaged(seal(PLACE, PERSON))[damage]
    for place in PLACES:
        page = client.page(f"/{PLACE}/{place.format(token)}", status=404)
        assert way_on(page) == [f"/{PLACE}/"]
    response = client.post(f"/{PLACE}/spoergsmaal/{token}/alder", data={"svar": "26-64"})
    assert (response.status_code, way_on(page_of(response))) == (404, [f"/{PLACE}/"])


def test_an_expired_address_gives_a_page_of_its_own(
    new_app: NewApp, visitor: Visitor, client: CheckedClient, seal: Seal
) -> None:
    late = new_app(link_lifetime=timedelta(seconds=-1))
    token = sealed_by(late, PLACE, PERSON)
    visited = visitor(late)
    altered = client.page(f"/{PLACE}/svar/{seal(PLACE, PERSON)[:-4]}", status=404)
    for place in PLACES:
        page = visited.page(f"/{PLACE}/{place.format(token)}", status=410)
        assert way_on(page) == [f"/{PLACE}/"]
        assert page.title != altered.title
    assert visited.post(f"/{PLACE}/spoergsmaal/{token}/alder", data={"svar": "26-64"}).status_code == 410


def test_an_older_key_opens_and_the_newest_seals(new_app: NewApp, visitor: Visitor) -> None:
    old, new = new_key(), new_key()
    before, between, after = (visitor(new_app(keys=keys)) for keys in ([old], [new, old], [new]))
    address = before.answer(f"/{PLACE}/spoergsmaal/ny/hvem", "mig")
    assert client_knows(between, address)
    after.page(address, status=404)
    assert client_knows(after, between.answer(address, "26-64"))


def client_knows(client: CheckedClient, address: str) -> bool:
    return form(client.page(address)) == address.rpartition("/")[2]


def renamed(question: Question, what: str) -> Question:
    """The question, or its answer no, under another id."""
    if what == "question":
        return replace(question, id="varigt")
    options = (replace(option, id="forbi") if option.id == "nej" else option for option in question.options)
    return replace(question, options=tuple(options))


@pytest.mark.parametrize("what", ["question", "option"])
def test_what_was_renamed_counts_as_not_asked(guide: Guide, new_app: NewApp, visitor: Visitor, what: str) -> None:
    key, varig = new_key(), question_of(guide, "varig")
    changed = tuple(renamed(one, what) if one is varig else one for one in guide.shared_questions)
    before, after = (visitor(new_app(one, keys=[key])) for one in (guide, with_questions(guide, changed)))
    token = before.interview(PLACE, PERSON)[-1].rpartition("/")[2]
    told = told_rows(before, before.page(f"/{PLACE}/svar/{token}"))
    assert told.pop("varig") == ["nej"]
    assert before.page(f"/{PLACE}/resultat/{token}").outcomes()["merudgifter"] == State.UNLIKELY
    assert after.page(f"/{PLACE}/resultat/{token}").outcomes()["merudgifter"] == State.UNKNOWN
    assert told_rows(after, after.page(f"/{PLACE}/svar/{token}")) == told


SECRET = {"aarsag": ["misbrug", "doevblind"], "stoettebehov": ["en-til-en"], "bolig": ["ingen"], "udgifter": ["over"]}


def test_answers_stand_in_no_title_and_in_no_address(client: CheckedClient, guide: Guide) -> None:
    titles = []
    for told in (PERSON | SECRET, PERSON | {question: [NOT_KNOWN] for question in SECRET}):
        addresses = client.interview(PLACE, told)
        token = addresses[-1].rpartition("/")[2]
        ends = [addresses[-1], f"/{PLACE}/resultat/{token}"]
        pages = {address.rpartition("/")[2]: client.page(address).title for address in addresses[:-1]}
        titles.append(pages | {address.split("/")[2]: client.page(address).title for address in ends})
        # What the client lets through in a location is a path of a municipality, a page, a token and a question.
        for address in addresses[:-1]:
            assert address.rpartition("/")[2] in [question.id for question in guide.shared_questions]
    first, second = titles
    assert all(first[page] == second[page] for page in first.keys() & second.keys())
    assert len(set(first.values())) == len(first)


def nothing_told(log: str, *tokens: str) -> bool:
    words = [option for chosen in SECRET.values() for option in chosen if len(option) > 4]
    return not any(word in log for word in (*words, *tokens))


def test_answers_stand_in_no_log(client: CheckedClient, seal: Seal, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    addresses = client.interview(PLACE, PERSON | SECRET)
    token = addresses[-1].rpartition("/")[2]
    client.get(f"/{PLACE}/resultat/{token}")
    client.get(f"/{PLACE}/resultat/{token[:-5]}")
    client.post(f"/{PLACE}/spoergsmaal/{token}/aarsag", data={"svar": ["misbrug", "ingen"]})
    client.post(f"/api/v1/{PLACE}/outcomes", json={"answers": PERSON | SECRET})
    assert nothing_told(caplog.text, token, seal(PLACE, SECRET))


@pytest.mark.parametrize("broken", ["build_result", "framed_page"])
def test_answers_are_in_no_log_when_the_guide_fails(
    client: CheckedClient, seal: Seal, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_all: object, **_named: object) -> None:
        try:
            raise KeyError(SECRET["aarsag"][0])
        except KeyError as error:
            raise ValueError(SECRET["aarsag"]) from error

    monkeypatch.setattr(f"guide.web.interview.views.{broken}", fail)
    client.may_fail = True
    token = seal(PLACE, PERSON | SECRET)
    page = client.page(f"/{PLACE}/resultat/{token}", status=500)
    assert way_on(page) == [f"/{PLACE}/"]
    assert nothing_told(caplog.text, token)
    assert "ValueError" in caplog.text
    assert "KeyError" in caplog.text
    assert "/<municipality>/resultat/<token>" in caplog.text


def test_a_failing_error_page_does_not_log_the_path(
    app: Flask, seal: Seal, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_all: object, **_named: object) -> None:
        raise ValueError(SECRET["aarsag"])

    monkeypatch.setattr("guide.web.interview.views.framed_page", fail)
    monkeypatch.setattr("guide.web.errors.render_template", fail)
    token = seal(PLACE, PERSON | SECRET)
    with pytest.raises(ValueError, match="doevblind"):
        FlaskClient(app, app.response_class).get(f"/{PLACE}/resultat/{token}")
    assert nothing_told(caplog.text, token)
    assert "ValueError" in caplog.text
