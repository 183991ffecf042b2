"""Snapshots: an edition that can be kept and cited, and what has changed between two."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from projects import edit, lay_out, read
from test_sites import main_of

from chronicle.cli import main
from chronicle.editions import compare_editions, tell_changes
from chronicle.pipeline import load_site
from chronicle.problems import SnapshotUnavailable
from chronicle.reading import Project, read_snapshot
from chronicle.snapshot import Snapshot, make_snapshot

NAME = "example.org-2020-01-01"
CFF = Path(__file__).parent / "schemas" / "citation-file-format-1.2.0.json"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot of the good site."""
    folder = tmp_path_factory.mktemp("old")
    return make_snapshot(lay_out("good-site", folder / "site"), folder / "kept")


DOUBT = """printed: 7300多亩
    doubt: misprint
    note: {zh: 印错了。, en: It is misprinted.}
"""
NEW_FACTS = """    section: 第一节
  cattle:
    label: {zh: 牛, en: Cattle}
    printed: 30头
    section: 第一节
"""


def change(project: Project) -> None:
    """Make the good site that of a month later: a figure is another, one is doubtful, one is new, a paragraph is rewritten."""
    edit(project.root / "content/site.yaml", '"2020-01-01"', '"2020-02-01"')
    edit(project.root / "content/facts/sheet.yaml", "46.8万人", "47万人")
    edit(project.root / "content/facts/sheet.yaml", "printed: 7300多亩\n    section: 第一节\n", f"{DOUBT}{NEW_FACTS}")
    edit(project.root / "content/chapters/part/one/en.md", "which is a", "and {sheet.cattle}, which is a")
    edit(project.root / "content/chapters/part/one/zh.md", "{sheet.land}", "{sheet.land}和{sheet.cattle}")


def test_dated_by_the_edition(old: Snapshot) -> None:
    """Folder and archive are named by the site's address and the day of the edition, whatever day it is."""
    assert (old.folder.name, old.archive.name) == (NAME, f"{NAME}.zip")


def test_what_it_holds(old: Snapshot) -> None:
    """A snapshot has the site with its data and search, its texts and sources, how it is cited, what it is, and sums of it all."""
    assert {path.name for path in old.folder.iterdir()} == {
        "CITATION.cff", "SHA256SUMS", "SOURCES.txt", "chronicle.txt", "ro-crate-metadata.json", "site", "texts.json",
    }  # fmt: skip
    for path in ("index.html", "en/part/one/index.html", "data/datapackage.json", "data/facts.csv", "pagefind"):
        assert (old.folder / "site" / path).exists()
    sums = (old.folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert {line.partition("  ")[2] for line in sums} == {*read(old.folder)} - {"SHA256SUMS"}


def test_same_bytes(old: Snapshot, tmp_path: Path) -> None:
    """Two runs in other folders, at other times, give the same archive; every file in it has the day of the edition."""
    again = make_snapshot(lay_out("good-site", tmp_path / "site"), tmp_path / "kept")
    assert again.archive.read_bytes() == old.archive.read_bytes()
    with zipfile.ZipFile(again.archive) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2020, 1, 1)}
        assert archive.testzip() is None


def test_archive_is_the_folder(old: Snapshot) -> None:
    """The archive holds the files of the folder, below its name."""
    with zipfile.ZipFile(old.archive) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {f"{NAME}/{path}": content for path, content in read(old.folder).items()}


def test_citation_is_valid(old: Snapshot) -> None:
    """CITATION.cff is valid by the schema of the Citation File Format 1.2.0."""
    told = yaml.load((old.folder / "CITATION.cff").read_text("utf-8"), yaml.BaseLoader)
    for reference in told["references"]:
        reference["year"] = int(reference["year"])
    Draft7Validator(json.loads(CFF.read_text("utf-8")), format_checker=Draft7Validator.FORMAT_CHECKER).validate(told)
    assert (told["title"], told["date-released"]) == ("Small site", "2020-01-01")
    assert date.fromisoformat(told["version"])


