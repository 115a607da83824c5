"""What was read is kept for the next start: never another content than the files, and nobody else's."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from guide.check import check, refuse_failing_rules
from guide.content import Cache, ContentError, read
from guide.content import cache as cache_module
from guide.content.files import municipalities
from guide.content.files.municipalities import Reader
from guide.municipality import Guide
from guide.settings import Settings, variable
from testing.changed_content import COMPANION, RATES, STYLESHEET, TODAY, Copy

Spoil = Callable[[bytes], bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def plain(value: object) -> object:
    """A value that is equal where all parts are."""
    if is_dataclass(value):
        return type(value), {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, AbstractSet):
        return frozenset(value)
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


def read_twice(content: Copy, folder: Path) -> Guide:
    first, second = (read(content.root, TODAY, Cache(folder)) for _time in range(2))
    assert first[1] == second[1] == ()
    return second[0]


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on nothing is read from a municipality's folder."""

    def fail(*_arguments: object) -> None:
        raise AssertionError("its files were read")

    return lambda: monkeypatch.setattr(municipalities, "read_municipality", fail)


def test_it_is_the_same_guide_and_not_read_again(content: Copy, folder: Path, unread: Callable[[], None]) -> None:
    fresh = read(content.root, TODAY)[0]
    read(content.root, TODAY, Cache(folder))
    unread()
    assert plain(read_twice(content, folder)) == plain(fresh)


def test_what_is_shared_is_there_once(content: Copy, folder: Path) -> None:
    guide = read_twice(content, folder)
    shared = {id(question) for question in guide.shared_questions}
    used = [condition.question for condition in guide.municipalities["lilleby"].standards[0].conditions()]
    assert used
    assert {id(question) for question in used} <= shared


def test_a_change_is_read_though_size_and_time_of_the_file_are_the_same(content: Copy, folder: Path) -> None:
    read_twice(content, folder)
    path = content.path(COMPANION)
    before = path.stat()
    content.change(COMPANION, "trin: 2", "trin: 3")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert read_twice(content, folder).municipalities["lilleby"].standard("ledsagelse").intrusiveness == 3  # type: ignore[union-attr]
    assert len(files(folder)) == 1


def test_a_change_of_what_all_share_is_read(content: Copy, folder: Path) -> None:
    read_twice(content, folder)
    content.change(RATES, "1.040", "1.041")
    assert plain(read_twice(content, folder)) == plain(read(content.root, TODAY)[0])


def test_another_day_has_its_own_amounts(content: Copy, folder: Path) -> None:
    read_twice(content, folder)
    earlier = date(2025, 6, 1)
    of_that_day = plain(read(content.root, earlier, Cache(folder))[0])
    assert of_that_day == plain(read(content.root, earlier)[0]) != plain(read(content.root, TODAY)[0])


def test_problems_are_told_every_time(content: Copy, folder: Path) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    told = [read(content.root, TODAY, Cache(folder))[1] for _time in range(2)]
    assert told[0] == told[1] == read(content.root, TODAY)[1] != ()
    assert not folder.exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _body: b"",
        lambda body: body[:20],
        lambda body: body[:-1],
        lambda body: body[:-1] + bytes([body[-1] ^ 1]),
        lambda body: bytes([body[0] ^ 1]) + body[1:],
        lambda body: body + b"\0",
    ],
    ids=["empty", "cut in the hash", "cut", "altered", "other hash", "longer"],
)
def test_a_spoilt_file_is_as_good_as_absent_and_made_anew(content: Copy, folder: Path, spoil: Spoil) -> None:
    read_twice(content, folder)
    (path,) = files(folder)
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert plain(read_twice(content, folder)) == plain(read(content.root, TODAY)[0])
    assert len(path.read_bytes()) == len(whole)


def test_a_file_of_another_version_is_not_taken(
    content: Copy, folder: Path, monkeypatch: pytest.MonkeyPatch, unread: Callable[[], None]
) -> None:
    read_twice(content, folder)
    unread()
    monkeypatch.setattr(cache_module, "program", lambda: "another version")
    with pytest.raises(AssertionError, match="its files were read"):
        read(content.root, TODAY, Cache(folder))


def test_a_right_file_that_cannot_be_made_into_a_municipality_is_not_taken(content: Copy, folder: Path) -> None:
    read_twice(content, folder)
    (path,) = files(folder)
    reader_key = read(content.root, TODAY)[0].made_of["lilleby"]
    for body in (pickle.dumps("lilleby"), pickle.dumps(os.getcwd), b"no pickle"):
        Cache(folder).save(path.name, reader_key, body)
        assert plain(read(content.root, TODAY, Cache(folder))[0]) == plain(read(content.root, TODAY)[0])


@pytest.mark.parametrize("harmful", [os.system, eval, pickle.loads, shutil.rmtree, check])
def test_nothing_but_the_guides_types_is_ever_made(harmful: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no type of the guide"):
        cache_module.unpack(pickle.dumps(harmful))


def test_it_is_closed_to_others(content: Copy, folder: Path) -> None:
    read_twice(content, folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in files(folder)] == [0o600]


@pytest.mark.parametrize("kind", ["open to others", "a link", "a file", "below a file", "of somebody else"])
def test_a_folder_that_may_be_somebody_elses_is_neither_read_nor_written(
    content: Copy, folder: Path, tmp_path: Path, kind: str
) -> None:
    if kind == "open to others":
        folder.mkdir()
        folder.chmod(0o755)
    elif kind == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "elsewhere")
    elif kind == "of somebody else":
        if os.geteuid():
            pytest.skip("only root can give a folder away")
        folder.mkdir(mode=0o700)
        os.chown(folder, 65534, 65534)
    else:
        folder.write_bytes(b"")
        folder = folder / "below" if kind == "below a file" else folder
    assert plain(read_twice(content, folder)) == plain(read(content.root, TODAY)[0])
    assert not folder.is_dir() or not files(folder)


