"""What every test gets: the guide as it is, read once, its application, and a visitor whose every page is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from guide.content import load
from guide.municipality import Guide
from guide.rules.answers import Answers
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from guide.web.site import site
from guide.web.templating import guidance_sentence
from testing.checked_client import CheckedClient

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)

Seal = Callable[[str, Mapping[str, Iterable[str]]], str]
Visitor = Callable[[Flask], CheckedClient]


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide of ``content/`` as of a fixed day."""
    return load(ROOT / "content", TODAY)


@pytest.fixture(scope="session")
def new_app(guide: Guide) -> Callable[..., Flask]:
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
def app(new_app: Callable[..., Flask]) -> Flask:
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
def seal(app: Flask) -> Seal:
    """Seals answers for a municipality, as ``app`` does."""

    def make(municipality: str, told: Mapping[str, Iterable[str]]) -> str:
        sealed: str = app.extensions["site"].seals.seal(municipality, Answers(told))
        return sealed

    return make
