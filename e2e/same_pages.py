"""Which pages differ between the guide of an old commit and the guide as its files are now, and how.

Run from the repository: ``.venv/bin/python -m e2e.same_pages COMMIT``. Each guide has its own content, with Havnø
too. The states of the browser tests, all pages without answers and the API are fetched from both; status, headers and
body are compared. Ends with 1 where something differs, with 2 where it could not compare.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from difflib import unified_diff
from http.client import HTTPConnection, HTTPException
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from e2e.states.all import STATES
from e2e.states.state import Addresses, State
from e2e.submission import submission
from guide import ROOT
from guide.content import load
from guide.settings import danish_today, variable
from guide.web.sealed.tokens import new_key
from testing import people
from testing.server import ServerDown, serving

FERRY = people.Person({"hvem": ("mig",), "behov": ("ud-af-huset",), "paa-havnoe": ("ja",), "faerge": ("hver-uge",)})
PERSONS = [*people.FOURTEEN.values(), FERRY]
MORE = (  # What is sent and leads on, of which the browser tests have no state.
    State("topic taken", "/helsingoer/?emne=ledsagelse", writes={}),
    State("question answered", "/koebenhavn/spoergsmaal/ny/hvem", submits=("mig",)),
    State("answer changed", "/helsingoer/spoergsmaal/{token}/bolig", person=people.MOTHER_OF_A_SON, submits=("egen",)),
    State("desk sent", "/helsingoer/raadgiver/{token}", person=people.WITHOUT_A_HOME, then="Opdatér udfald"),
    State("desk searched", "/koebenhavn/raadgiver/{token}", person=FERRY, writes={"ord": "aflastning"}),
    State("desk to sheet", "/havnoe/raadgiver/{token}", person=FERRY, writes={}),
    *(State(f"{page} in Havnø", f"/havnoe/{page}/{{token}}", person=FERRY) for page in ("svar", "resultat", "del")),
)
FIXED = ("/robots.txt", "/embed.js", "/was", "/helsingoer", "/api/v1/municipalities", "/api/v1/openapi.json")
HOST = "guide.example"
"""Both guides are asked by this name: then no port is in a page or in a QR code."""
UNTOLD = {"date", "etag", "content-length"}
QR, TOKEN = re.compile(r'class="qr".*?</svg>', re.DOTALL), re.compile(r"[\w-]{100,}", re.ASCII)
ASSET, HASH = re.compile(r"/assets/([\w-]+)\.[0-9a-f]{10}(\.\w+)"), re.compile(r"(?<=[\w-]\.)[0-9a-f]{10}(?=\.\w)")
TIME = re.compile(r"(\d\. \w+ kl\.\xa0)\d\d\.\d\d")
TAGS, PIECES = re.compile(r"(?=<)|(?<=[>}])|(?<=\",)"), re.compile(r"(?<=\n)|(?<=[>}])(?!\n)|(?<=\",)(?!\n)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came to a request, as it came."""

    asked: str
    status: int
    head: str
    body: str
    location: str = ""

    def pieces(self, renames: Mapping[str, str], *, blank: bool) -> list[str]:
        """What is compared; ``¶`` is the end of a line. With ``blank``, white space beside tags counts for nothing."""
        body = self.body
        if TOKEN.search(body):
            body = QR.sub(lambda code: re.sub(r' d="[^"]*"', ' d="QR"', code[0]), body)
        text = TOKEN.sub("TOKEN", HASH.sub("HASH", TIME.sub(r"\1TIME", f"{self.status}\n{self.head}\n{body}")))
        if renames:
            text = re.sub(rf"(?<![\w-])(?:{'|'.join(map(re.escape, renames))})", lambda old: renames[old[0]], text)
        if blank:
            return [piece for part in TAGS.split(text) if (piece := re.sub(r"[ \t\r\n\f]+", " ", part).strip(" "))]
        return [part.replace("\n", "¶") for part in PIECES.split(text)]


NOTHING = Answer("nothing", 0, "", "nothing")


@dataclass(slots=True)
class Guide:
    """A guide that answers, and the addresses of the assets that its pages have named so far."""

    connection: HTTPConnection
    assets: dict[str, str] = field(default_factory=dict)

    def fetch(self, path: str, body: bytes | None = None, kind: str = "application/json") -> Answer:
        method, typed = ("GET", {}) if body is None else ("POST", {"Content-Type": kind})
        self.connection.request(method, path, body, {"Host": HOST, **typed})
        came = self.connection.getresponse()
        head = sorted(f"{name.lower()}: {value}" for name, value in came.getheaders() if name.lower() not in UNTOLD)
        text = came.read().decode(errors="backslashreplace")
        self.assets |= {match[1] + match[2]: match[0] for match in ASSET.finditer(text)}
        asked = TOKEN.sub("TOKEN", f"{method} {path}")
        return Answer(asked, came.status, "\n".join(head), text, came.getheader("Location", ""))

    def answers(self, path: str, state: State | None, body: bytes | None) -> Iterator[Answer]:
        """All that comes on the way into a state."""
        yield (answer := self.fetch(path, body))
        presses = [(state.submits, state.writes or {}, "")] if state and state.is_sent else []
        for press in [*presses, *([(None, {}, state.then)] if state and state.then else [])]:
            try:
                action, form, kind = submission(answer.body, *press)
            except LookupError as problem:  # with the port: where neither guide has the form, that is no sameness
                yield Answer(answer.asked, 0, "", f"{problem}, on port {self.connection.port}")
                return
            path = urljoin(path, action)
            yield (answer := self.fetch(path, form, kind))
            while answer.status == 303:
                path = urljoin(path, answer.location)
                yield (answer := self.fetch(path))


