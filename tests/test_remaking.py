"""A build after an edit: where texts alone were edited only their pages are made, and every byte is that of a build of nothing but the files."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import settings
from projects import edit, lay_out, read, take_templates
from test_preview import Editor

from chronicle import keeping
from chronicle.builds import plan_build
from chronicle.cli import commands
from chronicle.output import listing
from chronicle.output.listing import find_foreign, read_listing
from chronicle.project import Project
from chronicle.remaking import keep_site, remake_site
from chronicle.timing import Timer

CHAPTER = "content/chapters/part/one/en.md"


def build(root: Path, *options: str) -> str:
    """Build a project; return what was told, nothing where it has problems."""
    run = CliRunner().invoke(commands, ["build", "--project", str(root), "--jobs", "1", *options])
    return run.stdout if run.exit_code == 0 else ""


def build_anew(root: Path, *options: str) -> dict[str, bytes]:
    """Return the files of a build that knows of no other."""
    keeping._memory.clear()
    shutil.rmtree(root / ".cache", ignore_errors=True)
    build(root, "--output", str(root.parent / "anew"), *options)
    return read(root.parent / "anew")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The good site, built."""
    root = lay_out("good-site", tmp_path / "site").root
    build(root, "--no-search")
    return root


def test_the_pages_of_edited_texts_alone_are_made(root: Path) -> None:
    """Only what an edit of a text is seen in is made and told of; files that stay are not even copied, and the next edit stands on this build."""
    others = {path: path.stat().st_ino for path in (root / "output").rglob("*.css")}
    for old, new in (("which is a", "which is, then, a"), ("At the end", "Late")):
        edit(root / CHAPTER, old, new)
        told = build(root, "--no-search")
        assert (
            "make pages" in told
            and "read and check" not in told
            and told.count(" pages, without search, 2 facts.") == 1
        )
        assert new in (root / "output/en/part/one/index.html").read_text(encoding="utf-8")
    assert others == {path: path.stat().st_ino for path in (root / "output").rglob("*.css")}
    assert read(root / "output") == build_anew(root, "--no-search")


def test_files_that_stay_are_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of files that have the size and time that the last build has noted, the sums are known; the output has the sums of its files all the same."""
    read_: list[str] = []
    digest = listing.file_digest
    monkeypatch.setattr(listing, "file_digest", lambda file: read_.append(file) or digest(file))
    edit(root / CHAPTER, "which is a", "which is, then, a")
    assert "read and check" not in build(root, "--no-search")
    # Each before and after it takes its place, and the mark of the build.
    assert len(read_) < 12 < len(read(root / "output"))
    assert {path.rpartition("/")[2] for path in read_} <= {"index.html", "chronicle.txt", "sitemap.xml"}
    assert read_listing(root / "output").sums and not find_foreign(root / "output", read_listing(root / "output"))


def test_builds_stand_on_the_same_site_until_many_texts_were_edited(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is not written with every edit; pages follow their texts back too, and after edits of many texts the next build stands on the last."""
    monkeypatch.setattr("chronicle.remaking.MOST_EDITED", 1)
    opening = "content/chapters/part/en.md"

    def find_kept() -> tuple[Path, int]:
        path = max((root / ".cache/builds").iterdir(), key=lambda path: path.stat().st_size)
        return path, path.stat().st_ino

    first = read(root / "output"), find_kept()
    for file, old, new, is_kept in (
        (CHAPTER, "which is a", "which is, then, a", True),
        (CHAPTER, "which is, then, a", "which is a", True),
        (opening, "The opening", "An opening", False),
        (opening, "An opening", "The opening", True),
    ):
        before = find_kept()
        edit(root / file, old, new)
        assert "read and check" not in build(root, "--no-search")
        assert (find_kept() == before) == is_kept
    assert read(root / "output") == first[0] == build_anew(root, "--no-search")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CHAPTER, "title: Chapter one", "title: Chapter anew"),
        (CHAPTER, "summary: It tells", "summary: It told"),
        ("content/facts/sheet.yaml", "Poor people", "The poor"),
    ],
)
def test_what_changes_more_is_made_as_a_whole(root: Path, file: str, old: str, new: str) -> None:
    """Another title, summary or fact is seen on more pages than a text's own."""
    edit(root / file, old, new)
    assert "read and check" in build(root, "--no-search")
    assert read(root / "output") == build_anew(root, "--no-search")