def test_crate(old: Snapshot) -> None:
    """The RO-Crate describes itself and its root; all that it names as a part is there, and all that it refers to is described."""
    crate = json.loads((old.folder / "ro-crate-metadata.json").read_text("utf-8"))
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert entities["./"]["datePublished"] == "2020-01-01"
    for entity in entities.values():
        for part in entity.get("hasPart", ()):
            assert (old.folder / part["@id"]).exists()
        for value in entity.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and entity["@id"] != "ro-crate-metadata.json":
                    assert one["@id"] in entities


def test_nothing_has_changed(old: Snapshot, tmp_path: Path) -> None:
    """Compared with itself an edition has not changed, and its page says so."""
    again = make_snapshot(lay_out("good-site", tmp_path / "site"), tmp_path / "kept", earlier=read_snapshot(old.folder))
    assert again.changes and not again.changes.facts and not any(again.changes.texts.values())
    page = (again.folder / "site/en/changes/index.html").read_text("utf-8")
    assert "Compared with the edition of 1 January 2020. Nothing has changed." in page


def test_what_has_changed(old: Snapshot, project: Project, tmp_path: Path) -> None:
    """Figures, doubts and texts that are other than they were stand on a page in each language, with the old form and the new, linked."""
    change(project)
    snapshot = make_snapshot(project, tmp_path / "kept", earlier=read_snapshot(old.archive))
    assert snapshot.changes
    assert list(tell_changes(snapshot.changes)) == [
        "figure  sheet.poor: 46.8万人 -> 47万人",
        "doubt   sheet.land: doubtful now",
        "figure  sheet.cattle: new -> 30头",
        "text    part:part (zh): 1 paragraph changed",
        "text    chapter:part/one (zh): 2 paragraphs changed",
        "text    part:part (en): 1 paragraph changed",
        "text    chapter:part/one (en): 2 paragraphs changed",
    ]
    english, chinese = (
        main_of((snapshot.folder / f"site/{language}/changes/index.html").read_text("utf-8"))
        for language in ("en", "zh")
    )
    for line in (
        '<li>A sheet: <a href="../../en/facts/sheet/index.html#poor">Poor people</a> <del>468,000 people</del> '
        '<span aria-hidden="true">→</span> <ins>470,000 people</ins></li>',
        '<h2 id="doubted">Newly doubtful figures</h2>',
        '<li>A sheet: <a href="../../en/facts/sheet/index.html#cattle">Cattle</a> 30</li>',
        '<li><a href="../../en/part/one/index.html">Chapter one</a> 2 paragraphs</li>',
    ):
        assert line in english
    assert "<del>46.8万人</del>" in chinese
    assert '<li><a href="../../zh/part/one/index.html">第一章</a> 2段</li>' in chinese
    footer = (snapshot.folder / "site/en/part/one/index.html").read_text("utf-8")
    assert '<a href="../../../en/changes/index.html">What changed in this edition</a>' in footer
    back = compare_editions(read_snapshot(snapshot.folder), read_snapshot(old.folder))
    assert list(tell_changes(back))[:3] == [
        "figure  sheet.poor: 47万人 -> 46.8万人",
        "doubt   sheet.land: no longer doubtful",
        "figure  sheet.cattle: 30头 -> gone",
    ]


def test_a_text_at_another_address(old: Snapshot, project: Project, tmp_path: Path) -> None:
    """A text that has its former address among its aliases is the same text: only what is other in it is told."""
    chapters = project.root / "content/chapters/part"
    (chapters / "one").rename(chapters / "first")
    edit(project.root / "content/site.yaml", "[one", "[first")
    edit(project.root / "content/chapters/part/first/zh.md", "---\n", "---\naliases: [part/one]\n", 1)
    for path in (project.root / "content").rglob("*.*"):
        if path.suffix in (".md", ".yaml"):
            path.write_text(path.read_text("utf-8").replace("chapter:part/one", "chapter:part/first"), "utf-8")
    edit(project.root / "content/chapters/part/first/en.md", "which is a", "which is always a")
    snapshot = make_snapshot(project, tmp_path / "kept", earlier=read_snapshot(old.archive))
    assert snapshot.changes
    told = list(tell_changes(snapshot.changes))
    assert told == ["text    chapter:part/first (en): 1 paragraph changed"]


