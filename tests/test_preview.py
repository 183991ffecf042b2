"""The preview: what an edit makes anew is what the whole site would be, byte by byte, and no more is made than it changes."""

from __future__ import annotations

import asyncio
import inspect
import json
import random
import shutil
import time
from collections.abc import Callable, Collection, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from projects import HOME, append, edit, lay_out, read, take_templates

from chronicle import checks, keeping, loading
from chronicle.checks import LINK_CHECKS, SITE_CHECKS, TEXT_CHECKS, Content, check_text
from chronicle.made import remake_text
from chronicle.model import Document, OutputFile
from chronicle.pages import make_pages, make_text_pages
from chronicle.pipeline import Options, make_pictures, make_site
from chronicle.problems import ContentError
from chronicle.prose import make_references
from chronicle.reading import Project, documents, read_site
from chronicle.rendering import Frame
from chronicle.serve import Preview, preview as serve_preview
from chronicle.serve.server import PreviewServer
from chronicle.serve.telling import EDITOR, source_pattern
from chronicle.serve.versions import Versions
from chronicle.serve.watching import follow, look, watch
from chronicle.timing import Timer
from chronicle.translations import accept_translations, find_translations
from chronicle.urls import SitePath, output_path, parse_base_url

T = TypeVar("T")
ADDRESS = "http://127.0.0.1:8000/"
SITES = sorted(path.name for path in (HOME / "tests/sites").iterdir() if path.is_dir() and path.name != "_base")[::3]


def start(project: Project, served: Path) -> tuple[Preview, list[str]]:
    """Return a preview that has been built once, and what it says."""
    told: list[str] = []
    preview = Preview(project, served, ADDRESS, told.append, lambda problems: told.append(str(len(problems))))
    preview.build()
    return preview, told


def whole(project: Project, folder: Path) -> dict[str, bytes]:
    """Return the files of a preview that has made the whole site."""
    return read(start(project, folder)[0].folder)


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: in this one the browser of other tests may have a loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


def test_an_edit_of_a_text_makes_its_pages_anew_and_no_more(project: Project, tmp_path: Path) -> None:
    """Of a chapter whose references and title stay, the pages in each language and side by side are written, which are then as a whole build has them."""
    preview, told = start(project, tmp_path / "served")
    before = read(preview.folder)
    edited = edit(project.root / "content/chapters/part/one/en.md", "which is a", "which is, then, a")
    assert preview.follow({edited}, is_edit=True) == "*"
    assert told[-1].startswith("Rebuilt part/one in ")
    after = read(preview.folder)
    assert {path for path in after if after[path] != before.get(path)} == {
        "en/part/one/index.html",
        "en-zh/part/one/index.html",
        "zh-en/part/one/index.html",
    }
    assert whole(project, tmp_path / "whole") == after


def test_an_edit_of_one_language_is_told_to_readers_of_the_other(project: Project, tmp_path: Path) -> None:
    """Where halves were in step, an edit of one is seen on the page of the other and on the board of translations, as a whole build has them, and so is a second edit."""
    accept_translations(project, find_translations(project))
    preview, told = start(project, tmp_path / "served")
    board = preview.folder / "status/index.html"
    before = board.read_text(encoding="utf-8")
    for half, old, new in (("one/zh.md", "是一个", "确是一个"), ("en.md", "The opening", "An opening")):
        edited = edit(project.root / "content/chapters/part" / half, old, new)
        assert preview.follow({edited}, is_edit=True) == "*"
        assert told[-1].startswith("Rebuilt part")
        assert whole(project, tmp_path / f"whole-{len(told)}") == read(preview.folder)
    assert "中文改了1段" not in before
    assert "中文改了1段" in board.read_text(encoding="utf-8")
    assert "English改了1段" in board.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "edits",
    [
        {"en": ("title: Chapter one", "title: Chapter anew")},
        {"en": ("It has {sheet.land}", "It has {sheet.poor}"), "zh": ("\n有{sheet.land}", "\n有{sheet.poor}")},
    ],
)
def test_what_others_see_of_a_text_makes_the_whole_anew(project: Project, edits: dict[str, tuple[str, str]]) -> None:
    """Another title or another mention of a fact is no edit of a text alone."""
    made = make_site(project)
    text = made.localized_sites[0].site.chapters[0]
    assert remake_text(made, project, text) is not None
    for half, (old, new) in edits.items():
        edit(project.root / f"content/chapters/part/one/{half}.md", old, new)
    assert remake_text(made, project, text) is None


