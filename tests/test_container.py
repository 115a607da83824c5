"""The ``Containerfile``: read strictly, since there is seldom a base image to build it with where the tests run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

KNOWN = {"FROM", "COPY", "RUN", "ENV", "WORKDIR", "USER", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
"""All but what fetches (ADD), what runs a shell by default (SHELL), and what can hold a secret in the image (ARG)."""


class Instruction(NamedTuple):
    """One line of the file, continued ones joined: the word in front, and the rest."""

    word: str
    rest: str

    @property
    def command(self) -> list[str]:
        """The command in exec form; raises ``ValueError`` for one that a shell would take apart."""
        found: list[str] = json.loads(self.rest[self.rest.index("[") :])
        return found


def read(text: str) -> list[Instruction]:
    """The instructions of a Containerfile."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")).replace("\\\n", " ")
    parts = (line.strip().partition(" ") for line in lines.splitlines() if line.strip())
    return [Instruction(word, rest.strip()) for word, _space, rest in parts]


def faults(instructions: Sequence[Instruction]) -> list[str]:
    """What no Containerfile of ours may do."""
    found = [f"unknown: {one.word}" for one in instructions if one.word not in KNOWN]
    words = [one.word for one in instructions]
    last = words[len(words) - words[::-1].index("FROM") :]
    for one in instructions:
        if one.word == "FROM" and not re.fullmatch(r"[a-z]+:\d[\w.-]*(@sha256:[0-9a-f]{64})?( AS [a-z]+)?", one.rest):
            found.append(f"no bare name with a version: {one.rest}")
        if one.word in {"RUN", "ENTRYPOINT", "CMD"} and not one.rest.startswith("["):
            found.append(f"a shell would run: {one.rest}")
        if one.word == "RUN" and '"install"' in one.rest and "--require-hashes" not in one.rest:
            found.append(f"installs without hashes: {one.rest}")
        if "://" in one.rest and "://127.0.0.1" not in one.rest:
            found.append(f"an address: {one.rest}")
        if one.word == "USER" and not re.fullmatch(r"[1-9]\d*:[1-9]\d*", one.rest):
            found.append(f"no number of somebody else than root: {one.rest}")
    found += [f"the image has no {word}" for word in ("USER", "HEALTHCHECK", "ENTRYPOINT", "CMD") if word not in last]
    if "RUN" in last:
        found.append("something runs in the image that is shipped")
    return found


@pytest.fixture(scope="module")
def container() -> list[Instruction]:
    """The instructions of the file."""
    return read((ROOT / "Containerfile").read_text(encoding="utf-8"))


def the(container: Sequence[Instruction], word: str) -> Instruction:
    """The one instruction of this word."""
    (found,) = (one for one in container if one.word == word)
    return found


def copied(container: Sequence[Instruction]) -> dict[str, str]:
    """What is copied from the repository, and to where."""
    pairs = (one.rest.split() for one in container if one.word == "COPY" and not one.rest.startswith("--from"))
    return dict(pair for pair in pairs if len(pair) == 2)


def test_the_container_has_no_fault(container: list[Instruction]) -> None:
    assert faults(container) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("FROM python:3.13-slim\n", "FROM python:latest\n"),
        ("FROM python:3.13-slim\n", "FROM python\n"),
        ("FROM python:3.13-slim\n", "FROM docker.example/library/python:3.13\n"),
        ("USER 10001:10001\n", ""),
        ("USER 10001:10001\n", "USER root\n"),
        ("USER 10001:10001\n", "USER 0:0\n"),
        ("COPY pyproject.toml", "ADD https://guide.example/pyproject.toml"),
        ('CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]', "CMD serve"),
        ('"--require-hashes", ', ""),
        ("HEALTHCHECK", "# HEALTHCHECK"),
    ],
)
def test_a_fault_would_be_seen(old: str, new: str) -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    assert old in text
    assert faults(read(text.replace(old, new))) != []


def test_the_port_of_the_health_check_is_the_served_one(container: list[Instruction]) -> None:
    command, port = the(container, "CMD").command, the(container, "EXPOSE").rest
    assert command[command.index("--port") + 1] == port
    assert f"http://127.0.0.1:{port}/healthz" in " ".join(the(container, "HEALTHCHECK").command)


def test_its_python_is_one_that_the_guide_runs_on(container: list[Instruction]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = tuple(map(int, project["requires-python"].removeprefix(">=").split(".")))
    used = {tuple(map(int, re.findall(r"\d+", one.rest)[:2])) for one in container if one.word == "FROM"}
    assert len(used) == 1
    assert used.pop() >= least


def test_what_is_copied_is_what_the_context_holds(container: list[Instruction]) -> None:
    lines = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == set(copied(container))


def test_what_is_copied_is_enough_to_run(container: list[Instruction], tmp_path: Path) -> None:
    for source, target in copied(container).items():
        to = tmp_path / PurePosixPath(target).relative_to("/")
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, to)
    folder = tmp_path / PurePosixPath(the(container, "WORKDIR").rest).relative_to("/")
    entry = the(container, "ENTRYPOINT").command
    assert entry[0] == "python"
    checked = subprocess.run([sys.executable, *entry[1:], "check"], cwd=folder, check=False, capture_output=True)
    assert checked.returncode == 0, checked.stderr.decode()
