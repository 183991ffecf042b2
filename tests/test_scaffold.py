"""Beginnings: what `new` creates, where it lists that, and that no file is written over."""

import pytest
from click.testing import CliRunner
from projects import edit, letter, letters, problems_of

from chronicle.cli import commands
from chronicle.pipeline import make_site
from chronicle.reading import Project, read_site
from chronicle.scaffold.additions import new_chapter, new_chart, new_county, new_entry, new_part, new_sheet

KEY_HINT = "Keys are written with the letters a-z, digits and single hyphens."


def files(project: Project) -> dict[str, str]:
    return {project.name(path): path.read_text(encoding="utf-8") for path in project.root.rglob("content/**/*.*")}


def rules_of(project: Project) -> list[str]:
    return sorted(problem.rule for problem in problems_of(make_site, project))


def test_a_new_chapter(project: Project) -> None:
    """A chapter begins with a file per language, is listed at the end of its part, and what is to be written is told."""
    before = files(project)
    assert new_chapter(project, "part", "two") == [
        "Created content/chapters/part/two/zh.md",
        "Created content/chapters/part/two/en.md",
        "Listed in content/site.yaml:13",
    ]
    zh, en = (project.root / f"content/chapters/part/two/{language}.md" for language in ("zh", "en"))
    assert sorted(set(files(project)) - set(before)) == sorted(map(project.name, (zh, en)))
    changed = [name for name, text in files(project).items() if before.get(name, text) != text]
    assert changed == ["content/site.yaml"]
    assert "  part: [one, two]\n" in files(project)["content/site.yaml"]
    for field in ("sources:", "highlights:"):
        assert field in zh.read_text(encoding="utf-8")
        assert field not in en.read_text(encoding="utf-8")
    site, problems = read_site(project)
    assert problems == []
    assert [chapter.key for chapter in site.chapters] == ["part/one", "part/two"]
    assert rules_of(project) == ["empty-text", "placeholder", "placeholder", "placeholder", "placeholder"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("parts:\n  part: [one]  # the only one\n", "parts:\n  part: [one, two]  # the only one\n"),
        ("parts:\n  part: []\n", "parts:\n  part: [two]\n"),
        ("parts:\n  part:\n    - one\n", "parts:\n  part:\n    - one\n    - two\n"),
        ("parts: {part: [one]}\n", "parts: {part: [one, two]}\n"),
    ],
)
def test_how_a_part_is_written(project: Project, written: str, expected: str) -> None:
    """A chapter is listed as the others of its part are; comments stay."""
    settings = project.root / "content/site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("parts:\n  part: [one]\n", written), encoding="utf-8")
    new_chapter(project, "part", "two")
    assert settings.read_text(encoding="utf-8") == text.replace("parts:\n  part: [one]\n", expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("parts: {part: [one]}\n", "parts: {part: [one], later: []}\n"),
        ("parts:\n  {\n  part: [one\n  ],\n  }\n", "parts:\n  {\n  part: [one\n  ], later: [],\n  }\n"),
    ],
)
def test_how_all_parts_are_written(project: Project, written: str, expected: str) -> None:
    """A part is listed inside the braces in which the others stand."""
    settings = edit(project.root / "content/site.yaml", "parts:\n  part: [one]\n", written)
    new_part(project, "later")
    assert expected in settings.read_text(encoding="utf-8")


def test_a_chapter_that_is_listed_already(project: Project) -> None:
    """Who has listed a chapter before it is begun has it in the list once."""
    settings = edit(project.root / "content/site.yaml", "part: [one]", "part: [one, two]")
    assert new_chapter(project, "part", "two")[-1] == "Listed in content/site.yaml:13"
    assert "part: [one, two]\n" in settings.read_text(encoding="utf-8")


def test_line_ends_stay(project: Project) -> None:
    """A file with the line ends of Windows keeps them."""
    for name in ("site", "places"):
        path = project.root / f"content/{name}.yaml"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    new_county(project, "part", "two")
    for name in ("site", "places"):
        content = (project.root / f"content/{name}.yaml").read_bytes()
        assert b"two" in content and content.count(b"\n") == content.count(b"\r\n")


def test_a_part_that_is_not_there(project: Project) -> None:
    """No part comes of a slip: one that is near is guessed, another is begun by itself."""
    before = files(project)
    told = "content/site.yaml:12:1: There is no part 'parts'.\n    Did you mean 'part'?"
    assert letters(new_chapter, project, "parts", "two") == [told]
    told = "content/site.yaml:12:1: There is no part 'later'.\n    Begin it with `new part later`. Known here: part."
    assert letters(new_chapter, project, "later", "two") == [told]
    assert files(project) == before
    assert new_part(project, "later") == [
        "Created content/chapters/later/zh.md",
        "Created content/chapters/later/en.md",
        "Listed in content/site.yaml:14",
    ]
    new_chapter(project, "later", "two")
    assert "parts:\n  part: [one]\n  later: [two]\n" in files(project)["content/site.yaml"]
    site, problems = read_site(project)
    assert problems == [] and [chapter.key for chapter in site.chapters] == ["part/one", "later/two"]


