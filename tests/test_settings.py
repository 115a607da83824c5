"""What an operator sets in the environment, and what is said where it cannot be understood."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from guide.__main__ import main
from guide.settings import Settings, WrongSetting, variable
from guide.web.sealed.tokens import new_key
from testing.changed_content import LILLEBY
from tests.conftest import ROOT


def test_keys_stand_in_the_environment_with_commas_between() -> None:
    assert Settings.from_environ({variable("keys"): " en, to ,,"}).keys == ("en", "to")
    assert Settings.from_environ({}).keys == ()


def test_a_file_of_keys_one_a_line_comes_before_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("en\nto\n", encoding="ascii")
    assert Settings.from_environ({variable("keys"): "tre", variable("keys_file"): str(file)}).keys == ("en", "to")


@pytest.mark.parametrize(
    ("written", "said"),
    [(None, "No such file"), (b"", "holds no key"), (b"\n \n", "holds no key"), (b"n\xc3\xb8gle", "that is no key")],
)
def test_a_file_of_keys_that_cannot_be_used_is_refused_in_its_own_words(
    tmp_path: Path, written: bytes | None, said: str
) -> None:
    file = tmp_path / "keys"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(ValueError, match=f"{file}, which {variable('keys_file')} names, .*{said}"):
        Settings.from_environ({variable("keys_file"): str(file)})


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("proxies", " 2 ", 2),
        *(("link_lifetime", f" {hours} ", timedelta(hours=hours)) for hours in (1, 20, 24, 336)),
        *(("address", f" {host}/ ", host) for host in ("https://guide.example", "http://10.0.0.1:8000")),
        ("address", "https://[::1]:8443", "https://[::1]:8443"),
        ("metrics", " 9464 ", ("127.0.0.1", 9464)),
        ("metrics", "10.0.0.1:9464", ("10.0.0.1", 9464)),
        ("metrics", "[::]:9464", ("::", 9464)),
        ("security_contact", " sikkerhed@kommune.example ", "mailto:sikkerhed@kommune.example"),
        *(("security_contact", uri, uri) for uri in ("mailto:a@b.example", "https://kommune.example/melding")),
    ],
)
def test_a_setting_is_read(name: str, written: str, value: object) -> None:
    assert getattr(Settings.from_environ({variable(name): written}), name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("proxies", 0),
        ("link_lifetime", timedelta(days=1)),
        ("address", ""),
        ("metrics", None),
    ],
)
def test_without_a_setting_there_is_a_usual_value(name: str, value: object) -> None:
    for unset in ({}, {variable(name): ""}):
        assert getattr(Settings.from_environ(unset), name) == value


@pytest.mark.parametrize(
    ("name", "written"),
    [
        *(("proxies", written) for written in ("ja", "-1", "1.5", "²")),
        *(("link_lifetime", written) for written in ("0", "337", "-1", "1.5", "a day", "٢٤", "24h")),
        *(("metrics", written) for written in ("on", "0", "65536", "127.0.0.1", "127.0.0.1:", "-1", "²")),
        *(("address", written) for written in ("guide.example", "ftp://guide.example", "https://", "//x")),
        *(("address", written) for written in ("https://a b", "https://guide.example/sub")),
        *(
            ("security_contact", written)
            for written in ("ja", "http://kommune.example", "a@b.example\nX: y", "a b@c.example")
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_its_name(name: str, written: str) -> None:
    with pytest.raises(WrongSetting, match=variable(name)):
        Settings.from_environ({variable(name): written})


def test_the_access_log_is_written_unless_it_is_turned_off() -> None:
    assert Settings.from_environ({}).access_log
    assert Settings.from_environ({variable("access_log"): "on"}).access_log
    assert not Settings.from_environ({variable("access_log"): " OFF "}).access_log


@pytest.mark.parametrize("place", [0, 1], ids=["before the command", "after it"])
def test_the_content_is_named_before_the_command_or_after_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, place: int
) -> None:
    monkeypatch.setenv("STOETTEGUIDEN_CONTENT", str(tmp_path / "another"))
    words = ["check"]
    words[place:place] = ["--content", str(LILLEBY)]
    main(words)
    assert "Madhjælp" in capsys.readouterr().out


@pytest.mark.parametrize("document", ["README.md", "docs/drift.md"])
def test_every_setting_stands_in_the_documents_and_no_other_does(document: str) -> None:
    names = {row.metadata["variable"] for row in fields(Settings)}
    told = set(re.findall(r"STOETTEGUIDEN_[A-Z_]+", (ROOT / document).read_text(encoding="utf-8")))
    assert len(names) > 5
    assert told == names


def test_a_wrong_setting_is_told_at_start(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(variable("keys"), new_key())
    monkeypatch.setenv(variable("proxies"), "en")
    monkeypatch.setenv("STOETTEGUIDEN_CONTENT", str(LILLEBY))
    assert main(["serve"]) == 1
    assert variable("proxies") in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "check"])
def test_behind_a_proxy_the_guide_is_not_served_without_its_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Links would lead to the proxy's side of the machine; whoever checks content has no proxy."""
    monkeypatch.setenv(variable("keys"), new_key())
    monkeypatch.setenv(variable("proxies"), "1")
    monkeypatch.setenv("STOETTEGUIDEN_CONTENT", str(LILLEBY))
    main([command])
    said = capsys.readouterr().err
    assert (variable("address") in said) is (command == "serve")
    assert "keys" not in said
