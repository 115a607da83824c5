"""``publiccode.yml`` is as its standard wants it, and says of version, licence and languages what the rest says."""

from __future__ import annotations

import re
import tomllib
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from guide import __version__
from tests.conftest import ROOT

REQUIRED = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "localisation.localisationReady",
    "localisation.availableLanguages",
)
ALLOWED = {
    "developmentStatus": {"concept", "development", "beta", "stable", "obsolete"},
    "softwareType": {
        *(f"standalone/{kind}" for kind in ("mobile", "iot", "desktop", "web", "backend", "other")),
        "addon",
        "library",
        "configurationFiles",
    },
    "maintenance.type": {"internal", "contract", "community", "none"},
}
ALSO_REQUIRED = {"internal": "contacts", "community": "contacts", "contract": "contractors"}
"""What each kind of maintenance asks for besides."""

PLACEHOLDER = ".example"
"""The end of a host that can be nobody's (RFC 2606)."""


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The file as it is."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """What ``pyproject.toml`` says of the package."""
    read: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return read


def at(told: dict[str, Any], key: str) -> object:
    """What is at a key with points between its parts; ``None`` where nothing does."""
    found: object = told
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def test_every_key_that_the_standard_asks_for_is_there(told: dict[str, Any]) -> None:
    assert [key for key in REQUIRED if at(told, key) in (None, "", [], {})] == []


@pytest.mark.parametrize("key", ALLOWED)
def test_what_is_chosen_from_a_list_stands_in_it(told: dict[str, Any], key: str) -> None:
    assert at(told, key) in ALLOWED[key]


def test_each_kind_of_maintenance_names_whom_it_must(told: dict[str, Any]) -> None:
    """No other kind names anybody."""
    maintenance = told["maintenance"]
    wanted = {ALSO_REQUIRED[maintenance["type"]]} if maintenance["type"] in ALSO_REQUIRED else set()
    assert set(maintenance) - {"type"} == wanted
    assert all(one.get("name") for name in wanted for one in maintenance[name])


def test_each_description_has_its_parts_in_their_lengths(told: dict[str, Any]) -> None:
    assert set(told["description"]) == {"da", "en"}
    for description in told["description"].values():
        assert 0 < len(description["shortDescription"].strip()) <= 150
        assert "\n" not in description["shortDescription"].strip()
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert 5 <= len(description["features"]) <= 20
        assert [path for path in description.get("screenshots", ()) if not (ROOT / path).is_file()] == []


def test_facts_are_those_of_the_guide(told: dict[str, Any], project: dict[str, Any]) -> None:
    """Version, licence, languages and Python."""
    assert told["softwareVersion"] == project["version"] == __version__
    assert told["legal"]["license"] == project["license"]
    languages = {path.parent.parent.name for path in ROOT.glob("translations/*/LC_MESSAGES/messages.po")}
    assert set(told["localisation"]["availableLanguages"]) == languages
    assert [one["versionMin"] for one in told["dependsOn"]["open"] if one["name"] == "Python"] == [
        project["requires-python"].removeprefix(">=")
    ]


def test_the_licence_is_the_one_that_every_file_stands_under(project: dict[str, Any]) -> None:
    reuse = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))
    assert {one["SPDX-License-Identifier"] for one in reuse["annotations"]} == {project["license"]}
    assert (ROOT / "LICENSES" / f"{project['license']}.txt").is_file()


def test_no_placeholder_after_the_first_release(told: dict[str, Any]) -> None:
    address = urlsplit(told["url"])
    assert address.scheme == "https"
    released = re.findall(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert not (released and (address.hostname or "").endswith(PLACEHOLDER))


def test_the_version_is_semantic_and_stands_in_the_changelog(project: dict[str, Any]) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", project["version"])
    newest = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("\n### ")[0]
    assert project["version"] in newest
