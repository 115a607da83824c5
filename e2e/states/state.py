"""One page in one state, as data, and how a visitor comes into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from cryptography.fernet import Fernet

from e2e.visitor.device import Device
from e2e.visitor.visit import Visit
from guide.municipality import Guide
from guide.result.receipt import receipt_of
from guide.rules.answers import Answers
from guide.rules.interview import Interview
from guide.rules.outcome import evaluate
from guide.web.sealed.lifetime import SHARED_COMPUTER, Lifetime
from guide.web.sealed.tokens import Seals
from testing.people import Person, asked_of

LONG_AGO = 7 * 24
"""Hours; a link lives for a day."""


@dataclass(frozen=True, slots=True)
class State:
    """One page in one state.

    ``{token}`` in the path are the answers of ``person``, sealed: all that the guide asks, or what it asks before the
    question ``until``, at a computer that others use too where it is ``shared``. ``{expired}`` is the same link a week
    later, ``{altered}`` one with a letter changed, ``{cut}`` one without its end, ``{foreign}`` one of the other
    municipality, ``{kept}`` one that is kept for a week, and ``{older}`` one that was made with other rules.
    ``submits`` are the options that are then chosen and sent (an empty tuple: nothing is chosen). ``writes`` are the
    fields that are then filled in and sent, by name; ``then`` is the button that is pressed after that. ``shows``
    matches what makes the page this state; without it the state is not what it is called.
    """

    name: str
    path: str
    shows: str = "h1"
    person: Person | None = None
    until: str | None = None
    submits: tuple[str, ...] | None = None
    writes: Mapping[str, str] | None = None
    then: str | None = None
    status: int = 200
    broken: bool = False
    shared: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def is_sent(self) -> bool:
        """Whether something is sent to come into this state."""
        return self.submits is not None or self.writes is not None

    @property
    def is_end(self) -> bool:
        """Whether the page leads back through what was open before it."""
        return self.path.endswith("/slut")


Arrive = Callable[[State, Device], Visit]
"""Brings a visitor with a device into a state (``come_again`` in ``conftest.py``)."""

LIKELY = '[data-outcome="likely"]'
OPEN = ", ".join(f'[data-outcome="{code}"]' for code in ("likely", "individual", "unknown"))
NOTHING_OPEN = f"main:not(:has({OPEN}))"
CHOSEN, NOT_CHOSEN = "fieldset:has(:checked)", "fieldset:not(:has(:checked))"
ERROR = "main:has(#error-summary)"
NO_HEADING = ":not(:has(.solution-heading))"


@dataclass(slots=True, repr=False)
class Addresses:
    """Where the states are found: the guide tells which questions a person is asked, the key seals the answers."""

    guide: Guide
    key: str
    _interviews: dict[str, Interview] = field(default_factory=dict)

    def of(self, state: State) -> str:
        """The path of a state."""
        if state.person is None:
            return state.path
        municipality = next(part for part in state.path.split("/") if part in self.guide.municipalities)
        told = asked_of(self._interview(municipality), state.person.answers, state.until)
        seals, life = Seals([self.key]), SHARED_COMPUTER if state.shared else None
        token = seals.seal(municipality, told, life)
        elsewhere = next(other for other in self.guide.municipalities if other != municipality)
        return state.path.format(
            token=token,
            expired=self.aged(token, hours=LONG_AGO),
            altered=_altered(token),
            cut=token[:-9],
            foreign=seals.seal(elsewhere, told, life),
            kept=seals.seal(municipality, told, Lifetime.of_days(7)),
            older=seals.seal(municipality, told, life, self._older_receipt(municipality)),
        )

    def _older_receipt(self, municipality: str) -> bytes:
        """As if the rules had made something else of every standard."""
        standards = self.guide.municipalities[municipality].with_outcome
        return receipt_of("0" * 8, [evaluate(standard, Answers()) for standard in standards])

    def open(self, visit: Visit, state: State) -> Visit:
        """Brings a visitor into a state, and makes sure that it is that."""
        visit.open(self.of(state), status=200 if state.is_sent else state.status)
        if state.submits is not None:
            visit.answer(*state.submits, status=state.status)
        if state.writes is not None:
            visit.write(state.writes).submit(status=state.status)
        if state.then is not None:
            visit.submit(state.then)
        assert visit.find(state.shows).count(), f"{visit} is not “{state}”: there is no {state.shows}"
        return visit

    def everywhere(self) -> list[str]:
        """The path of every page without answers; but for the end, which leads back through what was open before it."""
        of_all = ("/", "/om", "/privatliv", "/tilgaengelighed", "/afproevning", "/ordbog", "/api")
        return [*of_all, *chain.from_iterable(self._pages_of(slug) for slug in self.guide.municipalities)]

    def _pages_of(self, slug: str) -> list[str]:
        one = self.guide.municipalities[slug]
        standards = (f"standarder/{standard.slug}" for standard in one.standards)
        pages = (f"sider/{page.slug}" for page in one.pages)
        sums = (f"beregn/{standard.slug}" for standard in one.standards if standard.sum_rule)
        fixed = (
            "",
            "standarder",
            "klage",
            "hvem-maa-hjaelpe",
            "privatliv",
            "forhaandsvisning",
            "links",
            "forbered",
            "raadgiver",
        )
        reckoned = ("frister", "frister/klage", "beregn", "breve", "afgoerelse")
        return [f"/{slug}/{rest}" for rest in (*fixed, *reckoned, *standards, *pages, *sums)]

    def _interview(self, municipality: str) -> Interview:
        if municipality not in self._interviews:
            standards = self.guide.municipalities[municipality].with_outcome
            self._interviews[municipality] = Interview(self.guide.municipalities[municipality].questions, standards)
        return self._interviews[municipality]

    def aged(self, token: str, *, hours: int) -> str:
        """The same token as if it had been made so long ago."""
        sealer = Fernet(self.key)
        then = sealer.extract_timestamp(token) - hours * 3600
        return sealer.encrypt_at_time(sealer.decrypt(token), then).decode()


def _altered(token: str) -> str:
    middle = len(token) // 2
    return f"{token[:middle]}{'A' if token[middle] != 'A' else 'B'}{token[middle + 1 :]}"
