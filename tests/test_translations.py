"""Translations in step: what has changed since, who is told of it, and that it is in step again."""

import os
import re
import subprocess
from pathlib import Path

import program
import pytest
from projects import append, edit, lay_out, letters

from chronicle.pipeline import build_site
from chronicle.problems import ContentError
from chronicle.reading import Project, read_site
from chronicle.translations import accept_translations, find_dates, find_translations, is_in_step, tell_translations

ONE = "content/chapters/part/one"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A tiny site of two texts, all in step."""
    project = lay_out("good-site", tmp_path / "site")
    accept_translations(project, find_translations(project))
    return project


def told(project: Project, *only: str) -> list[str]:
    return list(tell_translations(find_translations(project, only)))


def test_never_compared(tmp_path: Path) -> None:
    """Before anything was accepted nothing is known, and nothing is in step."""
    project = lay_out("good-site", tmp_path / "site")
    assert told(project) == [
        "content/chapters/part/en.md: never compared",
        f"{ONE}/en.md: never compared",
        "6 never compared.",
    ]
    assert not is_in_step(find_translations(project))


def test_in_step(project: Project) -> None:
    """What was accepted is in step, wherever lines break; it is kept in a file a text, a line a block."""
    edit(project.root / f"{ONE}/en.md", "It has {sheet.land},\nwhich", "It has {sheet.land}, which")
    assert told(project) == ["6 in step."]
    assert is_in_step(find_translations(project))
    lines = (project.root / "content/translations/chapters/part/one.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# Blocks in step")
    assert [bool(re.fullmatch("en [0-9a-f]{12} [0-9a-f]{12}", line)) for line in lines[1:]] == [True] * 4


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"zh": ("是一个", "原是一个")}, f"{ONE}/en.md:9: changed in zh ({ONE}/zh.md:13)"),
        ({"en": ("which is", "which was")}, f"{ONE}/en.md:9: changed in en ({ONE}/zh.md:13)"),
        (
            {"zh": ("是一个", "原是一个"), "en": ("which is", "which was")},
            f"{ONE}/en.md:9: changed in both ({ONE}/zh.md:13)",
        ),
        ({"zh": ("title: 第一章", "title: 首章")}, f"{ONE}/en.md:2: changed in zh ({ONE}/zh.md:2)"),
    ],
)
def test_changed_since(project: Project, changes: dict[str, tuple[str, str]], expected: str) -> None:
    """A block that was changed in one language alone is told with its place in both, and no other."""
    for language, (old, new) in changes.items():
        edit(project.root / f"{ONE}/{language}.md", old, new)
    assert told(project) == [expected, f"5 in step, 1 {expected.split(': ')[1].split(' (')[0]}."]
    assert told(project, "part") == ["2 in step."]
    accept_translations(project, find_translations(project))
    assert told(project) == ["6 in step."]


def test_days_from_git(project: Project) -> None:
    """Where there is git, the day of the last commit of what was changed stands beside it; where there is none, nothing does."""
    edit(project.root / f"{ONE}/zh.md", "是一个", "原是一个")
    found = find_translations(project)
    expected = f"{ONE}/en.md:9: changed in zh ({ONE}/zh.md:13"
    assert find_dates(project) == {}
    assert next(tell_translations(found, find_dates(project))) == f"{expected})"
    day = {"GIT_COMMITTER_DATE": "2021-02-03T12:00:00Z"}
    git = ["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *arguments], cwd=project.root, env={**os.environ, **day}, check=True)
    assert next(tell_translations(found, find_dates(project))) == f"{expected}, 2021-02-03)"


def test_the_board(project: Project, tmp_path: Path) -> None:
    """`/status/` says of each text what has changed in which language, with the way to the first such block side by side; it is closed to search engines, and a site in one language has none."""
    edit(project.root / f"{ONE}/zh.md", "是一个", "原是一个")
    build_site(project, tmp_path / "output", with_search=False)
    board = (tmp_path / "output/status/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in board
    assert (
        '<tr><th scope="row"><a href="/zh/part/one/">第一章</a></th>'
        '<td><a href="/zh-en/part/one/#land-1">中文改了1段</a></td></tr>'
    ) in board
    assert '<tr><th scope="row"><a href="/zh/part/">部分</a></th><td>一致</td></tr>' in board
    assert "<td>5/6</td>" in board
    assert "/status/" not in (tmp_path / "output/sitemap.xml").read_text(encoding="utf-8")


def test_equal_blocks_are_counted_each(project: Project) -> None:
    """A paragraph that stands twice is two blocks in step, though it is one line of the record."""
    for language, text in (("zh", "同一段。"), ("en", "The same.")):
        append(project.root / f"{ONE}/{language}.md", f"\n{text}\n\n{text}\n")
    assert accept_translations(project, find_translations(project)) == 8
    assert told(project) == ["8 in step."]


def test_a_block_between_others(project: Project) -> None:
    """A paragraph more in both languages is new in both; what stands around it stays in step."""
    for language, text in (("zh", "新的一段。"), ("en", "A new paragraph.")):
        edit(project.root / f"{ONE}/{language}.md", "## ", f"{text}\n\n## ")
    assert told(project)[-1] == "6 in step, 1 changed in both."


def test_an_unknown_text(project: Project) -> None:
    """A text that is not there is asked back for."""
    with pytest.raises(ValueError, match=r"There is no text 'part/on'\. Did you mean 'part/one'\?"):
        find_translations(project, ["part/on"])


def test_readers_are_told(project: Project, tmp_path: Path) -> None:
    """Who reads a block that was changed in the main language alone finds a way to it there, and nobody else does."""
    edit(project.root / f"{ONE}/zh.md", "是一个", "原是一个")
    build_site(project, tmp_path / "output", with_search=False)
    zh, en = (
        (tmp_path / f"output/{language}/part/one/index.html").read_text(encoding="utf-8") for language in ("zh", "en")
    )
    assert re.findall('<p class="newer">.*</p>', en) == [
        '<p class="newer">This passage has since been changed in: '
        '<a href="/zh/part/one/#land-1" lang="zh" hreflang="zh">中文</a></p>'
    ]
    assert 'class="newer"' not in zh


def test_what_else_stands_in_the_folder(project: Project) -> None:
    """The mark of a conflict is passed over; a file of another name is told."""
    append(project.root / "content/translations/chapters/part/one.txt", "<<<<<<< HEAD\n=======\n\n>>>>>>> other\n")
    assert told(project) == ["6 in step."]
    (project.root / "content/translations/notes.txt").write_text("x", encoding="utf-8")
    [problem] = read_site(project)[1]
    assert (problem.rule, problem.where.path) == ("misplaced-file", "content/translations/notes.txt")
    with pytest.raises(ContentError):
        find_translations(project)


def test_lines_that_are_not_the_programs(project: Project) -> None:
    """The first damaged line of a file is told, since what it said would be lost when the file is written anew."""
    edit(project.root / "content/translations/chapters/part/one.txt", "\nen ", "\nen aa")
    assert letters(find_translations, project) == [
        "content/translations/chapters/part/one.txt:2:1: `chronicle translations --accept` writes no such line, so it tells nothing.\n"
        "    Take the file back from version control, or delete the line."
    ]


def test_the_command(project: Project) -> None:
    """The exit code is 1 where anything has changed, and 0 where all is in step or is accepted."""

    def run(*arguments: str) -> tuple[int, str]:
        done = program.run("translations", "--project", str(project.root), *arguments)
        return done.returncode, done.stdout + done.stderr

    assert run() == (0, "6 in step.\n")
    edit(project.root / f"{ONE}/zh.md", "是一个", "原是一个")
    code, text = run("--only", "part/one")
    assert code == 1 and text.endswith("3 in step, 1 changed in zh.\n")
    assert run("--accept", "--only", "part/one") == (0, "4 blocks are in step.\n")
    assert run() == (0, "6 in step.\n")
    assert run("--only", "nothing")[0] == 2
