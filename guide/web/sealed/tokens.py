"""Answers sealed into the path: encrypted, authenticated, expiring, bound to one municipality.

The token is Fernet's (AES-CBC with HMAC, keys rotated by MultiFernet); its content is compressed against a fixed
list of ids and padded, so that its length tells little. How long it lives stands inside, so that the reader can be
told and it stays true. After opening, the answers are read against today's guide: a question or an option that no
longer exists counts as not asked, never as a no.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from guide.municipality import Municipality
from guide.rules.answers import Answers, Question
from guide.web.sealed.lifetime import SHARED_COMPUTER, Lifetime

EMPTY = "ny"
"""The token of an interview in which nothing has been told."""

EMPTY_SHARED = "faelles"
"""The same, at a computer that others use too."""

LONGEST = 1000
"""Characters; a longer token is refused unread."""

_BLOCK = 48
_SHORTEST = 140
_STEP = _BLOCK * 4 // 3
"""Characters by which one block makes a token longer: every token of ours is so long, or some steps longer."""

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
    """The token is not as long as one of ours can be: it was cut off, or something was added."""


class Foreign(Unreadable):
    """The token is one of ours, for another municipality."""

    def __init__(self, municipality: str) -> None:
        super().__init__("sealed for another municipality")
        self.municipality = municipality


class Expired(Exception):
    """The token was good once and its time has run out."""


@dataclass(frozen=True, slots=True)
class OpenedToken:
    """The answers of a token, how long its link lives, and until when: ``None`` where there is nothing to lose."""

    answers: Answers
    lifetime: Lifetime
    until: datetime | None


class Seals:
    """Seals and opens answers with a list of keys; the first one seals, all of them open.

    Args:
        keys: Fernet keys (32 bytes in URL-safe base64); raises ``ValueError`` when one is none or there is none.
        lifetime: how long a link lives after the step that made it, where the reader has chosen nothing else.
    """

    def __init__(self, keys: Iterable[str], lifetime: timedelta = timedelta(hours=24)) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._ordinary = Lifetime.ordinary(lifetime)

    def seal(self, municipality: str, answers: Answers, lifetime: Lifetime | None = None) -> str:
        """A token of these answers, to be used in a path; its life is the ordinary one where no other is given."""
        told = ";".join(f"{question}={','.join(sorted(options))}" for question, options in sorted(answers.items()))
        squeezer = zlib.compressobj(level=9, wbits=-15, zdict=_LISTS[_VERSION])
        text = f"{_VERSION}{(lifetime or self._ordinary).as_written()};{municipality};{told}"
        packed = squeezer.compress(text.encode()) + squeezer.flush()
        # One byte short of whole blocks: Fernet always adds one or more, up to the next sixteen.
        padded = packed + bytes(-(len(packed) + 1) % _BLOCK)
        return self._fernet.encrypt(padded).decode().rstrip("=")

    def seal_next(self, municipality: str, before: OpenedToken, answers: Answers) -> str:
        """A token of the answers after a step: a shared computer stays shared, all else gets the ordinary life."""
        return self.seal(municipality, answers, before.lifetime if before.lifetime.is_shared else None)

    def open(self, municipality: Municipality, token: str) -> OpenedToken:
        """The answers of a token, read against today's guide.

        Raises:
            Incomplete: the token was cut off, or something was added.
            Foreign: it is one of ours, for another municipality.
            Unreadable: it is not one of ours.
            Expired: its time has run out.
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
        lifetime, sealed_for, told = _read(plain)
        lifetime = lifetime or self._ordinary
        if datetime.now(UTC) > made + lifetime.length:
            raise Expired
        if sealed_for != municipality.slug:
            raise Foreign(sealed_for)
        return OpenedToken(known_answers(told, municipality), lifetime, made + lifetime.length)


def _read(plain: bytes) -> tuple[Lifetime | None, str, dict[str, str]]:
    """The lifetime, the municipality and the answers; version 2 says nothing of its life."""
    for version, ids in _LISTS.items():
        text = _unpacked(plain, ids)
        if text.startswith(version):
            try:
                lifetime, sealed_for, *told = text[1:].split(";")
                return (
                    Lifetime.read(lifetime) if lifetime else None,
                    sealed_for,
                    dict(part.split("=", 1) for part in told if part),
                )
            except ValueError as error:
                raise Unreadable("sealed in a way that is not ours") from error
    raise Unreadable("sealed by another version")


def _unpacked(plain: bytes, ids: bytes) -> str:
    """The text, up to the padding; empty where it was packed with another list."""
    try:
        return zlib.decompressobj(wbits=-15, zdict=ids).decompress(plain, 10_000).decode()
    except (zlib.error, UnicodeDecodeError):
        return ""


def known_answers(told: dict[str, str], municipality: Municipality) -> Answers:
    """The answers that the municipality asks for today: question id to option ids with commas between."""
    chosen = {}
    for question_id, options in told.items():
        question = municipality.question(question_id)
        known = _known_options(question, options.split(",")) if question else frozenset()
        if known:
            chosen[question_id] = known
    return Answers(chosen)


def _known_options(question: Question, options: list[str]) -> frozenset[str]:
    known = frozenset(options) & frozenset(question.option_ids)
    # If one of several chosen options is gone, the rest would be another answer than the one that was given.
    whole = len(known) == len(set(options))
    alone = len(known) == 1 or not any(map(question.excludes_others, known))
    return known if whole and alone else frozenset()


def offered_answers(answers: Answers, municipality: Municipality) -> Answers:
    """The answers without those that the perspective does not offer: these are asked again."""
    kept = {}
    for question_id, chosen in answers.items():
        question = municipality.question(question_id)
        if question and chosen <= {option.id for option in question.offered(answers.perspective)}:
            kept[question_id] = chosen
    return Answers(kept)


def new_key() -> str:
    """A fresh key in the form that ``Seals`` takes."""
    return Fernet.generate_key().decode()
