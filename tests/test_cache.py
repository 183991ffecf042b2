"""What was made once: kept for the next build, and never taken from, or written to, anywhere else."""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from projects import HOME
from test_images import build, illustrated, sums  # noqa: F401 - fixtures

from chronicle.cache import Cache, _read_secret, make_key, open_cache
from chronicle.reading import Project

OLD, NEW = make_key("old"), make_key("new")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache of a project."""
    return open_cache(tmp_path / "project", "pictures")


def age(cache: Cache) -> None:
    for path in cache.folder.iterdir():
        os.utime(path, (0, 0), follow_symlinks=False)


def test_old_entries_are_forgotten(cache: Cache) -> None:
    """What no build has asked for in a month is removed; what was asked for counts as new."""
    for key in (OLD, NEW):
        cache.put(key, b"x")
    age(cache)
    assert cache.get(NEW) == b"x" and cache.get(make_key("never")) is None
    cache.forget_old()
    assert [path.name for path in cache.folder.iterdir()] == [NEW]


def test_a_cache_is_limited(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than there is room for, the entries that were asked for last stay."""
    keys = [make_key(number) for number in range(5)]
    for key in keys:
        cache.put(key, b"x" * 100)
    for number, key in enumerate(keys):
        os.utime(cache.folder / key, (time.time() - number,) * 2)
    monkeypatch.setattr("chronicle.cache.MOST_BYTES", 3 * (cache.folder / keys[0]).stat().st_size)
    cache.forget_old()
    assert {path.name for path in cache.folder.iterdir()} == {*keys[:3]}