def ways(key: str, content: Path) -> Iterator[tuple[str, str, State | None, bytes | None]]:
    """All that is asked: a name, a path, the state that it leads to, and what is posted."""
    known, with_havnoe = (Addresses(load(folder, danish_today()), key) for folder in (ROOT / "content", content))
    for state in (*STATES, *MORE):
        if not state.broken:
            yield state.name, (with_havnoe if state in MORE else known).of(state), state, None
    for path in (*with_havnoe.everywhere(), *FIXED):
        yield "page", path, None, None
    for slug, place in with_havnoe.guide.municipalities.items():
        for rest in ("questions", "standards", *(f"standards/{standard.slug}" for standard in place.standards)):
            yield "API", f"/api/v1/{slug}/{rest}", None, None
        for person in PERSONS:
            answers = {id_: list(options) if options[1:] else options[0] for id_, options in person.answers.items()}
            yield "API", f"/api/v1/{slug}/outcomes", None, json.dumps({"answers": answers}).encode()


def start(stack: ExitStack, root: Path, folder: Path, key: str) -> Guide:
    """The guide of the files in ``root``, which answers until the stack ends; ``folder/content`` holds Havnø too."""
    shutil.copytree(root / "content", folder / "content")
    havnoe = next(root.glob("test*/havnoe/kommune.md")).parent
    shutil.copytree(havnoe, folder / "content" / "da" / "havnoe")
    environ = {variable("keys"): key, variable("content"): str(folder / "content")}
    server = stack.enter_context(serving(folder / "log.txt", "--workers", "1", environ=environ, folder=root))
    return Guide(HTTPConnection("127.0.0.1", server.port, timeout=60))


Pair = tuple[str, Answer, Answer]


def pairs(options: argparse.Namespace, stack: ExitStack, renames: Mapping[str, str]) -> Iterator[Pair]:
    """A name, and what came from the old guide and from the new one."""
    folder, key = Path(stack.enter_context(TemporaryDirectory())), new_key()
    tree, git = str(folder / "tree"), ("git", "-C", str(ROOT), "worktree")
    stack.callback(subprocess.run, (*git, "remove", "--force", tree), capture_output=True, check=False)
    subprocess.run((*git, "add", "--quiet", "--detach", tree, options.commit), check=True)
    old, new = start(stack, Path(tree), folder / "old", key), start(stack, ROOT, folder / "new", key)
    for name, path, state, body in ways(key, folder / "new" / "content"):
        if options.only in name or options.only in path:
            both = zip_longest(old.answers(path, state, body), new.answers(path, state, body), fillvalue=NOTHING)
            yield from ((name, was, now) for was, now in both)
    assets = {renames.get(name, name): path for name, path in old.assets.items()}
    for name in sorted(assets.keys() | new.assets.keys()) if options.assets else ():
        was = old.fetch(assets[name]) if name in assets else NOTHING
        yield "asset", was, new.fetch(new.assets[name]) if name in new.assets else NOTHING


def main() -> int:
    """Print what differs."""
    parser = argparse.ArgumentParser(prog="python -m e2e.same_pages", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("commit", help="the old commit")
    parser.add_argument("--only", default="", metavar="TEXT", help="only what has this in its name or path")
    parser.add_argument("--show", type=int, default=6, metavar="N", help="so many lines of each difference (6)")
    parser.add_argument("--rename", action="append", default=[], metavar="OLD=NEW", help="an asset that was renamed")
    parser.add_argument("--blank", action="store_true", help="white space beside tags counts for nothing")
    parser.add_argument("--assets", action="store_true", help="compare stylesheets, scripts and pictures too")
    options = parser.parse_args()
    renames = dict(rename.split("=", 1) for rename in options.rename)
    renames |= {old.replace(".", ".HASH."): new.replace(".", ".HASH.") for old, new in renames.items()}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    begun, compared, differing = time.monotonic(), 0, 0
    with ExitStack() as stack:
        for name, was, now in pairs(options, stack, renames):
            before, after = was.pieces(renames, blank=options.blank), now.pieces({}, blank=options.blank)
            compared += 1
            if before != after:
                differing += 1
                missing = [f"{sign}({answer.body})" for sign, answer in (("-", was), ("+", now)) if not answer.status]
                changes = [line for line in unified_diff(before, after, n=0, lineterm="") if line[:2] != "@@"][2:]
                print(f"{name}: {(was if now is NOTHING else now).asked}")
                print(*(f"    {line}" for line in (missing or changes)[: options.show]), sep="\n")
    print("Not compared: " + ", ".join(f"“{state}” (needs a broken guide)" for state in STATES if state.broken))
    print(f"{compared} pages compared, {differing} differ ({time.monotonic() - begun:.0f} s)")
    return 2 if not compared else 1 if differing else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (HTTPException, OSError, ServerDown, subprocess.CalledProcessError) as error:
        print(f"could not compare: {error}", file=sys.stderr)
        sys.exit(2)
