"""Answers sealed into the path: encrypted, authenticated, expiring, bound to one municipality.

The token is Fernet's (AES-CBC with HMAC, keys rotated by MultiFernet); its content is compressed against a fixed
list of ids and padded, so that its length tells little. After opening, the answers are read against today's guide:
a question or an option that no longer exists counts as not asked, never as a no.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from guide.answers import Answers, Question
from guide.municipality import Guide

EMPTY = "ny"
"""The token of an interview in which nothing has been told."""

LONGEST = 1000
"""Characters; a longer token is refused unread."""

_BLOCK = 48
_VERSION = "2"
# Only ever append, and then with a new version: a token made with one list cannot be read with another.
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


class Unreadable(Exception):
    """The token was altered, cut off, made with another key, or for another municipality."""


class Expired(Exception):
    """The token was good once and its time has run out."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The answers of a token, and until when its link lives."""

    answers: Answers
    until: datetime | None


class Seals:
    """Seals and opens answers with a list of keys; the first one seals, all of them open.

    Args:
        keys: Fernet keys (32 bytes in URL-safe base64); raises ``ValueError`` when one is none or there is none.
        life: how long a link lives after the step that made it.
    """

    def __init__(self, keys: Iterable[str], life: timedelta = timedelta(hours=24)) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._life = life

    def seal(self, municipality: str, answers: Answers) -> str:
        """A token of these answers, to be used in a path."""
        told = ";".join(f"{question}={','.join(sorted(options))}" for question, options in sorted(answers.items()))
        squeezer = zlib.compressobj(level=9, wbits=-15, zdict=_IDS)
        packed = squeezer.compress(f"{_VERSION};{municipality};{told}".encode()) + squeezer.flush()
        # One byte short of whole blocks: Fernet always adds one or more, up to the next sixteen.
        padded = packed + bytes(-(len(packed) + 1) % _BLOCK)
        return self._fernet.encrypt(padded).decode().rstrip("=")

    def open(self, municipality: str, token: str, guide: Guide) -> Opened:
        """The answers of a token, read against today's guide.

        Raises:
            Unreadable: the token is not one of ours for this municipality.
            Expired: its time has run out.
        """
        if token == EMPTY:
            return Opened(Answers(), None)
        if len(token) > LONGEST:
            raise Unreadable("longer than any token of ours")
        whole = token + "=" * (-len(token) % 4)
        try:
            # Base64 is read leniently: what it skips or ignores must not make a second address of the same answers.
            if base64.urlsafe_b64encode(base64.urlsafe_b64decode(whole)).decode().rstrip("=") != token:
                raise Unreadable("not as it was written")
            plain = self._fernet.decrypt(whole)
            made = datetime.fromtimestamp(self._fernet.extract_timestamp(whole), UTC)
        except (InvalidToken, ValueError, TypeError) as error:
            raise Unreadable("not sealed with a key of ours") from error
        if datetime.now(UTC) > made + self._life:
            raise Expired
        return Opened(_read(plain, municipality, guide.of(municipality)), made + self._life)


def _read(plain: bytes, municipality: str, guide: Guide) -> Answers:
    opener = zlib.decompressobj(wbits=-15, zdict=_IDS)
    try:
        text = opener.decompress(plain, 10_000).decode()  # it ends before the padding
    except (zlib.error, UnicodeDecodeError) as error:
        raise Unreadable("sealed by another version") from error
    version, _, rest = text.partition(";")
    sealed_for, _, told = rest.partition(";")
    if version != _VERSION or sealed_for != municipality:
        raise Unreadable("sealed for something else")
    return known_answers(dict(part.split("=", 1) for part in told.split(";") if "=" in part), guide)


def known_answers(told: dict[str, str], guide: Guide) -> Answers:
    """The answers that today's guide knows: question id to option ids with commas between."""
    chosen = {}
    for question_id, options in told.items():
        question = guide.question(question_id)
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


def offered_answers(answers: Answers, guide: Guide) -> Answers:
    """The answers without those that the perspective does not offer: these are asked again."""
    kept = {}
    for question_id, chosen in answers.items():
        question = guide.question(question_id)
        if question and chosen <= {option.id for option in question.offered(answers.perspective)}:
            kept[question_id] = chosen
    return Answers(kept)


def new_key() -> str:
    """A fresh key in the form that ``Seals`` takes."""
    return Fernet.generate_key().decode()
