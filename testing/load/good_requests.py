"""Requests as browsers and programs send them: every route of the application, with what it asks for, by chance.

The routes are the application's own, so a new one is asked for at once; one that takes a body must say here which.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Flask
from werkzeug.routing import Rule

from guide.municipality import Guide, Municipality
from guide.next_steps.decision import Grounds, Hearing, Paragraph, Result, Says
from guide.next_steps.letters import LetterKind
from guide.rules.answers import Answers, Question, QuestionKind
from guide.web.http.prefixes import EASY, FRAMES
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, HOURS_TO_CHOOSE, SHARED_COMPUTER, Kind, Lifetime
from guide.web.sealed.tokens import EMPTY, EMPTY_SHARED
from guide.web.site import Site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

FORM = "application/x-www-form-urlencoded"
EXPIRED = Lifetime(Kind.CHOSEN, -1)
"""Of a link that had run out before it was made."""

_PREFIXES = ("", f"/{EASY}", *(f"/{word}" for word in FRAMES), *(f"/{word}/{EASY}" for word in FRAMES))
_ARGUMENT = re.compile(r"<(?:(\w+)(?:\(([^)]*)\))?:)?(\w+)>")
_LIVES = (None, SHARED_COMPUTER, *map(Lifetime.of_days, DAYS_TO_CHOOSE))
_TYPED = ("12", "7,5", "0", "1.200", "100000")
_WORDS = ("hvad koster det", "autist", "ledsagere", "§ 85", "kørsel", "", "xyz")
Fields = dict[str, object]


class GoodRequests:
    """An endless row of requests that the application should answer with what was asked for, or nearly all of them."""

    def __init__(self, app: Flask, guide: Guide, chance: random.Random) -> None:
        self._site: Site = app.extensions["site"]
        self._guide = guide
        self._chance = chance
        self._places = tuple(guide.municipalities.values())
        self.tokens = {place.slug: [self._token(place) for _ in range(30)] for place in self._places}
        self.expired = [self._token(place, EXPIRED) for place in self._places]
        self._bodies: dict[str, Callable[[Municipality, str], Fields]] = {
            "interview.answer": lambda _place, asked: {"svar": self._chosen(asked)},
            "adviser.update": lambda place, _slug: {**self._some_answers(place), "videre": self._either("", "ark")},
            "adviser.search": lambda _place, _slug: {"ord": self._either(*_WORDS)},
            "adviser.chosen_sheet": lambda _place, _slug: {
                "svar": "ja",
                "til": self._either("selv", "anden"),
                "timer": self._either("0", *map(str, HOURS_TO_CHOOSE)),
            },
            "interview.show_opened": lambda _place, _slug: {},
            "share.show_link": lambda _place, _slug: {"dage": self._either(*map(str, DAYS_TO_CHOOSE))},
            "pages.confirm_topic": lambda place, _slug: {"emne": self._either(*(one.id for one in place.topics))},
            "letters.write": lambda _place, _slug: self._letter(),
            "decision.read": lambda _place, _slug: self._decision(),
            "application.write": lambda _place, _slug: self._letter() | {"oplysning-1": "Kor hver tirsdag."},
            "deadlines.complaint_of": lambda _place, _slug: {"dag": self._day()},
            "deadlines.decision_of": lambda _place, _slug: {"dag": self._day()},
            "sums.calculate": lambda _place, _slug: self._sum(),
            "api.outcomes": lambda place, _slug: {"answers": self._as_json(place)},
        }
        self.routes = [(rule, method) for rule in app.url_map.iter_rules() for method in asking_methods(rule)]
        posted = [(rule, method) for rule, method in self.routes if method == "POST"]
        assert set(self._bodies) == {rule.endpoint for rule, _method in posted}
        # What takes a body has more that can be wrong with it.
        self._by_weight = self.routes + posted

    def next(self) -> WSGIEnvironment:
        return self.of(*self._chance.choice(self._by_weight))

    def of(self, rule: Rule, method: str) -> WSGIEnvironment:
        place = self._chance.choice(self._places)
        values = {
            "municipality": place.slug,
            "token": self._either(EMPTY, EMPTY_SHARED, *self.tokens[place.slug]),
            "question_id": self._chance.choice(self._guide.municipalities[place.slug].questions).id,
            "name": self._site.assets.name(self._either("guide.css", "guide.js", "desk.js")),
            "slug": self._slug(place, rule.endpoint),
            "kind": self._either(*self._guide.municipalities[place.slug].letters),
            "link": self._either("forside", "ordninger", "klage"),
            "page": self._either("klage", "resultat", "spoergsmaal/behov"),
        }
        if rule.endpoint.startswith("deadlines.") and "token" in rule.arguments:
            about = f"/ansoegning/{values['slug']}" if "slug" in rule.arguments else "/klage"
            values["token"] = self._site.seals.seal_text(f"{place.slug}{about}:2027-01-01")
        path = self._either(*[""] * 6, *_PREFIXES) + _ARGUMENT.sub(lambda one: self._value(one, values), rule.rule)
        if method == "GET":
            return request("GET", path, query=self._query(place, rule.endpoint))
        fields = self._bodies[rule.endpoint](place, values["question_id"])
        if rule.endpoint.startswith("api."):
            return request(method, path, json.dumps(fields).encode(), "application/json")
        return request(method, path, urlencode(fields, doseq=True).encode(), FORM)

    def _value(self, argument: re.Match[str], values: dict[str, str]) -> str:
        converter, among, name = argument.groups()
        return self._either(*among.replace(" ", "").split(",")) if converter == "any" else values[name]

    def _slug(self, place: Municipality, endpoint: str) -> str:
        if endpoint == "pages.municipality_page":
            return self._either(*(page.slug for page in place.pages))
        if endpoint.startswith("sums."):
            return self._either(*(one.slug for one in place.standards if one.sum_rule))
        return self._chance.choice(place.standards).slug

    def _query(self, place: Municipality, endpoint: str) -> str:
        if endpoint == "pages.start" and place.topics and self._chance.random() < 0.5:
            return urlencode({"emne": self._chance.choice(place.topics).id})
        return ""

    def _token(self, place: Municipality, life: Lifetime | None = None) -> str:
        told = Answers(self._some_answers(place))
        return self._site.seals.seal(place.slug, told, life or self._chance.choice(_LIVES))

    def _some_answers(self, place: Municipality) -> dict[str, list[str]]:
        questions = self._guide.municipalities[place.slug].questions
        asked = self._chance.sample(questions, self._chance.randrange(len(questions)))
        return {question.id: self._options(question) for question in asked}

    def _chosen(self, question_id: str) -> list[str]:
        return next(
            self._options(question)
            for place in self._places
            for question in self._guide.municipalities[place.slug].questions
            if question.id == question_id
        )

    def _options(self, question: Question) -> list[str]:
        several = [option for option in question.option_ids if not question.excludes_others(option)]
        if question.kind is QuestionKind.MANY and several and self._chance.random() < 0.5:
            return self._chance.sample(several, min(len(several), self._chance.choice((1, 2, 4))))
        return [self._chance.choice(question.option_ids)]

    def _as_json(self, place: Municipality) -> Fields:
        """Some answers, with a text for the answer to a question that takes one."""
        one = {
            question.id
            for question in self._guide.municipalities[place.slug].questions
            if question.kind is QuestionKind.ONE
        }
        return {key: told[0] if key in one else told for key, told in self._some_answers(place).items()}

    def _letter(self) -> Fields:
        letter = self._chance.choice(tuple(self._guide.letters.values()))
        if self._chance.random() < 0.4:
            return {
                "brev": "Til kommunen\n\nJeg klager." * self._chance.choice((1, 9)),
                "vis": self._either("", "print"),
            }
        if self._chance.random() < 0.3:
            return self._decision()
        reasons = [one.id for one in letter.reasons]
        return {
            "hvem": self._either(*(one.id for one in letter.writers)),
            "dag": self._day(),
            "grunde": self._chance.sample(reasons, self._chance.randrange(len(reasons) + 1)),
        }

    def _decision(self) -> Fields:
        """What a decision says, of as many requirements as any standard has."""
        requirements = max(len(one.requirements) for place in self._places for one in place.standards)
        writers = self._guide.letters[LetterKind.COMPLAINT].writers
        return {
            "hvem": self._either(*(one.id for one in writers)),
            "dag": self._either("", self._day()),
            "resultat": self._either(*Result),
            "paragraf": self._either(*Paragraph),
            **{f"krav-{number}": self._either(*Says) for number in range(1, requirements + 1)},
            "grunde": self._either(*Grounds),
            "hoert": self._either(*Hearing),
            "klagevejledning": self._either(*Says),
            "vis": self._either("", "ret"),
        }

    def _sum(self) -> Fields:
        """What the sums of all rules ask for; each takes what it knows."""
        chosen: Fields = {"periode": self._either("maaned", "aar"), "bolig": self._either("ja", "nej"), "pakke": "0"}
        numbers = ("udgifter", "loen", "pris", "afstand", "doegn", "brugt", "maaned-0", "maaned-1")
        return chosen | {name: self._either(*_TYPED) for name in numbers}

    def _day(self) -> str:
        day = self._site.today() - timedelta(days=self._chance.randrange(90))
        return self._either(f"{day:%d.%m.%Y}", f"{day.day}/{day.month} {day.year}", day.isoformat())

    def _either(self, *these: str) -> str:
        return self._chance.choice(these) if these else ""


def asking_methods(rule: Rule) -> set[str]:
    """With what a route can be asked, but for what every route answers by itself."""
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def request(method: str, path: str, body: bytes = b"", type_: str = "", query: str = "") -> WSGIEnvironment:
    """A request as the server hands it on; ``path`` holds a character for each byte, as WSGI wants it."""
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "CONTENT_TYPE": type_,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
