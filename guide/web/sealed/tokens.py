"""Answers sealed into a token for one municipality.

The token is Fernet's (AES-CBC with HMAC, keys rotated by MultiFernet); its content is compressed against a fixed
list of ids and padded, so that its length tells little. How long it lives stands inside, so that the reader can be
told and it stays true. After opening, the answers are read against today's guide: a question or an option that no
longer exists counts as not asked, never as a no.
"""

from __future__ import annotations

import base64
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from guide.municipality import Municipality
from guide.rules.answers import Answers, Question
from guide.web.sealed.lifetime import SHARED_COMPUTER, Lifetime

EMPTY = "ny"
"""The token of an interview without an answer yet."""

EMPTY_SHARED = "faelles"
"""The same, at a shared computer."""

LONGEST = 1000
"""Characters; a longer token is refused unread."""

_BLOCK = 48
_SHORTEST = 140
_STEP = _BLOCK * 4 // 3  # characters per block: a token is the shortest, or some steps longer

_VERSION = "3"
_IDS = (
    b"hvem=mig;voksen;barn;alder=0-15;16-17;18-25;26-64;65-pension;pension;behov=raad,struktur,post-oekonomi,praktisk,"
    b"personlig-pleje,ud-af-huset,samvaer,kommunikation,arbejde,uddannelse,undervisning,bolig,udgifter,aflastning,"
    b"behandling,hjaelpemidler,andet;aarsag=fysisk,psykisk,udviklingshaemning,autisme-adhd,hjerneskade,syn,hoerelse,"
    b"doevblind,tale,misbrug,sociale,ingen;stoettebehov=intet;let;moderat;hoejt;fuldstaendigt;en-til-en;bolig=egen;"
    b"familie;bofaellesskab;midlertidigt-botilbud;laengerevarende-botilbud;botid=periode;varigt;arbejdsevne=ordinaert;"
    b"stoettet;ikke;dagtilbud=ingen;beskyttet;samvaer;stu;udgifter=under;mellem;over;ledsagelse=ledsager;paedagogisk;"
    b"pension-2003=nej;barn-handicap=ja;soeskende=ja;enlig=ja;hjaelpere=ja;arbejdsleder=ja;ungdomsuddannelse=nej;"
    b"transport=ja;faerdes=nej;hjemme-nok=nej;varig=ja;ved-ikke;"
    b"helsingoer;koebenhavn;"
)
# A token can only be read with the list that it was made with, so a longer list needs a new version. The version
# before stays, for as long as there may be links of it: a guide that is replaced in mid-interview loses nobody.
_LISTS = {_VERSION: _IDS + b"3o24;koebenhavn;aarsag=3o24;helsingoer;aarsag=", "2": _IDS}


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


class Seals:
    """Seals with the first key, opens with all.

    Args:
        keys: at least one Fernet key (32 bytes in URL-safe base64), or ``ValueError``.
        lifetime: how long a link works after the step that made it, where nothing else is asked for.
    """

    def __init__(self, keys: Iterable[str], lifetime: timedelta = timedelta(hours=24)) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._ordinary = Lifetime.ordinary(lifetime)

    def seal(self, municipality: str, answers: Answers, lifetime: Lifetime | None = None) -> str:
        """A token for a path, for the ordinary lifetime."""
        return self.seal_until(municipality, answers, lifetime or self._ordinary)[0]

    def seal_until(self, municipality: str, answers: Answers, lifetime: Lifetime) -> tuple[str, datetime]:
        """A token of these answers, and when it expires."""
        pairs = ";".join(f"{question}={','.join(sorted(options))}" for question, options in sorted(answers.items()))
        compressor = zlib.compressobj(level=9, wbits=-15, zdict=_LISTS[_VERSION])
        text = f"{_VERSION}{lifetime.as_written()};{municipality};{pairs}"
        compressed = compressor.compress(text.encode()) + compressor.flush()
        # One byte short of whole blocks: Fernet always adds one or more, up to the next sixteen.
        padded = compressed + bytes(-(len(compressed) + 1) % _BLOCK)
        now = int(time.time())
        token = self._fernet.encrypt_at_time(padded, now).decode().rstrip("=")
        return token, datetime.fromtimestamp(now, UTC) + lifetime.length

    def seal_next(self, municipality: str, before: OpenedToken, answers: Answers) -> str:
        """A token after a step: a shared computer stays shared."""
        return self.seal(municipality, answers, before.lifetime if before.lifetime.is_shared else None)

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
            if base64.urlsafe_b64encode(base64.urlsafe_b64decode(token)).decode() != token:
                raise Unreadable("not as it was written")
            plain = self._fernet.decrypt(token)
            made = datetime.fromtimestamp(self._fernet.extract_timestamp(token), UTC)
        except (InvalidToken, ValueError, TypeError) as error:
            raise Unreadable("not sealed with a key of ours") from error
        lifetime, sealed_for, options = _read(plain)
        lifetime = lifetime or self._ordinary
        if datetime.now(UTC) > made + lifetime.length:
            raise Expired
        if sealed_for != municipality.slug:
            raise Foreign(sealed_for)
        return OpenedToken(known_answers(options, municipality), lifetime, made + lifetime.length)

    def seal_text(self, text: str) -> str:
        """A token of something else than answers."""
        return self._fernet.encrypt_at_time(text.encode(), int(time.time())).decode().rstrip("=")

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


def _read(plain: bytes) -> tuple[Lifetime | None, str, dict[str, str]]:
    """The lifetime (version 2 has none), the municipality, the answers."""
    for version, ids in _LISTS.items():
        text = _decompressed(plain, ids)
        if text.startswith(version):
            try:
                lifetime, sealed_for, *pairs = text[1:].split(";")
                return (
                    Lifetime.read(lifetime) if lifetime else None,
                    sealed_for,
                    dict(pair.split("=", 1) for pair in pairs if pair),
                )
            except ValueError as error:
                raise Unreadable("sealed in a way that is not ours") from error
    raise Unreadable("sealed by another version")


def _decompressed(plain: bytes, ids: bytes) -> str:
    """The text up to the padding, empty by another list."""
    try:
        return zlib.decompressobj(wbits=-15, zdict=ids).decompress(plain, 10_000).decode()
    except (zlib.error, UnicodeDecodeError):
        return ""


def known_answers(options: dict[str, str], municipality: Municipality) -> Answers:
    """Answers still asked for, from options by question."""
    known = {}
    for question_id, ids in options.items():
        question = municipality.question(question_id)
        if question and (whole := _known_options(question, ids.split(","))):
            known[question_id] = whole
    return Answers(known)


def _known_options(question: Question, options: list[str]) -> frozenset[str]:
    known = frozenset(options) & frozenset(question.option_ids)
    # If one of several chosen options is gone, the rest would be another answer than the one that was given.
    whole = len(known) == len(set(options))
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
