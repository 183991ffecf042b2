"""Beginnings: what `new chapter` and `new sheet` create, and that nothing which exists is touched."""

from pathlib import Path

import pytest
from test_sites import lay_out
from told import told as letter

from chronicle.problems import ContentError
from chronicle.reading import Project, read_site
from chronicle.scaffold import new_chapter, new_sheet

KEY_HINT = "Keys are written with the letters a-z, digits and single hyphens."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A tiny site with one part, `part`, of one chapter, `one`, and one fact sheet, `sheet`."""
    return lay_out("good-site", tmp_path / "site")


def files(project: Project) -> dict[str, str]:
    return {project.name(path): path.read_text(encoding="utf-8") for path in project.root.rglob("content/**/*.*")}


def problems_of(project: Project) -> list[str]:
    return [letter(problem) for problem in read_site(project)[1]]


def test_a_new_chapter(project: Project) -> None:
    """A chapter begins with a file per language, says what is left to do, and is read once that is done."""
    before = files(project)
    assert new_chapter(project, "part", "two") == [
        "Created content/chapters/part/two/zh.md",
        "Created content/chapters/part/two/en.md",
        "Now add 'two' to the part 'part' under 'parts:' in content/site.yaml.",
    ]
    zh, en = (project.root / f"content/chapters/part/two/{language}.md" for language in ("zh", "en"))
    assert sorted(set(files(project)) - set(before)) == sorted(map(project.name, (zh, en)))
    assert {name: text for name, text in files(project).items() if name in before} == before
    for field in ("sources:", "highlights:"):
        assert field in zh.read_text(encoding="utf-8")
        assert field not in en.read_text(encoding="utf-8")

    settings = project.root / "content/site.yaml"
    listed = settings.read_text(encoding="utf-8").replace("[one]", "[one, two]")
    settings.write_text(listed, encoding="utf-8")
    site, problems = read_site(project)
    assert problems == []
    assert [(chapter.key, chapter.halves["en"].title) for chapter in site.chapters][-1] == ("part/two", "two")


def test_a_chapter_in_a_new_part(project: Project) -> None:
    """The first chapter of a part brings the part's opening with it."""
    assert new_chapter(project, "later", "first") == [
        "Created content/chapters/later/first/zh.md",
        "Created content/chapters/later/first/en.md",
        "Created content/chapters/later/zh.md",
        "Created content/chapters/later/en.md",
        "Now add 'first' to the part 'later' under 'parts:' in content/site.yaml.",
    ]


def test_a_chapter_that_is_not_listed_yet(project: Project) -> None:
    """Until the new chapter is listed, the build reminds of it."""
    new_chapter(project, "part", "two")
    told = "content/chapters/part/two:1:1: 'part/two' is not listed in site.yaml."
    assert problems_of(project) == [f"{told}\n    Add it to 'parts:' where it belongs in the order."]


def test_a_new_sheet(project: Project) -> None:
    """A fact sheet begins with one example fact, from the first source, and is read without a problem."""
    before = files(project)
    assert new_sheet(project, "fresh") == ["Created content/facts/fresh.yaml"]
    assert set(files(project)) - set(before) == {"content/facts/fresh.yaml"}
    site, problems = read_site(project)
    assert problems == []
    [fact] = site.sheets["fresh"].facts
    assert (fact.id, fact.figure.printed, fact.figure.value, fact.source) == ("fresh.first-figure", "1个", 1, "book")
    assert fact.label == {"zh": "fresh", "en": "fresh"}


@pytest.mark.parametrize(
    "key", ["", "two\n", "Two", "two_three", "two--three", "-two", "../two", "a/b", "第二", "two.md", "a b"]
)
def test_keys_that_cannot_be(key: str, project: Project) -> None:
    """A key that could not be an address is refused before anything is written."""
    before = files(project)
    shown = key.replace("\n", r"\n")
    told = f"content:1:1: '{shown}' cannot be a key.\n    {KEY_HINT}"
    with pytest.raises(ContentError) as error:
        new_chapter(project, "part", key)
    assert letter(error.value) == told
    with pytest.raises(ContentError) as error:
        new_chapter(project, key, "two")
    assert letter(error.value) == told
    with pytest.raises(ContentError) as error:
        new_sheet(project, key)
    assert letter(error.value) == told
    assert files(project) == before


def test_nothing_is_left_half_made(project: Project) -> None:
    """Where one of the files exists, none is created."""
    mine = project.root / "content/chapters/part/two/en.md"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        new_chapter(project, "part", "two")
    assert (
        letter(error.value) == "content/chapters/part/two/en.md:1:1: This file exists already.\n    Choose another key."
    )
    assert list(mine.parent.iterdir()) == [mine]


def test_nothing_that_exists_is_touched(project: Project) -> None:
    """A chapter or sheet of that name stays as it is."""
    before = files(project)
    with pytest.raises(ContentError) as error:
        new_chapter(project, "part", "one")
    assert letter(error.value) == "\n".join(
        f"content/chapters/part/one/{language}.md:1:1: This file exists already.\n    Choose another key."
        for language in ("en", "zh")
    )
    with pytest.raises(ContentError) as error:
        new_sheet(project, "sheet")
    assert letter(error.value) == "content/facts/sheet.yaml:1:1: This file exists already.\n    Choose another key."
    assert files(project) == before
