"""Answers sealed into a token for one municipality.

The token is Fernet's (AES-CBC with HMAC, keys rotated by MultiFernet); its content is compressed against a fixed
list of ids and padded, so that its length tells little. How long it lives, and since when there have been answers,
is inside, so that the reader can be told and it stays true; the receipt of the result is in the padding. What can
be read without a key is only the hour in which a token was made. After opening, the answers are read against today's
guide: a question or an option that no longer exists counts as not asked, never as a no.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from string import ascii_letters, digits
from urllib.parse import unquote

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from guide.municipality import Municipality
from guide.rules.answers import Answers, Question
from guide.web.sealed.lifetime import SHARED_COMPUTER, Lifetime
from guide.web.sealed.written import compress, decompress

EMPTY = "ny"
"""The token of an interview without an answer yet."""

EMPTY_SHARED = "faelles"
"""The same, at a shared computer."""

LONGEST = 1000
"""Characters; a longer token is refused unread."""

LAST_DAY = timedelta(days=30)
"""After the first answer, whatever is made of it since."""

LAST_HOURS = timedelta(days=1)
"""The same at a shared computer, but for a link that is shared with oneself."""

_AHEAD = timedelta(minutes=5)
_HOUR = timedelta(hours=1)
_BLOCK = 48
_SHORTEST = 140
_STEP = _BLOCK * 4 // 3  # characters per block: a token is the shortest, or some steps longer

_BYTES_OF_TIMES, _BITS_OF_A_MINUTE = 2, 6

_BEGINNING = "gAAAAA"  # of every token, for a hundred years
_LETTERS = ascii_letters + digits + "-_"
_DASHES = str.maketrans({"–": "-", "—": "--", "\u2010": "-", "\u2011": "-", "−": "-"})  # as programs beautify them


class Unreadable(Exception):
    """The token was altered or made with another key."""


class Incomplete(Unreadable):
    """The token was cut off, or something was added."""


class Foreign(Unreadable):
    """The token is one of ours, for another municipality."""

    def __init__(self, municipality: str) -> None:
        super().__init__("sealed for another municipality")
        self.municipality = municipality


class Expired(Exception):
    """The token was good once; its time is over."""


@dataclass(frozen=True, slots=True)
class OpenedToken:
    answers: Answers
    lifetime: Lifetime
    until: datetime | None
    """When it expires; ``None`` where there is nothing to lose."""
    first: datetime | None = None
    """The hour of the first answer."""
    receipt: bytes = b""
    """Of the result that the token was made for (``guide/result/receipt.py``); zeros without one."""


class Seals:
    """Seals with the first key, opens with all.

    Args:
        keys: at least one Fernet key (32 bytes in URL-safe base64), or ``ValueError``.
        lifetime: how long a link works after the step that made it, where nothing else is asked for.
    """

    def __init__(self, keys: Iterable[str], lifetime: timedelta = timedelta(hours=24)) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._ordinary = Lifetime.ordinary(lifetime)

    def seal(self, municipality: str, answers: Answers, lifetime: Lifetime | None = None, receipt: bytes = b"") -> str:
        """A token for a path, for the ordinary lifetime."""
        return self.seal_until(municipality, answers, lifetime or self._ordinary, None, receipt)[0]

    def seal_until(
        self,
        municipality: str,
        answers: Answers,
        lifetime: Lifetime,
        first: datetime | None = None,
        receipt: bytes = b"",
    ) -> tuple[str, datetime]:
        """A token of these answers, and when it expires.

        ``first`` is the hour of the first answer: this one, where nothing else is said.
        """
        pairs = ";".join(f"{question}={','.join(sorted(options))}" for question, options in sorted(answers.items()))
        text = f"4{lifetime.as_written()};{municipality};{pairs}"
        made = datetime.now(UTC).replace(second=0, microsecond=0)
        hour = made.replace(minute=0)
        # The hour is Fernet's, in clear; the minute and the hours since the first answer are inside.
        age = max((hour - first) // _HOUR, 0) if first else 0  # a clock may have been set back
        times = (age << _BITS_OF_A_MINUTE | made.minute).to_bytes(_BYTES_OF_TIMES)
        plain = times + compress(text) + receipt
        # One byte short of whole blocks: Fernet always adds one or more, up to the next sixteen.
        padded = plain + bytes(-(len(plain) + 1) % _BLOCK)
        sealed = "-"
        while sealed[-1] in "-_":  # which mail programs and chats leave out of a link
            sealed = self._fernet.encrypt_at_time(padded, int(hour.timestamp())).decode()
        return sealed, _end(made, hour - age * _HOUR, lifetime)

    def seal_next(self, municipality: str, before: OpenedToken, answers: Answers, receipt: bytes = b"") -> str:
        """A token after a step: a shared computer stays shared."""
        lifetime = before.lifetime if before.lifetime.is_shared else self._ordinary
        return self.seal_until(municipality, answers, lifetime, before.first, receipt)[0]

    def open(self, municipality: Municipality, token: str) -> OpenedToken:
        """The answers of a token, read against today's guide.

        Raises ``Incomplete``, ``Foreign``, ``Unreadable`` or ``Expired``.
        """
        if token in (EMPTY, EMPTY_SHARED):
            return OpenedToken(Answers(), self._ordinary if token == EMPTY else SHARED_COMPUTER, None)
        if not _SHORTEST <= len(token) <= LONGEST or (len(token) - _SHORTEST) % _STEP:
            raise Incomplete("not as long as a token of ours")
        try:
            # Base64 is read leniently: what it skips or ignores must not make a second address of the same answers.
            sealed = base64.urlsafe_b64decode(token)
            if base64.urlsafe_b64encode(sealed).decode() != token:
                raise Unreadable("not as it was written")
            plain = self._fernet.decrypt(token)
            # Fernet's second field; to ask for it would mean to test the seal once more.
            sealed_at = datetime.fromtimestamp(int.from_bytes(sealed[1:9]), UTC)
        except (InvalidToken, ValueError, TypeError) as error:
            raise Unreadable("not sealed with a key of ours") from error
        made, first, lifetime, sealed_for, options, receipt = _read(plain, sealed_at)
        now, until = datetime.now(UTC), _end(made, first, lifetime)
        if made > now + _AHEAD:
            raise Unreadable("sealed by a clock that was ahead")
        if now > until:
            raise Expired
        if sealed_for != municipality.slug:
            raise Foreign(sealed_for)
        return OpenedToken(known_answers(options, municipality), lifetime, until, first, receipt)

    def mended(self, damaged: str) -> str:
        """The token that this was once, or empty.

        What carriers add is dropped, and one lost character is looked for. The seal decides.
        """
        return next((one for one in _mendings(damaged) if self._is_sealed(one)), "")

    def _is_sealed(self, token: str) -> bool:
        try:
            return bool(self._fernet.decrypt(token))
        except InvalidToken:
            return False

    def seal_text(self, text: str) -> str:
        """A token of something else than answers."""
        return self._fernet.encrypt_at_time(text.encode(), int(datetime.now(UTC).timestamp())).decode().rstrip("=")

    def open_text(self, token: str, length: timedelta) -> str:
        """What ``seal_text`` sealed.

        Raises ``Unreadable``, or ``Expired`` where that is longer ago than ``length``.
        """
        try:
            padded = token + "=" * (-len(token) % 4)
            text = self._fernet.decrypt(padded).decode()
            made = datetime.fromtimestamp(self._fernet.extract_timestamp(padded), UTC)
        except (InvalidToken, ValueError, TypeError) as error:
            raise Unreadable("not sealed with a key of ours") from error
        if datetime.now(UTC) > made + length:
            raise Expired
        return text


def _end(made: datetime, first: datetime, lifetime: Lifetime) -> datetime:
    """When a token expires."""
    return min(made + lifetime.length, first + (LAST_HOURS if lifetime.is_shared else LAST_DAY))


def _mendings(damaged: str) -> Iterator[str]:
    """What a damaged token may have been, the likeliest first."""
    whole = re.sub(r"[^\w-]", "", unquote(unquote(damaged)).translate(_DASHES), flags=re.ASCII)
    whole = whole[max(whole.find(_BEGINNING), 0) :][:LONGEST]
    if len(whole) % _STEP == (_SHORTEST - 1) % _STEP:
        yield from (whole + letter for letter in _LETTERS)
        yield from (whole[:place] + dash + whole[place:] for dash in "-_" for place in range(len(whole)))
    for length in range(len(whole), _SHORTEST - 1, -1):
        if (length - _SHORTEST) % _STEP == 0:
            yield whole[:length]


def _read(plain: bytes, sealed_at: datetime) -> tuple[datetime, datetime, Lifetime, str, dict[str, str], bytes]:
    """Its times, lifetime, municipality, answers and receipt."""
    times = int.from_bytes(plain[:_BYTES_OF_TIMES])
    minute = timedelta(minutes=times % (1 << _BITS_OF_A_MINUTE))
    first = sealed_at - (times >> _BITS_OF_A_MINUTE) * _HOUR
    # Version 3 knows no times.
    for version, times_of_it, rest in (
        ("4", (sealed_at + minute, first), plain[_BYTES_OF_TIMES:]),
        ("3", (sealed_at,) * 2, plain),
    ):
        text, receipt = decompress(rest, version)
        if text.startswith(version):
            with suppress(ValueError):
                lifetime, sealed_for, *pairs = text[1:].split(";")
                options = dict(pair.split("=", 1) for pair in pairs if pair)
                return (*times_of_it, Lifetime.read(lifetime), sealed_for, options, receipt)
    raise Unreadable("sealed by another version, or in a way that is not ours")


def known_answers(options: dict[str, str], municipality: Municipality) -> Answers:
    """Answers still asked for, from options by question."""
    known = {}
    for question_id, ids in options.items():
        question = municipality.question(question_id)
        if question and (whole := _known_options(question, ids.split(","))):
            known[question_id] = whole
    return Answers(known)


def _known_options(question: Question, options: list[str]) -> frozenset[str]:
    # If one of several chosen options is gone, the rest would be another answer than the one that was given.
    known = frozenset(options)
    whole = known.issubset([option.id for option in question.options])
    alone = len(known) == 1 or not any(map(question.excludes_others, known))
    return known if whole and alone else frozenset()


def offered_answers(answers: Answers, municipality: Municipality) -> Answers:
    """Answers that the perspective offers; the others are asked again."""
    offered = {}
    for question_id, options in answers.items():
        question = municipality.question(question_id)
        if question and options <= {option.id for option in question.offered(answers.perspective)}:
            offered[question_id] = options
    return Answers(offered)


def new_key() -> str:
    return Fernet.generate_key().decode()