def test_a_mistake_in_a_text_is_told_before_the_whole_site_is_looked_through(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open pages and the terminal are told at once, and once where nothing else is wrong; when the text is mended its pages alone are made."""
    preview, told = start(project, tmp_path / "served")
    happened: list[str] = []
    monkeypatch.setattr(
        serve_preview, "make_site", lambda *given, **named: happened.append("whole") or make_site(*given, **named)
    )
    text = edit(project.root / "content/chapters/part/one/en.md", "which is a", "which is 57, a")
    assert preview.follow({text}, True, (), lambda: happened.append(preview.told())) == ""
    assert "typed instead of a reference" in happened[0]
    assert happened[1:] == ["whole"]
    assert told[1:] == ["1"]
    edit(text, "which is 57, a", "which is, then, a")
    assert preview.follow({text}, True) == "*"
    assert happened[2:] == [] and told[2].startswith("Rebuilt part/one in ")
    assert preview.told() == ""
    assert whole(project, tmp_path / "whole") == read(preview.folder)


def test_what_was_given_up_late_is_made_with_the_next_edit(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that was made but not written is not what the next edit of the same text stands on: pages that show its new title are made then."""
    preview, _ = start(project, tmp_path / "served")
    monkeypatch.setattr(serve_preview, "make_pictures", lambda *_, **__: preview.give_way() or preview._look_up())
    text = edit(project.root / "content/chapters/part/one/en.md", "title: Chapter one", "title: Chapter anew")
    assert preview.follow({text}, is_edit=True) == ""
    monkeypatch.undo()
    preview.resume()
    edit(text, "which is a", "which is, then, a")
    assert preview.follow({text}, is_edit=True) == "*"
    assert whole(project, tmp_path / "whole") == read(preview.folder)


def test_a_mistake_elsewhere_is_told_with_that_of_a_text(project: Project, tmp_path: Path) -> None:
    """What is told at once is not all: when the text is mended, the mistake of another file is told still, and the site stays as it was."""
    preview, _ = start(project, tmp_path / "served")
    before = read(preview.folder)
    sheet = edit(project.root / "content/facts/sheet.yaml", "place: town", "place: nowhere")
    assert preview.follow({sheet}, is_edit=True) == ""
    others = preview.problems
    text = edit(project.root / "content/chapters/part/one/en.md", "which is a", "which is 57, a")
    assert preview.follow({text}, is_edit=True) == ""
    assert {*others} < {*preview.problems}
    edit(text, "which is 57, a", "which is, then, a")
    assert preview.follow({text}, is_edit=True) == ""
    assert preview.problems == others
    assert read(preview.folder) == before


def test_an_edit_of_a_fact_renders_the_pages_that_change_and_no_others(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All views are made, but templates are asked for those pages alone whose bytes then differ, and all are as a whole build has them."""
    preview, _ = start(project, tmp_path / "served")
    before, rendered = read(preview.folder), []
    render = Frame.render_main
    monkeypatch.setattr(Frame, "render_main", lambda frame, page: rendered.append(page.path) or render(frame, page))
    sheet = edit(project.root / "content/facts/sheet.yaml", "7300多亩", "7400多亩")
    assert preview.follow({sheet}, is_edit=True) == "*"
    after = read(preview.folder)
    assert {output_path(path) for path in rendered} == {
        path for path in after if path.endswith(".html") and after[path] != before.get(path)
    }
    assert 2 < len(rendered) < len(before) / 3
    monkeypatch.undo()
    assert whole(project, tmp_path / "whole") == after


def test_a_template_or_a_word_renders_every_page_anew(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all pages are rendered with is compared too; of what is as it was, nothing is rendered."""
    made = make_site(project, Options(is_preview=True))
    again = make_site(project, Options(is_preview=True), before=made)
    assert all(one is other for one, other in zip(made.pages, again.pages, strict=True))
    words = "search.label: {zh: 寻, en: Look for}\n"
    (project.root / "content/interface.yaml").write_text(words, encoding="utf-8")
    worded = make_site(project, Options(is_preview=True), before=made)
    assert not any(one is other for one, other in zip(made.pages, worded.pages, strict=True))
    (project.root / "templates").mkdir(exist_ok=True)
    base = (HOME / "templates/base.html").read_text(encoding="utf-8")
    (project.root / "templates/base.html").write_text(base.replace("<body", "<body data-new", 1), encoding="utf-8")
    templated = make_site(project, Options(is_preview=True), before=worded)
    assert not any(one is other for one, other in zip(worded.pages, templated.pages, strict=True))


@pytest.mark.parametrize("case", ["map-and-comparison", "charts"])
def test_what_is_equal_is_shown_alike(case: str, tmp_path: Path) -> None:
    """No view holds a value that may be equal to one that is written otherwise, as 1.0 and 1.00 are, so that equal pages need not be rendered again."""
    made = make_site(lay_out(case, tmp_path))
    assert {kind for one in made.pages for kind in _kinds(one.given)} & {Decimal, Fraction, complex} == set()


def _kinds(value: object) -> Iterator[type]:
    """Yield the types of all that a value holds."""
    yield type(value)
    inner: Iterable[object] = ()
    if is_dataclass(value):
        inner = (getattr(value, one.name) for one in fields(value))
    elif isinstance(value, Mapping):
        inner = (*value.keys(), *value.values())
    elif isinstance(value, tuple | list | frozenset | set):
        inner = value
    for one in inner:
        yield from _kinds(one)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/facts/sheet.yaml", "7300多亩", "7400多亩"),
        ("content/chapters/part/one/en.md", "title: Chapter one", "title: Chapter anew"),
        ("content/chapters/part/one/en.md", "which is a", "which is just a"),
        ("templates/pages/chapter.html", "<article", '<article data-new="1"'),
    ],
)
def test_an_open_page_comes_before_all_others(
    file: str, old: str, new: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit is seen on the page that is open while all others are as they were; that page is then not loaded again."""
    monkeypatch.setattr("chronicle.serve.preview.HEADSTART", 0)
    path, saved = "en/part/one/", project.root / file
    saved.parent.mkdir(parents=True, exist_ok=True)
    if not saved.exists():
        saved.write_bytes((HOME / file).read_bytes())
    preview, _ = start(project, tmp_path / "served")
    before, version, told = read(preview.folder), preview.versions.number, []
    preview.versions = replace(
        preview.versions, style="assets/site.css"
    )  # was the last change: what comes now is more than a style sheet

    def tell() -> None:
        shown = read(preview.folder)
        told.append({name for name in shown if shown[name] != before.get(name)})
        assert preview.versions.of(path) == version + 1 and preview.versions.of("en/") == version
        assert json.loads(preview.state(path))["style"] == ""

    preview.follow({edit(saved, old, new)}, True, {path}, tell)
    assert told == [{"en/part/one/index.html"}]
    assert preview.versions.of(path) == preview.versions.of("en/") == version + 1
    # A busy server may tell of it only now, when the rest is made.
    assert json.loads(preview.state(path))["since"] <= version
    assert whole(project, tmp_path / "whole") == read(preview.folder)


def test_versions() -> None:
    """An open page takes in what has changed since the version it shows, however many there were, unless one of them has to be loaded anew."""
    open_page, other = SitePath("en/one/"), SitePath("en/two/")
    start = Versions(10, 10)
    ahead = start.show_first([open_page]).show_first([open_page])
    rest, whole, edited = ahead.load_others_anew(), ahead.load_anew(), ahead.exchange()
    assert [(one.of(open_page), one.since(open_page)) for one in (ahead, rest, whole, edited)] == [
        (12, 10),
        (12, 10),
        (13, 13),
        (12, 10),
    ]
    assert [(one.of(other), one.since(other)) for one in (ahead, rest, whole, edited)] == [
        (10, 10),
        (12, 12),
        (13, 13),
        (12, 10),
    ]
    assert start.load_anew() == start.restyle("") == Versions(11, 11)
    assert rest.exchange().since(open_page) == 10 and rest.exchange().since(other) == 12


@pytest.mark.parametrize(
    ("file", "old", "wrong", "new", "letter"),
    [
        ("content/facts/sheet.yaml", "printed: 7300", "prnted: 7300", "printed: 7400", "There is no field"),
        ("content/chapters/part/one/en.md", "title: Chapter one", "titel: One", "title: Chapter anew", "no field"),
        ("templates/pages/chapter.html", "<article", "{% if %}<article", '<article data-new="1"', "cannot be read"),
    ],
)
def test_a_mistake_in_a_sheet_or_template_is_told_before_the_whole_site_is_looked_through(
    file: str,
    old: str,
    wrong: str,
    new: str,
    letter: str,
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a page is open its mistakes are told at once, and once where nothing else is wrong; the open page shows at once that they are mended."""
    monkeypatch.setattr("chronicle.serve.preview.HEADSTART", 0)
    saved = project.root / file
    saved.parent.mkdir(parents=True, exist_ok=True)
    if not saved.exists():
        saved.write_bytes((HOME / file).read_bytes())
    preview, said = start(project, tmp_path / "served")
    happened: list[str] = []
    monkeypatch.setattr(
        serve_preview, "make_site", lambda *given, **named: happened.append("whole") or make_site(*given, **named)
    )
    for text, comes_first in ((wrong, letter), (new, "version")):
        edit(saved, old, text)
        old = text
        preview.follow({saved}, True, {"en/part/one/"}, lambda: happened.append(preview.told() or "version"))
        assert comes_first in happened[0]
        assert happened[1:] == ["whole"]
        happened.clear()
    assert len(said) == 4 and said[1] == "1" and said[2].startswith("Rebuilt en/part/one/"), said
    assert whole(project, tmp_path / "whole") == read(preview.folder)


def test_what_is_saved_while_the_rest_is_made_is_not_kept_waiting(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is given up: the open page shows both edits and is told of each, and then the whole site is made of both."""
    monkeypatch.setattr("chronicle.serve.preview.HEADSTART", 0)
    path, content = "en/part/one/", project.root / "content"
    preview, _ = start(project, tmp_path / "served")
    before, version, told = read(preview.folder), preview.versions.number, []
    sheet = edit(content / "facts/sheet.yaml", "7300多亩", "7400多亩")
    assert preview.follow({sheet}, True, {path}, preview.give_way) == ""
    shown = read(preview.folder)
    assert {name for name in shown if shown[name] != before[name]} == {"en/part/one/index.html"}
    assert preview.versions.of(path) == version + 1 and preview.versions.of("en/") == version
    preview.resume()
    chapter = edit(content / "chapters/part/one/en.md", "which is a", "which is just a")

    def tell() -> None:
        page = (preview.folder / path / "index.html").read_text(encoding="utf-8")
        told.append((preview.versions.of(path), "7400多亩" in page or "7,400" in page, "just a" in page))

    assert preview.follow({chapter}, True, {path}, tell) == "*"
    assert told == [(version + 2, True, True)] and preview.versions.of("en/") == version + 2
    assert whole(project, tmp_path / "whole") == read(preview.folder)


def test_a_running_preview_gives_up_the_rest_for_what_is_saved(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that would take minutes does not keep the next change waiting."""
    preview, _ = start(project, tmp_path / "served")
    make, begun = serve_preview.make_pictures, Event()

    def take_minutes(*given: Any, timer: Timer, jobs: int) -> list[OutputFile]:
        monkeypatch.setattr(serve_preview, "make_pictures", make)
        begun.set()
        end = time.monotonic() + 100
        while time.monotonic() < end:
            timer.show("pictures", 0, 1)
        return make(*given, timer=timer)

    async def save_twice() -> None:
        watching = asyncio.create_task(watch(PreviewServer(preview), look(project.root)))
        pause = 0.1
        while not begun.is_set():
            (project.root / "content/facts/sheet.yaml").touch()
            await asyncio.sleep(pause)
            pause *= 2  # on a slow machine each of them would be given up for the next
        edit(project.root / "content/facts/sheet.yaml", "7300多亩", "7400多亩")
        while ">7400<" not in (preview.folder / "zh/facts/sheet/index.html").read_text(encoding="utf-8"):
            await asyncio.sleep(0.05)
        watching.cancel()

    monkeypatch.setattr(serve_preview, "make_pictures", take_minutes)
    run_apart(asyncio.wait_for(save_twice(), 60))


def test_what_is_saved_before_the_thread_begins_is_not_kept_waiting(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine the thread that makes the site begins late: it gives way to what was saved since it was asked for."""
    preview, _ = start(project, tmp_path / "served")
    before, follow_now, late = read(preview.folder), preview.follow, Event()
    sheet = edit(project.root / "content/facts/sheet.yaml", "7300多亩", "7400多亩")

    async def save_before_it_begins() -> None:
        following = asyncio.create_task(follow(PreviewServer(preview), {sheet}, True))
        await asyncio.sleep(0)
        preview.give_way()
        late.set()
        await following

    monkeypatch.setattr(preview, "follow", lambda *given: late.wait() and follow_now(*given))
    run_apart(save_before_it_begins())
    assert read(preview.folder) == before
    preview.resume()
    assert follow_now((), True) == "*"
    assert whole(project, tmp_path / "whole") == read(preview.folder)


def test_what_is_saved_once_all_is_made_lets_it_be_written(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that is made is written, though something was saved meanwhile; nothing is told to have gone wrong."""
    preview, _ = start(project, tmp_path / "served")

    def make_last(*given: Any, timer: Timer, jobs: int) -> list[OutputFile]:
        pictures = list(make_pictures(*given, timer=timer))
        preview.give_way()
        return pictures

    monkeypatch.setattr(serve_preview, "make_pictures", make_last)
    assert preview.follow({edit(project.root / "content/facts/sheet.yaml", "7300多亩", "7400多亩")}, True) == "*"
    assert whole(project, tmp_path / "whole") == read(preview.folder)


def test_what_is_saved_while_a_new_folder_is_followed_is_not_lost(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project gets its first style sheet; a text that is saved while the site is made with it, when nothing is watched, is followed too."""
    preview, _ = start(project, tmp_path / "served")
    shutil.rmtree(project.root / "static", ignore_errors=True)

    async def follow_and_save(server: PreviewServer, changed: Collection[Path], is_edit: bool) -> None:
        await follow(server, changed, is_edit)
        if not changed:
            edit(project.root / "content/chapters/part/one/en.md", "which is a", "which is just a")

    async def add_folder() -> None:
        watching = asyncio.create_task(watch(PreviewServer(preview), look(project.root)))
        await asyncio.sleep(0.3)
        (project.root / "static/styles").mkdir(parents=True)
        while "just a" not in (preview.folder / "en/part/one/index.html").read_text(encoding="utf-8"):
            await asyncio.sleep(0.05)
        watching.cancel()

    monkeypatch.setattr("chronicle.serve.watching.follow", follow_and_save)
    run_apart(asyncio.wait_for(add_folder(), 10))


def _replace(file: Path, text: str) -> None:
    file.with_name("en.md.tmp").write_text(text, encoding="utf-8")
    file.with_name("en.md.tmp").replace(file)


def _set_aside(file: Path, text: str) -> None:
    file.rename(file.with_name("en.md___old___"))
    file.write_text(text, encoding="utf-8")
    file.with_name("en.md___old___").unlink()


@pytest.mark.parametrize("save", [_replace, _set_aside])
def test_an_editor_that_saves_by_way_of_another_file_edits_it(
    save: Callable[[Path, str], None], project: Project, tmp_path: Path
) -> None:
    """Vim, JetBrains and others exchange a file for a new one, or set it aside meanwhile: no file has come or gone, and no more is made than of one that was written in place."""
    preview, told = start(project, tmp_path / "served")
    file = project.root / "content/chapters/part/one/en.md"
    text = file.read_text(encoding="utf-8")

    async def save_often() -> None:
        watching = asyncio.create_task(watch(PreviewServer(preview), look(project.root)))
        while len(told) < 2:
            await asyncio.sleep(0.3)
            save(file, text.replace("which is a", f"which is {'then ' * (time.time_ns() % 9 + 1)}a"))
        watching.cancel()

    run_apart(asyncio.wait_for(save_often(), 60))
    assert told[1].startswith("Rebuilt part/one in ")


def test_a_save_that_changes_nothing_leaves_the_open_pages(project: Project, tmp_path: Path) -> None:
    """Where every file of the site is as it was, no page is loaded again: a file was saved without a change, or a folder was added."""
    preview, _ = start(project, tmp_path / "served")
    before, version = read(preview.folder), preview.versions
    (project.root / "static").mkdir()
    for saved in ({project.root / "static"}, {project.root / "content/site.yaml"}):
        preview.follow(saved, is_edit=False)
    assert preview.versions == version and read(preview.folder) == before


def test_an_open_page_is_put_back_where_the_rest_has_a_mistake(project: Project, tmp_path: Path) -> None:
    """What only the whole site shows to be a mistake leaves the last good page, and it is loaded again."""
    (project.root / "templates/pages").mkdir(parents=True, exist_ok=True)
    chapter = project.root / "templates/pages/chapter.html"
    chapter.write_bytes((HOME / "templates/pages/chapter.html").read_bytes())
    preview, _ = start(project, tmp_path / "served")
    before, version = read(preview.folder), preview.versions.number
    edit(chapter, "<article", '<a href="#nowhere">x</a><article')
    told: list[int] = []
    preview.follow({chapter}, True, {"en/part/one/"}, lambda: told.append(preview.versions.of("en/part/one/")))
    assert told == [version + 1] and preview.versions.of("en/part/one/") == version + 2
    assert preview.problems and read(preview.folder) == before


def test_files_that_stay_are_taken_apart_once(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview remembers what stands in a file as long as its text is the same; a project that is read once remembers nothing."""
    preview, _ = start(project, tmp_path / "served")
    parsed: list[str] = []
    parse = documents.parse_yaml

    @wraps(parse)  # what a file gave is remembered with the function that made it
    def note(text: str, name: str) -> Document:
        parsed.append(name)
        return parse(text, name)

    monkeypatch.setattr(documents, "parse_yaml", note)
    sheet = edit(project.root / "content/facts/sheet.yaml", "7300多亩", "7400多亩")
    assert preview.follow({sheet}, is_edit=True) == "*"
    assert {name for name in parsed if name != "content/site.yaml"} == {"content/facts/sheet.yaml"}
    assert project.memory is None


def test_an_open_page_is_made_without_a_look_at_the_other_texts(project: Project, tmp_path: Path) -> None:
    """What is known not to have been saved is not read for the open page; whether that was right, the whole site tells, which reads everything."""
    preview, _ = start(project, tmp_path / "served")
    sheet = edit(project.root / "content/facts/sheet.yaml", "7300多亩", "7400多亩")
    (project.root / "content/chapters/part/zh.md").unlink()
    shown: list[str] = []
    page = preview.folder / "zh/part/one/index.html"
    preview.follow({sheet}, True, {"zh/part/one/"}, lambda: shown.append(page.read_text(encoding="utf-8")))
    assert "7400多亩" in shown[0]
    assert [problem.rule for problem in preview.problems] == ["missing-half"]
    assert "7300多亩" in page.read_text(encoding="utf-8")


def test_a_derived_language_comes_and_goes_while_a_page_is_open(project: Project, tmp_path: Path) -> None:
    """Nothing is known of the texts of a language that has just come, so that open pages wait for the whole site."""
    preview, told = start(project, tmp_path / "served")
    settings = project.root / "content/site.yaml"
    before = settings.read_text(encoding="utf-8")
    hant = "zh-hant: {name: 繁體, short: 繁, locale: zh_TW, numbers: as-printed, derived: {of: zh, by: s2tw}}"
    with_hant = before.replace("languages:\n", f"languages:\n  {hant}\n")
    for number, text in enumerate((with_hant, with_hant.replace("s2tw", "s2hk"), before)):
        settings.write_text(text, encoding="utf-8")
        assert preview.follow({settings}, True, {"en/part/one/"}) == "*", told
        assert whole(project, tmp_path / f"whole-{number}") == read(preview.folder)


def test_a_style_sheet_is_exchanged_alone(project: Project, tmp_path: Path) -> None:
    """The style sheet of a preview keeps its address, so that pages stay and browsers load it alone."""
    (project.root / "static/styles").mkdir(parents=True, exist_ok=True)
    style = project.root / "static/styles/9-own.css"
    style.write_text(".own { color: red; }\n", encoding="utf-8")
    preview, _ = start(project, tmp_path / "served")
    before = read(preview.folder)
    edit(style, "red", "blue")
    assert preview.follow({style}, is_edit=True) == "assets/site.css"
    after = read(preview.folder)
    assert [path for path in after if after[path] != before[path]] == ["assets/site.css"]
    assert b"color:blue" in after["assets/site.css"]


def test_every_rule_is_one_of_texts_or_of_the_site() -> None:
    """No rule is forgotten, and none is asked twice."""
    modules = [
        import_module(f"chronicle.checks.{path.stem}") for path in Path(checks.__file__).parent.glob("[a-z]*.py")
    ]
    rules = {rule for module in modules for rule in vars(module).values() if _is_rule(rule)}
    listed = (*TEXT_CHECKS, *LINK_CHECKS, *SITE_CHECKS)
    assert len(listed) == len(set(listed))
    assert set(listed) == rules


def _is_rule(value: object) -> bool:
    """Tell whether something is a function that looks at content and nothing else."""
    is_named = getattr(value, "__name__", "").startswith("check_")
    return inspect.isfunction(value) and is_named and list(value.__annotations__) == ["content", "return"]


@pytest.mark.parametrize("case", SITES)
def test_rules_of_texts_find_the_same_in_each_text_alone(case: str, tmp_path: Path) -> None:
    """A rule of texts looks at no other text: asked of each by itself, it finds what it finds in all."""
    try:
        site, _ = read_site(lay_out(case, tmp_path))
        addresses = parse_base_url("https://example.org/")
        references = make_references(site, addresses)
    except ContentError:
        return  # nothing is checked of what cannot be read
    keeper = keeping.open_keeper(tmp_path, "texts", is_reading=True)
    bodies = loading.render_bodies(site.texts, references, keeper)
    content = Content(site, bodies, references, loading.outlines_of(bodies), site.texts)
    whole = {problem for check in TEXT_CHECKS for problem in check(content)}
    alone = {
        problem
        for text in site.texts
        for problem in check_text(content, text, {half.path: bodies[half.path] for half in text.halves.values()})
    }
    assert alone == whole


def test_a_page_has_nothing_of_the_bodies_of_other_texts(project: Project) -> None:
    """The pages of each text are made from its own bodies alone, and are those that are made of all."""
    localized_sites = make_site(project).localized_sites
    pages = {page.path: page for page in make_pages(localized_sites)}
    site = localized_sites[0].site
    for text in site.texts:
        own = {half.path for half in text.halves.values()}
        alone = [replace(one, bodies={path: one.bodies[path] for path in own}) for one in localized_sites]
        made = make_text_pages(alone, text)
        assert made and all(page.complete == pages[page.path].complete for page in made)


# --- random edits: the preview's bytes are those of a whole build, whatever was done before ---------------------------
EDITS = (
    ("which is a", "which is, then, a"),
    ("which is, then, a", "which is a"),
    ("{sheet.land}", "{sheet.share}"),
    ("{sheet.share}", "{sheet.land}"),
    ("## ", "### "),
    ("title: Chapter one", "title: Chapter anew"),
    ("summary:", "summary: More."),
    ("。", "，或然。"),
    ("en:", "en: Anew"),
    ("<h1>", '<h1 class="anew">'),
    ("printed:", "as_of: '2018'\n    printed:"),
    ("{", "{{"),
)


class Editor:
    """Changes the files of a project at random, the same for the same seed; now and then it puts all back."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        self.first = {path: one for path, one in read(root).items() if path.startswith(("content/", "templates/"))}

    def edit(self) -> tuple[set[Path], bool]:
        """Do one of the things that editors do; return the files that were touched, and whether none came or went."""
        acts = {self.write: 4, self.insert: 4, self.style: 1, self.rename: 1, self.delete: 1, self.mend: 5}
        return self.chance.choices(list(acts), list(acts.values()))[0]()

    def write(self) -> tuple[set[Path], bool]:
        """Change a word, a figure, a heading, a title, a register, a template: sometimes for the worse."""
        old, new = self.chance.choice(EDITS)
        paths = [path for path in self._files() if old in path.read_text(encoding="utf-8")]
        for path in self.chance.sample(paths, min(1, len(paths))):
            edit(path, old, new, 1)
            return {path}, True
        return set(), True

    def insert(self) -> tuple[set[Path], bool]:
        """Add a paragraph to both halves of the chapter, or to one, which is a mistake."""
        paragraphs = {"zh": "\n又一段。\n", "en": "\nOne more.\n"}
        languages = self.chance.choice((("zh", "en"), ("zh", "en"), ("en",)))
        paths = {self.root / f"content/chapters/part/one/{language}.md": paragraphs[language] for language in languages}
        for path, paragraph in paths.items():
            if path.exists():
                append(path, paragraph)
        return set(paths), True

    def style(self) -> tuple[set[Path], bool]:
        """Change a style sheet of the project's own."""
        path = self.root / "static/styles/9-own.css"
        is_new = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f".own {{ order: {self.chance.randrange(9)}; }}\n", encoding="utf-8")
        return {path}, not is_new

    def rename(self) -> tuple[set[Path], bool]:
        """Give a file another name, or its own again."""
        path = self.chance.choice(self._files())
        other = path.with_name(self.chance.choice((f"other-{path.name}", path.name.removeprefix("other-"))))
        path.rename(other)
        return {path, other}, False

    def delete(self) -> tuple[set[Path], bool]:
        """Remove a file."""
        path = self.chance.choice(self._files())
        path.unlink()
        return {path}, False

    def mend(self) -> tuple[set[Path], bool]:
        """Put back everything that content and templates had at first."""
        for path in self._files():
            path.unlink()
        for name, content in self.first.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)
        return {self.root / name for name in self.first}, False

    def _files(self) -> list[Path]:
        folders = (self.root / name for name in ("content", "templates"))
        return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_leave_the_bytes_of_a_whole_build(seed: int, project: Project, tmp_path: Path) -> None:
    """After each of many edits the preview is what a build of the files as they are now makes, or has been left as it was where these have problems."""
    try_edits(seed, 12, project, tmp_path)


@pytest.mark.hypothesis
def test_very_many_random_edits(project: Project, tmp_path: Path) -> None:
    """The same, for as long as `make fuzz` searches."""
    if settings.get_current_profile_name() != "fuzz":
        pytest.skip("this takes minutes: see 'make fuzz'")
    try_edits(2, 300, project, tmp_path)


def try_edits(seed: int, most: int, project: Project, tmp_path: Path) -> None:
    """Edit so many times, each followed by the preview and compared with a site that is made of nothing but the files."""
    take_templates(project)
    editor = Editor(project.root, random.Random(seed))
    preview, _ = start(project, tmp_path / "served")
    for number in range(most):
        before = read(preview.folder)
        touched, is_edit = editor.edit()
        if not touched:
            continue
        is_told = preview.follow(touched, is_edit, {"en/part/one/", "en/", "zh/facts/sheet/", "zh-en/part/one/"})
        keeping._memory.clear()
        try:
            made = make_site(project, Options(ADDRESS, source_pattern(project, EDITOR), is_preview=True))
        except ContentError:
            assert not is_told and read(preview.folder) == before, f"edit {number} of seed {seed}: {touched}"
            continue
        whole = {file.path: file.content for file in (*made.output, *make_pictures(made, project))}
        assert is_told and read(preview.folder) == whole, f"edit {number} of seed {seed}: {touched}"


def test_where_pages_have_gone(project: Project, tmp_path: Path) -> None:
    """A renamed text leads to itself, also from before it was renamed twice, one that is gone to the page above; when something stands there again nothing leads away."""
    preview, _ = start(project, tmp_path / "served")
    chapters, settings = project.root / "content/chapters/part", project.root / "content/site.yaml"
    for old, new in (("one", "first"), ("first", "begun")):
        (chapters / old).rename(chapters / new)
        edit(settings, f"[{old}]", f"[{new}]")
        assert preview.follow({settings}, is_edit=False) == "*"
    assert preview.find_moved("en/part/one/") == "en/part/begun/"
    assert preview.find_moved("zh-en/part/first/") == "zh-en/part/begun/"
    assert preview.find_moved("en/part/two/") is None
    places = project.root / "content/places.yaml"
    town = places.read_text(encoding="utf-8")
    places.write_text(f"{town}  seat: [119.9, 42.3]\n", encoding="utf-8")
    preview.follow({places}, is_edit=True)
    places.write_text(town, encoding="utf-8")
    preview.follow({places}, is_edit=True)
    assert preview.find_moved("en/places/town/") == "en/places/"


def test_a_problem_as_open_pages_show_it(project: Project, tmp_path: Path) -> None:
    """It has the place, which opens in the editor's program, the rule, what is wrong, the line with its column marked, and what to do; what is written in the content stays text."""
    preview, _ = start(project, tmp_path / "served")
    preview.language, preview.editor = "zh", "idea://open?file={path}&line={line}"
    assert preview.told() == ""
    chapter = edit(project.root / "content/chapters/part/one/en.md", "It has {sheet.land}", "A <b> has {sheet.lnd}")
    assert preview.follow({chapter}, is_edit=True) == ""
    assert (
        f'<li><a href="idea://open?file={chapter}&amp;line=9">content/chapters/part/one/en.md:9:11</a> <code>unknown-fact</code>'
        "<p><strong>没有“sheet.lnd”这个事实。</strong></p>"
        "<pre>A &lt;b&gt; has <mark>{</mark>sheet.lnd},</pre><p>是不是“sheet.land”？</p></li>"
    ) in preview.told()


def test_what_nobody_foresaw_does_not_end_the_preview(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, on open pages too, and the next change is followed."""
    preview, told = start(project, tmp_path / "served")
    server = PreviewServer(preview)
    page = edit(project.root / "content/chapters/part/one/en.md", "which is a", "which is <i>a</i>")
    with monkeypatch.context() as patched:
        patched.setattr("chronicle.serve.preview.remake_text", lambda *given: {}["<gone>"])
        run_apart(follow(server, {page}, True))
    assert told[-1] == "This change could not be processed: KeyError: '<gone>' (in <lambda> of test_preview.py)"
    assert (
        preview.told()
        == '<h1 lang="en">This change could not be processed: KeyError: &#x27;&lt;gone&gt;&#x27; (in &lt;lambda&gt; of test_preview.py)</h1>'
    )
    run_apart(follow(server, {page}, True))
    assert preview.told() == "" and told[-1].startswith("Rebuilt part/one")


def test_the_search_index_is_made_when_somebody_searches(project: Project, tmp_path: Path) -> None:
    """It is that of the site as it is then, and is made once for each."""
    preview, _ = start(project, tmp_path / "served")
    entry = preview.folder / "pagefind/pagefind-entry.json"
    assert not entry.exists()
    preview.index()
    made = entry.stat().st_mtime_ns
    preview.index()
    assert entry.stat().st_mtime_ns == made