def test_a_new_county(project: Project) -> None:
    """A county is a chapter and the place that it is about; the year of leaving a list is asked for only if another chapter has it."""
    assert new_county(project, "part", "north")[2:] == [
        "Listed in content/site.yaml:13",
        "Added 'north' to content/places.yaml",
    ]
    north, one = (project.root / f"content/chapters/part/{key}/zh.md" for key in ("north", "one"))
    main = north.read_text(encoding="utf-8")
    assert "place: north\nsources: []\nhighlights: []\n---\n" in main
    edit(one, "---\n", '---\nprofile: {left: "2019"}\n', 1)
    assert len(new_county(project, "part", "south")) == 4
    assert len(new_county(project, "part", "town")) == 3  # the place is there, and is the chapter's
    assert "profile: {left: TODO}\n" in north.parents[1].joinpath("south/zh.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "file", "fields"),
    [
        ("term", "glossary", "  term: {zh: TODO, en: TODO}\n  kind: TODO\n  meaning: {zh: TODO, en: TODO}\n"),
        ("place", "places", "  name: {zh: TODO, en: TODO}\n  kind: TODO\n"),
        ("person", "people", "  name: {zh: TODO, en: TODO}\n  role: {zh: TODO, en: TODO}\n  chapters: [TODO]\n"),
        ("event", "timeline", "  date: TODO\n  event: {zh: TODO, en: TODO}\n  chapter: TODO\n"),
    ],
)
def test_a_new_entry(project: Project, kind: str, file: str, fields: str) -> None:
    """An entry has every field that it must have, stands at the end of its file, and is told until it is written."""
    path = project.root / f"content/{file}.yaml"
    before = (
        path.read_text(encoding="utf-8") if path.exists() else f"# yaml-language-server: $schema=.schemas/{file}.json\n"
    )
    assert new_entry(project, kind, "fresh") == [f"Added 'fresh' to content/{file}.yaml"]
    assert path.read_text(encoding="utf-8") == f"{before.rstrip()}\n\nfresh:\n{fields}"
    assert rules_of(project)
    [told] = letters(new_entry, project, kind, "fresh")
    assert told.endswith(f"The {kind} 'fresh' already exists.\n    Choose another key.")


def test_a_new_chart(project: Project) -> None:
    """A chart begins with two rows, and what is to be written is told."""
    assert new_chart(project, "fresh") == ["Created content/charts/fresh.yaml"]
    assert set(rules_of(project)) == {"placeholder", "unknown-fact"}


def test_a_new_sheet(project: Project) -> None:
    """A fact sheet begins with one fact of the first source; what an editor has to write is told, whatever is left of it."""
    before = files(project)
    assert new_sheet(project, "fresh") == ["Created content/facts/fresh.yaml"]
    assert set(files(project)) - set(before) == {"content/facts/fresh.yaml"}
    assert [letter(problem) for problem in read_site(project)[1]] == [
        "content/facts/fresh.yaml:7:14: This figure cannot be read: 'TODO' does not begin with a number.\n    Write number, "
        "unit and qualification as printed: 46.8万人, 7300多亩, 近10亿元, 6000-10000元."
    ]
    edit(project.root / "content/facts/fresh.yaml", "printed: TODO", "printed: 1个")
    assert [(problem.rule, problem.where.line) for problem in problems_of(make_site, project)] == [
        *[("placeholder", 2)] * 2,
        ("unused-fact", 5),
        *[("placeholder", 6)] * 2,
        ("missing-heading", 8),
    ]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("", ""),
        ("two\n", "two"),
        ("Two", "two"),
        ("two_three", "two-three"),
        ("two--three", "two-three"),
        ("-two", "two"),
        ("../two", "two"),
        ("a/b", "a-b"),
        ("第二", ""),
        ("two.md", "two-md"),
        ("Große Brücke", "grosse-brucke"),
    ],
)
def test_keys_that_cannot_be(key: str, meant: str, project: Project) -> None:
    """A key that could not be an address is refused before anything is written, with one that could."""
    before = files(project)
    shown = key.replace("\n", r"\n")
    suggested = f" Did you mean '{meant}'?" if meant else ""
    told = f"content:1:1: '{shown}' is not a valid key.\n    {KEY_HINT}{suggested}"
    assert letters(new_chapter, project, "part", key) == [told]
    assert letters(new_chapter, project, key, "two") == [told]
    assert letters(new_sheet, project, key) == [told]
    assert files(project) == before


def test_nothing_is_left_half_made(project: Project) -> None:
    """Where one of the files exists, none is created."""
    mine = project.root / "content/chapters/part/two/en.md"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    assert letters(new_chapter, project, "part", "two") == [
        "content/chapters/part/two/en.md:1:1: This file exists already.\n    Choose another key."
    ]
    assert list(mine.parent.iterdir()) == [mine]


def test_nothing_that_exists_is_touched(project: Project) -> None:
    """A chapter or sheet of that name stays as it is."""
    before = files(project)
    assert letters(new_chapter, project, "part", "one") == [
        f"content/chapters/part/one/{language}.md:1:1: This file exists already.\n    Choose another key."
        for language in ("en", "zh")
    ]
    assert letters(new_sheet, project, "sheet") == [
        "content/facts/sheet.yaml:1:1: This file exists already.\n    Choose another key."
    ]
    assert files(project) == before


@pytest.mark.parametrize("kind", ["source", "place", "term", "person", "event"])
def test_entries_have_commands(project: Project, kind: str) -> None:
    """Each kind of entry is begun as a chapter is, by its name."""
    run = CliRunner().invoke(commands, ["new", kind, "fresh", "--project", str(project.root)])
    assert (run.exit_code, run.output.split()[:2]) == (0, ["Added", "'fresh'"])