def test_what_was_not_finished_goes(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry for which the disk has no room leaves nothing; what a killed build has left of one goes in a month."""
    cache.put(OLD, b"x")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        cache.put(NEW, b"x")
        assert [path.name for path in cache.folder.iterdir()] == [OLD]
        patched.setattr(os, "unlink", lambda path: None)  # killed
        cache.put(NEW, b"x")
    cache.forget_old()
    assert len([*cache.folder.iterdir()]) == 2
    age(cache)
    cache.forget_old()
    assert [*cache.folder.iterdir()] == []


def test_nothing_else_is_forgotten(cache: Cache, tmp_path: Path) -> None:
    """Only entries of ours are removed: by their name, by their sum, and not by way of a link."""
    (tmp_path / "thesis.doc").write_text("mine", encoding="utf-8")
    cache.put(OLD, b"x")
    others = ["thesis.doc", "ab" * 16, "0" * 64, f"{OLD}.bak", OLD.upper()]
    for name in others:
        (cache.folder / name).write_bytes((cache.folder / OLD).read_bytes())
    (cache.folder / ("1" * 64)).symlink_to(tmp_path / "thesis.doc")
    (cache.folder / ("2" * 64)).mkdir()
    age(cache)
    cache.forget_old()
    assert sorted(path.name for path in cache.folder.iterdir()) == sorted([*others, "1" * 64, "2" * 64])


@pytest.mark.parametrize("linked", [".cache", ".cache/pictures"])
def test_a_link_is_not_followed(linked: str, cache: Cache, tmp_path: Path) -> None:
    """Where a contributor has committed a link in the cache's place, nothing is read, written or removed there."""
    victim = tmp_path / "victim"
    (victim / "pictures").mkdir(parents=True)
    for folder in (victim, victim / "pictures"):
        (folder / "thesis.doc").write_text("mine", encoding="utf-8")
        os.utime(folder / "thesis.doc", (0, 0))
    (cache.root / linked).parent.mkdir(parents=True)
    (cache.root / linked).symlink_to(victim)
    before = _look_at(victim)
    cache.put(NEW, b"x")
    assert cache.get(NEW) is None
    cache.forget_old()
    assert _look_at(victim) == before


def _look_at(folder: Path) -> dict[Path, object]:
    """Return the state of each file, with when it was last read, and when each folder last changed: to look into a folder is to read it."""
    return {path: path.lstat() if path.is_file() else path.lstat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_an_entry_that_is_no_file(kind: str, cache: Cache, tmp_path: Path) -> None:
    """A link, a pipe or a folder in an entry's place is no entry, and nobody waits for it; a link is replaced, not followed."""
    cache.put(NEW, b"x")
    entry = cache.folder / NEW
    elsewhere = tmp_path / "elsewhere"
    entry.rename(elsewhere)
    before = elsewhere.read_bytes()
    {"link": lambda: entry.symlink_to(elsewhere), "pipe": lambda: os.mkfifo(entry), "folder": entry.mkdir}[kind]()
    assert cache.get(NEW) is None
    cache.put(NEW, b"y")
    assert cache.get(NEW) == (None if kind == "folder" else b"y")
    assert elsewhere.read_bytes() == before


def test_only_what_this_user_has_made_counts(cache: Cache) -> None:
    """An entry with a sum of its own, with another secret's, or under another's name is none."""
    cache.put(NEW, b"x")
    entry = cache.folder / NEW
    content = entry.read_bytes()
    assert cache.get(NEW) == b"x"
    for forged in (
        hashlib.sha256(b"evil").digest() + b"evil",
        hmac.digest(b"", f"pictures/{NEW}\n".encode() + b"evil", "sha256") + b"evil",
        hmac.digest(b"another", f"pictures/{NEW}\n".encode() + b"evil", "sha256") + b"evil",
        content[:-1],
        b"",
    ):
        entry.write_bytes(forged)
        assert cache.get(NEW) is None
    (cache.folder / OLD).write_bytes(content)
    assert cache.get(OLD) is None
    (cache.root / ".cache/images").mkdir()
    (cache.root / ".cache/images" / NEW).write_bytes(content)
    assert open_cache(cache.root, "images").get(NEW) is None


def test_the_secret_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made once, for its owner only; one that others may read, of a wrong size, or behind a link is not used."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    place = tmp_path / "state/chronicle/cache-secret"
    first = open_cache(tmp_path / "project", "pictures")
    assert len(first.secret) == 32 and stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir()] == ["cache-secret"]
    _read_secret.cache_clear()
    assert open_cache(tmp_path / "project", "pictures") == first
    for spoil in (
        lambda: place.chmod(0o644),
        lambda: [place.chmod(0o600), place.write_bytes(b"short")],
        lambda: [place.rename(tmp_path / "real"), place.symlink_to(tmp_path / "real")],
    ):
        spoil()
        _read_secret.cache_clear()
        without = open_cache(tmp_path / "project", "pictures")
        without.put(NEW, b"x")
        assert without.secret == b"" and without.get(NEW) is None and not without.folder.exists()


@pytest.mark.parametrize("state", ["project/home", "file"])
def test_without_a_place_for_the_secret(state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user's folder lies in the project, or cannot be made, there is no cache."""
    (tmp_path / "file").touch()
    (tmp_path / "project").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / state))
    assert open_cache(tmp_path / "project", "pictures").secret == b""
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / state))
    assert open_cache(tmp_path / "project", "pictures").secret == b""


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_cache_of_somebody_else(illustrated: Project) -> None:  # noqa: F811
    """A cache that may not be read, as one that a build in a container has made, is no matter."""
    cold = sums(build(illustrated))
    (illustrated.root / ".cache").chmod(0)
    drop = "-dac_override,-dac_read_search"
    before = ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}", "--"] if os.geteuid() == 0 else []
    command = [*before, sys.executable, "-B", "build.py", "--no-search", "--project", str(illustrated.root)]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True)
    (illustrated.root / ".cache").chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    assert sums(illustrated.root / "output") == cold


def test_git_takes_no_link_in_the_place_of_what_is_made() -> None:
    """A pattern that ends in a slash does not match a link, which a plain `git add` would take."""
    lines = (HOME / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ".cache" in lines and "/output" in lines
    assert [line for line in lines if line.endswith("/") and line not in ("*.egg-info/", ".idea/", ".vscode/")] == []
