"""What an operator sets in the environment, and what is said where it cannot be understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guide.__main__ import main
from guide.serve import settings
from guide.serve.settings import ACCESS_LOG, KEYS, KEYS_FILE, PROXIES, access_logged, keys_from, proxies_from
from guide.web.sealed import new_key
from tests.conftest import ROOT


def test_keys_stand_in_the_environment_with_commas_between() -> None:
    assert keys_from({KEYS: " en, to ,,"}) == ["en", "to"]
    assert keys_from({}) == []


def test_a_file_of_keys_one_a_line_comes_before_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("en\nto\n", encoding="ascii")
    assert keys_from({KEYS: "tre", KEYS_FILE: str(file)}) == ["en", "to"]


@pytest.mark.parametrize("written", [None, b"", b"\n \n", b"n\xc3\xb8gle"], ids=["missing", "empty", "blank", "other"])
def test_an_empty_file_of_keys_is_refused(tmp_path: Path, written: bytes | None) -> None:
    file = tmp_path / "keys"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(ValueError, match=KEYS_FILE):
        keys_from({KEYS_FILE: str(file)})


def test_no_proxy_is_trusted_unless_one_is_named() -> None:
    assert proxies_from({}) == proxies_from({PROXIES: ""}) == 0
    assert proxies_from({PROXIES: " 2 "}) == 2


@pytest.mark.parametrize("told", ["ja", "-1", "1.5", "²"])
def test_a_number_of_proxies_that_is_none_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match=PROXIES):
        proxies_from({PROXIES: told})


def test_the_access_log_is_written_unless_it_is_turned_off() -> None:
    assert access_logged({})
    assert access_logged({ACCESS_LOG: "on"})
    assert not access_logged({ACCESS_LOG: " OFF "})


@pytest.mark.parametrize("place", [0, 1], ids=["before the command", "after it"])
def test_the_content_is_named_before_the_command_or_after_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, place: int
) -> None:
    monkeypatch.setenv("STOETTEGUIDEN_CONTENT", str(tmp_path / "another"))
    words = ["check"]
    words[place:place] = ["--content", str(Path(__file__).parent / "content")]
    main(words)
    assert "Madhjælp" in capsys.readouterr().out


@pytest.mark.parametrize("document", ["README.md", "docs/drift.md"])
def test_every_setting_stands_in_the_documents_and_no_other_does(document: str) -> None:
    names = {
        value for value in vars(settings).values() if isinstance(value, str) and value.startswith("STOETTEGUIDEN_")
    }
    told = set(re.findall(r"STOETTEGUIDEN_[A-Z_]+", (ROOT / document).read_text(encoding="utf-8")))
    assert len(names) > 5
    assert told == names


def test_a_wrong_setting_is_told_at_start(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(KEYS, new_key())
    monkeypatch.setenv(PROXIES, "en")
    monkeypatch.setenv("STOETTEGUIDEN_CONTENT", str(Path(__file__).parent / "content"))
    assert main(["serve"]) == 1
    assert PROXIES in capsys.readouterr().err
