"""What of an interview may be counted: that it begins, and how many questions it had; once each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from guide.municipality import Guide
from guide.web import Progress, counters
from testing.checked_client import CheckedClient
from testing.random_people import PLACE
from tests.conftest import NewApp, Visitor


@pytest.fixture
def steps() -> Iterator[list[Progress]]:
    """What is counted meanwhile of interviews."""
    steps: list[Progress] = []
    counters.append(lambda answered: steps.append(answered.progress) if answered.progress != Progress() else None)
    yield steps
    counters.pop()


@pytest.fixture
def client(new_app: NewApp, visitor: Visitor) -> CheckedClient:
    return visitor(new_app())


def test_an_interview_begins_and_ends_once(client: CheckedClient, steps: list[Progress]) -> None:
    checked = client.interview(PLACE, {})[-1]
    asked = len(re.findall(r"/spoergsmaal/[^/\"]+/", client.get(checked).text))
    assert [step.begun for step in steps] == [True, *[False] * (len(steps) - 1)]
    assert [step.questions for step in steps if step.questions] == [steps[-1].questions]
    assert 5 < steps[-1].questions <= asked
    before = len(steps)
    again = client.post(checked.replace("/svar/", "/spoergsmaal/") + "/hvem", data={"svar": "ved-ikke"})
    assert "/svar/" in again.headers["Location"]
    assert len(steps) == before


def test_a_confirmed_topic_begins_an_interview(client: CheckedClient, steps: list[Progress], guide: Guide) -> None:
    topic = guide.municipalities[PLACE].topics[0]
    address = client.post(f"/{PLACE}/emne", data={"emne": topic.id}).headers["Location"]
    client.interview(PLACE, {}, address)
    assert sum(step.begun for step in steps) == 1


def test_what_is_refused_is_no_step(client: CheckedClient, steps: list[Progress]) -> None:
    assert client.post(f"/{PLACE}/spoergsmaal/ny/hvem", data={}).status_code == 422
    assert steps == []
