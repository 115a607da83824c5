"""One target of atheris: ``python bench/soak/fuzz.py tokens 60 FOLDER``, with its files in an empty folder.

Inputs grow towards code of the guide that was not reached before. Each target says what may come out; all else is a
find, which libFuzzer prints before it ends the process with another code than 0.
"""

from __future__ import annotations

import io
import logging
import shutil
import sys
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import atheris
import yaml
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["guide"]):
    from guide.content import ContentError, load
    from guide.rules.answers import Answers
    from guide.settings import Settings
    from guide.web import create_app
    from guide.web.sealed.tokens import Expired, Seals, Unreadable, new_key

TODAY = date(2026, 11, 22)
PLACE = "helsingoer"
LARGEST_INPUT = 8_000
"""Bytes. What needs more to go wrong is looked for by tests that say what it is."""

Target = Callable[[bytes], None]


def tokens(_folder: Path) -> tuple[Target, list[bytes]]:
    """Opening a token: whatever stands in it, and whatever was sealed with our own key."""
    guide, key = load(ROOT / "content", TODAY), new_key()
    seals, ours = Seals([key]), Fernet(key)
    token = seals.seal(PLACE, Answers({"hvem": ["mig"], "behov": ["ud-af-huset", "struktur"]}))

    def open_it(data: bytes) -> None:
        with_key = data[:1] < b"\x80"
        written = ours.encrypt(data[1:]).decode().rstrip("=") if with_key else data[1:].decode("latin-1")
        try:
            opened = seals.open(guide.municipalities[PLACE], written)
        except (Expired, Unreadable):
            return
        for question_id, chosen in opened.answers.items():
            question = guide.municipalities["helsingoer"].question(question_id)
            if question is None or not chosen <= set(question.option_ids):
                raise AssertionError("an answer that today's guide could not have asked")

    return open_it, [b"\xff" + token.encode(), b"\xff" + token[:40].encode(), b"\x00" + ours.decrypt(token + "==")]


def answers(_folder: Path) -> tuple[Target, list[bytes]]:
    """Posted answers and whatever else is typed, as a form and as JSON, through the whole application."""
    app = create_app(load(ROOT / "content", TODAY), Settings(keys=(new_key(),)), today=lambda: TODAY)
    types = ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "text/plain")
    own = (
        *("spoergsmaal/ny/behov", "spoergsmaal/ny/alder", "raadgiver", "raadgiver/faelles/soeg"),
        *("raadgiver/faelles/ark", "frister/klage", "frister/ansoegning/ledsagelse", "breve/klage/ledsagelse"),
        *("breve/rykker/ledsagelse", "breve/aktindsigt/ledsagelse", "afgoerelse/ledsagelse"),
        *("del/ny", "emne", "beregn/ledsagelse", "beregn/merudgifter", "beregn/boformer-hjemloese"),
    )
    paths = (*(f"/{PLACE}/{rest}" for rest in own), f"/api/v1/{PLACE}/outcomes")
    api = len(paths) - 1

    def post(data: bytes) -> None:
        which, body = data[0] if data else 0, data[1:]
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": paths[which % len(paths)],
            "CONTENT_TYPE": types[which // len(paths) % len(types)],
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
        }
        with app.request_context(environ):
            status = app.full_dispatch_request().status_code
        if status >= 500:
            raise AssertionError(f"answered with {status}")

    return post, [
        b"\x00svar=struktur&svar=raad",
        b"\x01svar=26-64",
        b"\x02hvem=mig&alder=26-64&behov=raad&videre=ark",
        b"\x03ord=autist",
        b"\x04svar=ja&til=selv&timer=24",
        b"\x05dag=1. november 2026",
        b"\x07hvem=mig&dag=1.11.2026&grunde=behov",
        b"\x0abolig=ja&maaned-0=7,5",
        b"\x0budgifter=24.000&periode=aar",
        bytes((api,)) + b'{"answers": {"alder": "26-64", "behov": ["struktur"]}}',
        bytes((2 * len(paths) + 1,)) + b'--x\r\nContent-Disposition: form-data; name="svar"\r\n\r\n26-64\r\n--x--\r\n',
    ]


def content(folder: Path) -> tuple[Target, list[bytes]]:
    """Reading content of which one file is anything at all; only a complaint to the editor may come out."""
    copy = folder / "content"
    shutil.copytree(ROOT / "testing/content", copy)
    files = sorted(path for path in copy.rglob("*") if path.is_file())
    good = {path: path.read_bytes() for path in files}
    # All files but one are as they were before; to read them anew each time would take most of the time.
    yaml.compose = lru_cache(maxsize=64)(yaml.compose)  # type: ignore[assignment]

    def read(data: bytes) -> None:
        path = files[data[0] % len(files)] if data else files[0]
        path.write_bytes(data[1:])
        try:
            load(copy, TODAY)
        except ContentError as error:
            if not all(problem.file and problem.line and problem.wrong for problem in error.problems):
                raise AssertionError("a complaint that does not say where or what") from error
        finally:
            path.write_bytes(good[path])

    return read, [bytes((number,)) + good[path] for number, path in enumerate(files)]


TARGETS = {"tokens": tokens, "answers": answers, "content": content}


def main(name: str, seconds: int, folder: Path) -> None:
    """Run one target; libFuzzer ends the process, and leaves the folder as it is."""
    logging.disable()
    corpus = folder / "corpus"
    corpus.mkdir()
    target, seeds = TARGETS[name](folder)
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    options = (f"-max_total_time={seconds}", f"-max_len={LARGEST_INPUT}", "-timeout=20", "-rss_limit_mb=1500")
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={folder}/", *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