def test_an_output_that_was_touched_is_made_as_a_whole(root: Path) -> None:
    """Of an output that is not as the last build has left it nothing is taken."""
    (root / "output/robots.txt").unlink()
    edit(root / CHAPTER, "which is a", "which is, then, a")
    assert "read and check" in build(root, "--no-search")
    assert (root / "output/robots.txt").exists()


def test_modes_that_were_changed_are_put_right(root: Path) -> None:
    """A web server can read every file of a build, and enter every folder, also where nothing else has changed."""
    changed = {root / "output/robots.txt": 0o644, root / "output/en": 0o755}
    for path, mode in changed.items():
        path.chmod(0o700)
        assert "read and check" in build(root, "--no-search")
        assert path.stat().st_mode & 0o777 == mode


def test_a_mistake_leaves_the_output_as_it_was(root: Path) -> None:
    """An edit that is a mistake is told of as ever; when it is mended the edits since the last good build count."""
    before = read(root / "output")
    edit(root / CHAPTER, "which is a", "which is {sheet.nix} a")
    assert build(root, "--no-search") == "" and read(root / "output") == before
    edit(root / CHAPTER, " {sheet.nix}", " then")
    assert "read and check" not in build(root, "--no-search")
    assert read(root / "output") == build_anew(root, "--no-search")


def test_search_finds_what_was_edited(root: Path) -> None:
    """The index is made of all pages, those that were kept and those that were made anew."""
    build(root)
    edit(root / CHAPTER, "which is a", "which is a heliotropic")
    told = build(root)
    assert "read and check" not in told and "index" in told
    assert read(root / "output") == build_anew(root)


def write_words(root: Path, number: int) -> None:
    """Edit a chapter and build: each edit has the word that stands for its number."""
    words = ["", "plain", "very", "large"]
    edit(root / CHAPTER, f"which is {words[number - 1]}".rstrip(), f"which is {words[number]}")
    assert "read and check" not in build(root, "--no-search")


def test_two_folders_take_turns(root: Path) -> None:
    """The folder that an edit has replaced is brought up to date by the next one; a whole build takes it away."""
    folders = [root / "output", root / ".cache/previous-output"]
    write_words(root, 1)
    one, other = (folder.stat().st_ino for folder in folders)
    write_words(root, 2)
    assert (other, one) == tuple(folder.stat().st_ino for folder in folders)
    assert (root / "output").stat().st_mode & 0o777 == 0o755
    assert read(root / "output") == build_anew(root, "--no-search") and not folders[1].exists()


def test_what_the_kept_folder_has_become(root: Path) -> None:
    """Whatever was done to the folder that is kept, the next output has the files that a build makes, and what it leads to stays."""
    kept, words = root / ".cache/previous-output", ["plain", "very"]
    write_words(root, 1)
    outputs = [read(root / "output")]
    write_words(root, 2)
    outputs.append(read(root / "output"))
    changes: dict[str, Callable[[], object]] = {
        "gone": lambda: (kept / "robots.txt").unlink(),
        "added": lambda: (kept / "notes.txt").write_text("mine", encoding="utf-8"),
        "changed": lambda: [(kept / "robots.txt").unlink(), (kept / "robots.txt").write_text("x", encoding="utf-8")],
        "a link": lambda: [shutil.rmtree(kept / "en"), (kept / "en").symlink_to(root / "content")],
        "a file": lambda: [shutil.rmtree(kept / "en"), (kept / "en").write_text("x", encoding="utf-8")],
        "a folder": lambda: [(kept / "robots.txt").unlink(), (kept / "robots.txt/a").mkdir(parents=True)],
        "none": lambda: shutil.rmtree(kept),
        "linked": lambda: [shutil.rmtree(kept), kept.symlink_to(root / "content")],
        "below a link": lambda: [kept.parent.rename(root / "else"), kept.parent.symlink_to("else")],
    }
    for number, (name, change) in enumerate(changes.items()):
        change()
        edit(root / CHAPTER, f"which is {words[(number + 1) % 2]}", f"which is {words[number % 2]}")
        content = read(root / "content")
        assert build(root, "--no-search")
        assert read(root / "output") == outputs[number % 2], name
        assert read(root / "content") == content, name