def test_where_nothing_can_be_written_all_is_read(content: Copy, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(mode=0o700)

    def full(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    assert plain(read_twice(content, folder)) == plain(read(content.root, TODAY)[0])
    assert files(folder) == []


def test_a_link_in_the_place_of_a_file_is_not_followed(content: Copy, folder: Path, tmp_path: Path) -> None:
    read_twice(content, folder)
    (path,) = files(folder)
    (tmp_path / "own").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(tmp_path / "own")
    read(content.root, TODAY, Cache(folder))
    assert not path.is_symlink()


def test_what_nobody_asks_for_is_forgotten(content: Copy, folder: Path) -> None:
    read_twice(content, folder)
    (old,) = files(folder)
    os.utime(old, (0, 0))
    Cache(folder).save("other", "key", b"body")
    assert [path.name for path in files(folder)] == ["other"]


# Many municipalities


@pytest.fixture
def many(content: Copy) -> Copy:
    for number in range(municipalities._ENOUGH):
        shutil.copytree(content.path("lilleby"), content.path(f"lilleby{number}"))
    return content


def test_many_are_read_in_further_processes_as_by_one(
    many: Copy, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = read(many.root, TODAY, Cache(folder))[0]
    assert len(files(folder)) == len(kept.municipalities) == municipalities._ENOUGH + 1
    monkeypatch.setattr(municipalities, "_ENOUGH", 100)
    alone, problems = read(many.root, TODAY)
    assert problems == ()
    assert plain(kept) == plain(alone) == plain(read(many.root, TODAY, Cache(folder))[0])


def test_problems_of_many_are_told_as_by_one(many: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    many.change("lilleby3/ledsagelse.md", "trin: 2", "trin: to")
    told = read(many.root, TODAY)[1]
    monkeypatch.setattr(municipalities, "_ENOUGH", 100)
    assert told == read(many.root, TODAY)[1] != ()


@pytest.mark.parametrize("end", [lambda: os._exit(1), lambda: os.kill(os.getpid(), 9), lambda: 1 / 0])
def test_a_process_that_dies_is_done_without(
    many: Copy, monkeypatch: pytest.MonkeyPatch, end: Callable[[], object]
) -> None:
    main, packed = os.getpid(), Reader.packed
    monkeypatch.setattr(Reader, "packed", lambda *given: packed(*given) if os.getpid() == main else end())
    guide, problems = read(many.root, TODAY)
    assert (len(guide.municipalities), problems) == (municipalities._ENOUGH + 1, ())


# The check


def test_the_check_says_the_same_of_what_was_kept(many: Copy, folder: Path) -> None:
    def lines(cache: Cache) -> list[str]:
        return list(check(many.root, TODAY, STYLESHEET, cache=cache).lines())

    fresh = lines(Cache())
    assert lines(Cache(folder)) == lines(Cache(folder)) == fresh
    many.change("lilleby3/ledsagelse.md", "trin: 2", "trin: 3")
    many.change("lilleby4/kommune.md", "#005b82", "#fefefe")
    om = many.path("sider/om.md")
    om.write_text(f"{om.read_text(encoding='utf-8')}\nDu har ret til hjælp.\n", encoding="utf-8")
    changed = lines(Cache(folder))
    assert changed == lines(Cache(folder)) == lines(Cache())
    assert any("sider/om.md" in line and "lover noget" in line for line in changed)
    assert any("lilleby4" in line and "Farven “accent”" in line for line in changed)


def test_a_failing_rule_is_refused_again_and_again(content: Copy, folder: Path) -> None:
    guide = read_twice(content, folder)
    refuse_failing_rules(guide, Cache(folder))
    wrong = content.text(COMPANION).replace("forventet: likely", "forventet: unlikely")
    content.path(COMPANION).write_text(wrong, encoding="utf-8")
    for _time in range(2):
        with pytest.raises(ContentError, match="giver likely, ikke unlikely"):
            refuse_failing_rules(read_twice(content, folder), Cache(folder))


# Where it is


@pytest.mark.parametrize(
    ("environ", "where"),
    [
        ({"HOME": "/anna"}, "/anna/.cache/stoetteguiden"),
        ({"HOME": "/anna", "XDG_CACHE_HOME": "/var/cache"}, "/var/cache/stoetteguiden"),
        ({"HOME": "/anna", variable("cache"): "/srv/laest"}, "/srv/laest"),
        ({"HOME": "/anna", variable("cache"): "off"}, None),
        ({"XDG_CACHE_HOME": "relative"}, None),
        ({}, None),
    ],
)
def test_it_is_where_programs_of_this_user_keep_such_files(environ: Mapping[str, str], where: str | None) -> None:
    assert Settings.from_environ(environ).cache == (Path(where) if where else None)
    assert Settings().cache is None
