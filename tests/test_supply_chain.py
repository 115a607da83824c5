"""What the guide is built of: a reason and a hash for each part, no host in a lock file, and a bill of materials."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

REASONS = ROOT / "docs" / "decisions" / "0006-dependencies.md"
LISTS = ("requirements.in", "requirements-dev.in")
LOCKS = ("requirements.txt", "requirements-dev.txt")
NODE = ROOT / "e2e" / "checkers" / "node"
NAME = re.compile(r"^([A-Za-z0-9._-]+)")
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z+]+://|--(?:extra-)?index[-]url|--find-links|^-[if] | @ ", re.MULTILINE)


def asked_for(file: str) -> set[str]:
    """The names in a list of requirements."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {match[1].lower() for line in lines if line[:1] not in ("#", "-") and (match := NAME.match(line))}


def with_reason() -> set[str]:
    """The names in the first columns of the decision's tables, where a reason is beside them."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", REASONS.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip().lower() for names, reason in rows if len(reason) > 10 for name in names.split(",")}


def test_every_dependency_has_a_reason_and_every_reason_a_dependency() -> None:
    listed = {name for file in LISTS for name in asked_for(file)}
    assert len(listed) > 20
    assert listed - with_reason() == set()
    assert {name for name in with_reason() - listed if not name.startswith("to ")} == set()


def test_what_builds_the_package_is_pinned_for_the_tests() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert build
    assert {match[1].lower() for line in build if (match := NAME.match(line))} <= asked_for("requirements-dev.in")


@pytest.mark.parametrize("file", LOCKS)
def test_every_pin_has_a_hash(file: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / file).read_text(encoding="utf-8"))
    pinned = [entry for entry in entries if PIN.match(entry)]
    assert len(pinned) > 20
    assert [entry.splitlines()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def test_what_runs_is_what_was_tested() -> None:
    runs, tested = (dict(PIN.findall((ROOT / file).read_text(encoding="utf-8"))) for file in LOCKS)
    assert runs.items() <= tested.items()


@pytest.mark.parametrize("file", LOCKS)
def test_no_lock_of_python_names_a_host(file: str) -> None:
    text = "\n".join(line.split("#")[0] for line in (ROOT / file).read_text(encoding="utf-8").splitlines())
    assert ELSEWHERE.findall(text) == []


def urls(found: object, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The ways to all addresses in a piece of JSON."""
    if isinstance(found, dict):
        for key, inner in found.items():
            yield from urls(inner, (*way, key))
    elif isinstance(found, list):
        for inner in found:
            yield from urls(inner, way)
    elif isinstance(found, str) and "://" in found:
        yield way


def test_npm_lock_names_versions_of_what_is_overridden() -> None:
    overridden = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["overrides"]
    packages = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))["packages"].values()
    wanted = [package.get("dependencies", {}).get(name) for package in packages for name in overridden]
    wishes = [wish for wish in wanted if wish]
    assert wishes
    tags = [wish for wish in wishes if not re.search(r"\d", wish)]
    assert tags == [], "npm 9 of Debian 12 cannot read a tag here: write the version into the lock"


def test_npm_lock_is_hashed_and_hostless() -> None:
    """It names no host but of those who ask for funding."""
    lock: dict[str, Any] = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [way for way in urls(lock) if "funding" not in way] == []


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What ``make sbom`` writes."""
    written = tmp_path_factory.mktemp("sbom") / "sbom.json"
    (line,) = re.findall(r"^\t@?(\S+cyclonedx-py .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    subprocess.run(
        shlex.split(line.replace("build/sbom.json", str(written))), cwd=ROOT, check=True, capture_output=True
    )
    return written.read_text(encoding="utf-8")


def test_the_bill_of_materials_names_every_part_that_runs(bill: str) -> None:
    pinned = dict(PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    parts = json.loads(bill)["components"]
    assert {part["name"]: part["version"] for part in parts} == pinned
    assert all(reference["hashes"] for part in parts for reference in part["externalReferences"])


def test_the_bill_of_materials_knows_nothing_of_this_machine(bill: str) -> None:
    told = json.loads(bill)
    assert told["metadata"]["component"]["name"] == "stoetteguiden"
    assert not [path for path in (str(ROOT), str(Path.home()), "file:") if path in bill]
    assert "serialNumber" not in told


def test_nothing_is_installed_or_built_with_whatever_is_newest() -> None:
    """Every installation names hashes or a version; the wheel is built with what is pinned for the tests."""
    making = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if " install -" in line]
    assert len(making) > 2
    assert [line for line in making if "--require-hashes" not in line and "==" not in line] == []
    pinned = dict(PIN.findall((ROOT / "requirements-dev.txt").read_text(encoding="utf-8")))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {match[1] for need in project["build-system"]["requires"] if (match := NAME.match(need))} <= pinned.keys()
    for file in ("README.md", "CONTRIBUTING.md", "docs/drift.md"):
        building = re.findall(r"pip\s+wheel[^`]+", (ROOT / file).read_text(encoding="utf-8"))
        assert building, file
        assert all("--no-build-isolation" in command for command in building), file