def test_a_language_that_is_made_from_another(tmp_path: Path) -> None:
    """What has changed stands in a derived language too, on a page of its own."""
    before = make_snapshot(lay_out("derived-language", tmp_path / "old"), tmp_path / "kept")
    project = lay_out("derived-language", tmp_path / "new")
    edit(project.root / "content/site.yaml", '"2020-01-01"', '"2020-02-01"')
    edit(project.root / "content/facts/sheet.yaml", "46.8万人", "47万人")
    after = make_snapshot(project, tmp_path / "kept", earlier=read_snapshot(before.folder))
    page = main_of((after.folder / "site/zh-hant/changes/index.html").read_text("utf-8"))
    assert "<del>46.8萬人</del>" in page and "<ins>47萬人</ins>" in page
    assert "zh-hant/part/one/index.html" in page


@pytest.mark.parametrize("form", ["folder", "archive"])
def test_read_back(old: Snapshot, form: str, tmp_path: Path) -> None:
    """A snapshot is read back as the edition that it was made of, from its folder or from its archive."""
    edition = read_snapshot(getattr(old, form))
    assert edition.updated == "2020-01-01"
    site, *_ = load_site(lay_out("good-site", tmp_path / "site"))
    assert set(edition.facts) == set(site.facts)
    assert set(edition.texts) == {"zh", "en"}


def test_no_snapshot(tmp_path: Path) -> None:
    """Anything else that is named in the place of a snapshot is told."""
    (tmp_path / "notes.zip").write_bytes(b"no archive")
    with pytest.raises(
        SnapshotUnavailable, match=r"is not a snapshot: it lacks texts\.json or site/data/facts\.json\. Name"
    ):
        read_snapshot(tmp_path)
    with pytest.raises(SnapshotUnavailable, match=r"cannot be read: File is not a zip file\. Copy it again"):
        read_snapshot(tmp_path / "notes.zip")


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("texts.json", '{"updated": 1,\n', "texts.json is no JSON from line 2 on"),
        ("texts.json", "[]", "texts.json is not as 'chronicle snapshot' writes it"),
        ("texts.json", '{"updated": "2020-01-01", "texts": {"zh": {"a": {}}}}', "texts.json is not as 'chronicle snapshot' writes it"),
        ("texts.json", "\udcff", "texts.json is not as 'chronicle snapshot' writes it"),
        ("site/data/facts.json", "{}", "site/data/facts.json is not as 'chronicle snapshot' writes it"),
        ("site/data/facts.json", "[{}]", "site/data/facts.json is not as 'chronicle snapshot' writes it"),
    ],
)  # fmt: skip
def test_a_damaged_snapshot(old: Snapshot, file: str, content: str, told: str, tmp_path: Path) -> None:
    """A file of a snapshot that is not as it was written is named, in words that an editor understands."""
    shutil.copytree(old.folder, tmp_path / "old")
    (tmp_path / "old" / file).write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(SnapshotUnavailable, match=f"cannot be read: {re.escape(told)}\\. Copy it again"):
        read_snapshot(tmp_path / "old")


def test_a_damaged_archive(old: Snapshot, tmp_path: Path) -> None:
    """An archive of which a part was lost is told as one; so is a folder in the place of a file."""
    damaged = bytearray(old.archive.read_bytes())
    begin = damaged.index(b"texts.json") + 40
    damaged[begin : begin + 40] = bytes(40)
    (tmp_path / "old.zip").write_bytes(damaged)
    with pytest.raises(SnapshotUnavailable, match=r"cannot be read: .* Copy it again"):
        read_snapshot(tmp_path / "old.zip")
    (tmp_path / "site/data/facts.json").mkdir(parents=True)
    with pytest.raises(SnapshotUnavailable, match="is not a snapshot"):
        read_snapshot(tmp_path)


def test_the_command(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`snapshot FOLDER` makes the books of the edition, unless told not to, and tells where folder and archive are; a second run takes the place of the first."""
    kept = tmp_path / "kept"
    for options in (["--no-books"], []):
        main(["snapshot", str(kept), "--project", str(project.root), "--jobs", "1", *options])
        assert (kept / NAME / "site/books/en.epub").exists() == (options == [])
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"The snapshot is in {tmp_path / 'kept' / NAME}"
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {NAME, f"{NAME}.zip"}