def test_another_build_came_first(root: Path) -> None:
    """What another build has put there since the last one was looked at is not taken for that: then the whole site is made."""
    project, output = Project(root), root / "output"
    planned = plan_build(project, output, (None, True, False, False, None))
    assert planned.noted and planned.site
    build(root, "--no-search", "--staging")
    staging = read(output)
    edit(root / CHAPTER, "which is a", "which is, then, a")
    assert remake_site(project, output, {CHAPTER}, planned.site, Timer(), planned.noted) is None
    assert read(output) == staging


def test_another_build_comes_before_this_one_is_remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another build has put there meanwhile is not remembered as the output of this one."""
    production = build_anew(root, "--no-search")

    def keep_late(*given: Any) -> bytes:
        monkeypatch.undo()
        build(root, "--no-search", "--staging")
        return keep_site(*given)

    monkeypatch.setattr("chronicle.remaking.keep_site", keep_late)
    build(root, "--no-search")
    assert read(root / "output") != production
    build(root, "--no-search")
    assert read(root / "output") == production


def test_a_site_that_was_kept_by_another_build(root: Path) -> None:
    """No build stands on a site of other options or other content, though it was kept for the same folder."""

    def find_kept() -> Path:
        return max((root / ".cache/builds").iterdir(), key=lambda path: path.stat().st_size)

    build(root, "--no-search", "--staging")
    staging = find_kept().read_bytes()
    build(root, "--no-search")
    find_kept().write_bytes(staging)
    edit(root / CHAPTER, "which is a", "which is, then, a")
    assert "read and check" in build(root, "--no-search")
    assert read(root / "output") == build_anew(root, "--no-search")


def test_a_disk_without_hard_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that cannot be linked are copied, by each edit anew."""

    def refuse(source: str, target: str) -> None:
        raise PermissionError(errno.EPERM, "no links here", source)

    monkeypatch.setattr(os, "link", refuse)
    for number in (1, 2):
        write_words(root, number)
    assert read(root / "output") == build_anew(root, "--no-search")


def test_index_files_that_stay_are_not_written(root: Path) -> None:
    """Of the index too only files that differ are written; those of another language stand as they are."""
    build(root)

    def inodes() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (root / "output/pagefind").iterdir() if path.is_file()}

    before = inodes()
    edit(root / CHAPTER, "which is a", "which is a heliotropic")
    assert "read and check" not in build(root)
    after = inodes()
    changed = {name for name in before if after.get(name) != before[name]}
    assert changed and changed < {*before} and not any("zh" in name for name in changed)
    assert read(root / "output") == build_anew(root)


@pytest.mark.parametrize("seed", range(2))
def test_random_edits(seed: int, root: Path) -> None:
    """After each of many edits the output is what a build of the files as they are now makes, or has been left as it was where these have problems."""
    try_edits(seed, 12, root)


@pytest.mark.hypothesis
def test_very_many_random_edits(root: Path) -> None:
    """The same, for as long as `make fuzz` searches."""
    if settings.get_current_profile_name() != "fuzz":
        pytest.skip("this takes minutes: see 'make fuzz'")
    try_edits(2, 300, root)


def try_edits(seed: int, most: int, root: Path) -> None:
    """Edit so many times, each followed by a build that is compared with one of nothing but the files."""
    take_templates(Project(root))
    editor, anew = Editor(root, random.Random(seed)), root.parent / "anew"
    for number in range(most):
        before = read(root / "output")
        touched, _ = editor.edit()
        told = build(root, "--no-search")
        keeping._memory.clear()
        # An output of its own has a record of its own, and is taken away with the texts that were kept.
        shutil.rmtree(anew, ignore_errors=True)
        shutil.rmtree(root / ".cache/texts", ignore_errors=True)
        whole = read(anew) if build(root, "--no-search", "--output", str(anew)) else {}
        assert bool(told) == bool(whole), f"edit {number} of seed {seed}: {touched}"
        assert read(root / "output") == (whole or before), f"edit {number} of seed {seed}: {touched}"
