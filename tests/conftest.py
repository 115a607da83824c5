"""What every test gets: the guide as it is, read once, its application, and a visitor whose every page is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask_babel import force_locale

from guide.content import load
from guide.municipality import Guide
from guide.rules.answers import Answers, Question
from guide.rules.standards import Standard
from guide.settings import Settings, variable
from guide.web import create_app
from guide.web.sealed import tokens
from guide.web.sealed.lifetime import Lifetime
from guide.web.sealed.tokens import OpenedToken, new_key
from guide.web.site import site
from guide.web.templating import guidance_sentence
from testing.changed_content import Copy, copied
from testing.checked_client import CheckedClient
from testing.havnoe_content import created, with_skovlev
from testing.long_run import first_now
from testing.random_people import PLACE

# How long an example takes says something of the machine.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)

Seal = Callable[..., str]
Open = Callable[[str], OpenedToken]
Later = Callable[[timedelta], None]
NewApp = Callable[..., Flask]
Visitor = Callable[[Flask], CheckedClient]


def changed(guide: Guide, **changes: object) -> Guide:
    """The guide with something of Helsingør changed."""
    place = replace(guide.municipalities[PLACE], **changes)  # type: ignore[arg-type]  # the tests name its own fields
    return replace(guide, municipalities={**guide.municipalities, PLACE: place})


def standard_of(guide: Guide, slug: str, municipality: str = PLACE) -> Standard:
    """The standard of this name, which must be there."""
    standard = guide.municipalities[municipality].standard(slug)
    assert standard is not None
    return standard


@pytest.fixture(scope="session", autouse=True)
def _nothing_kept() -> Iterator[None]:
    """No test finds what another one has read, or leaves anything in this user's home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(variable("cache"), "off")
        yield


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    """A copy of the content of Lilleby, to be changed."""
    return copied(tmp_path)


everywhere = pytest.mark.parametrize("guide", ["content", "fictitious"], indirect=True)
"""Runs a test over the guide as it is, and over one of Havnø, which has questions of its own, and Skovlev.

Skovlev's standards use every form that the format has.
"""
everywhere_in_the_long_run = pytest.mark.parametrize("guide", first_now(["fictitious", "content"]), indirect=True)
"""The same, of what takes long."""


def place_of(guide: Guide) -> str:
    """Its first municipality."""
    return next(iter(guide.municipalities))


@cache
def _loaded(content: Path) -> Guide:
    return load(content, TODAY)


@pytest.fixture(scope="session")
def havnoe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of Havnø alone."""
    return created(tmp_path_factory.mktemp("havnoe"))


@pytest.fixture(scope="session")
def fictitious(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of Havnø and Skovlev."""
    return with_skovlev(tmp_path_factory.mktemp("fictitious"))


@pytest.fixture(scope="session")
def guide(request: pytest.FixtureRequest) -> Guide:
    """The guide as of a fixed day: of ``content/``, or as ``everywhere`` says."""
    asked = getattr(request, "param", "content")
    return _loaded(request.getfixturevalue(asked) if asked != "content" else ROOT / "content")


def questions_of(guide: Guide, municipality: str) -> tuple[Question, ...]:
    """All questions that are asked in this municipality."""
    return guide.municipalities[municipality].questions


@pytest.fixture(scope="session")
def new_app(guide: Guide) -> NewApp:
    """Makes applications: of this guide and on this day, where nothing else is said."""

    def make(
        shown: Guide = guide,
        *,
        root: Path = ROOT,
        today: Callable[[], date] = lambda: TODAY,
        **settings: Any,  # noqa: ANN401  # the fields of Settings
    ) -> Flask:
        return create_app(shown, Settings(**{"keys": (new_key(),)} | settings), root=root, today=today)

    return make


@pytest.fixture(scope="session")
def app(new_app: NewApp) -> Flask:
    """The application of the guide; nothing in it changes from test to test."""
    return new_app()


@pytest.fixture(scope="session")
def visitor() -> Visitor:
    """Makes a visitor of an application."""

    def make(visited: Flask) -> CheckedClient:
        sentences = {}
        with visited.test_request_context():
            for language in site().languages:
                with force_locale(language):
                    sentences[language] = guidance_sentence()
        return CheckedClient(visited, visited.response_class, guidance=sentences)

    return make


@pytest.fixture
def client(app: Flask, visitor: Visitor) -> CheckedClient:
    """A visitor who has opened nothing yet."""
    return visitor(app)


@pytest.fixture(scope="session")
def caller(app: Flask, visitor: Visitor) -> CheckedClient:
    """One visitor for many requests."""
    return visitor(app)


@pytest.fixture(scope="session")
def seal(app: Flask) -> Seal:
    """Seals answers for a municipality, as ``app`` does."""

    def make(municipality: str, told: Mapping[str, Iterable[str]], life: Lifetime | None = None) -> str:
        return sealed_by(app, municipality, told, life)

    return make


def sealed_by(app: Flask, municipality: str, told: Mapping[str, Iterable[str]], life: Lifetime | None = None) -> str:
    """These answers as this application seals them."""
    token: str = app.extensions["site"].seals.seal(municipality, Answers(told), life)
    return token


@pytest.fixture(scope="session")
def opened(app: Flask, guide: Guide) -> Open:
    """What the token holds that is in an address of a municipality."""

    def read(address: str) -> OpenedToken:
        _host, municipality, *rest = address.removeprefix("http://localhost").split("/")
        token = next(part for part in rest if part.startswith("gAAAA"))
        found: OpenedToken = app.extensions["site"].seals.open(guide.municipalities[municipality], token)
        return found

    return read


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Makes it so much later than it is, for links."""

    def move(much: timedelta) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                return cls.fromtimestamp((datetime.now(tz) + much).timestamp(), tz)

        monkeypatch.setattr(tokens, "datetime", Clock)

    return move
