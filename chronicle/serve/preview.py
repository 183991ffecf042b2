"""The site of a preview, which follows each change of its files.

After an edit of one text its pages are rebuilt, after an edit of the style sheet only that. After any other change the open pages are
rebuilt, and then the whole site. The search index is made when somebody searches.
"""

from __future__ import annotations

import json
import secrets
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event, Lock

from chronicle.indexing import write_index
from chronicle.keeping import open_site_keeper
from chronicle.look import reread_style
from chronicle.made import MadeSite, remake_text
from chronicle.model import OutputFile
from chronicle.output import write_changes
from chronicle.pipeline import Options, make_pictures, make_site
from chronicle.problems import ContentError, Problem, printable
from chronicle.project import Project
from chronicle.rendering import RenderedPage
from chronicle.serve.foremost import remake_pages
from chronicle.serve.moves import find_moves
from chronicle.serve.telling import EDITOR, source_pattern, tell_problems, tell_trouble
from chronicle.serve.versions import Versions
from chronicle.timing import Timer
from chronicle.urls import SitePath, output_path

EVERYTHING = "*"
HEADSTART = 0.1  # seconds in which open pages can load their changes, before the rest is made


class GivenUp(Exception):
    """Raised to stop making the site, because something was saved meanwhile."""


def _begin_versions() -> Versions:
    """Return first versions that no page sent by another preview has."""
    number = secrets.randbelow(1 << 31)
    return Versions(number, number)


@dataclass
class Preview:
    """The site of a preview, served from a folder that holds nothing else.

    - `made` is the site that was made last, None before the first; `problems` are those of the files as they are now.
    - `trouble` says why the last change could not be processed, if the reason is no mistake of the content.
    - `written` is path → digest of the files in the folder; `indexed` is the site from which the search index was made.
    - `versions` are those of the pages; `moved` is path of a page that is no longer made → path of the page to show instead.
    - `unmade` are the files saved since the site was made; `are_edits` is true if none of them was added or removed.
    - `mistakes` are those of the last edit, reported before the whole site is checked.
    - Problems are shown in `language`; `editor` is the pattern of their links, which open a program: `vscode://file{path}:{line}`.
    """

    project: Project
    folder: Path
    base_url: str
    say: Callable[[str], None]
    complain: Callable[[Sequence[Problem]], None]
    language: str = "en"
    editor: str = EDITOR
    made: MadeSite | None = None
    problems: tuple[Problem, ...] = ()
    trouble: str = ""
    written: dict[str, bytes] = field(default_factory=dict)
    indexed: MadeSite | None = None
    versions: Versions = field(default_factory=_begin_versions)
    moved: dict[SitePath, SitePath] = field(default_factory=dict)
    unmade: frozenset[Path] = frozenset()
    are_edits: bool = True
    mistakes: tuple[Problem, ...] = ()
    _lock: Lock = field(default_factory=Lock)
    _newer: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.project = replace(self.project, memory={})

    def follow(
        self,
        changed: Collection[Path],
        is_edit: bool,
        opened: Collection[str] = (),
        tell: Callable[[], None] = lambda: None,
    ) -> str:
        """Process changed files, with `is_edit` if none was added or removed; return what browsers have to load: a style sheet, `EVERYTHING`, or "" for nothing.

        The pages at the `opened` paths are rebuilt first; `tell` is then called, to tell browsers of them.
        """
        with self._lock:
            began, self.trouble, self.mistakes = time.perf_counter(), "", ()
            self.unmade, self.are_edits = self.unmade.union(changed), self.are_edits and is_edit
            told = ""
            if self.are_edits and not self.versions.ahead:  # these may show more than one edited text
                told = self._edit_text(opened, tell) or self._edit_style()
            if not told:
                self._edit_opened(opened, tell)
                return EVERYTHING if self._build() else ""
            if not self.versions.ahead:
                self._say_rebuilt([told], began)
            self._forget_problems()
            self.versions = self.versions.restyle(told) if told in self.written else self.versions.exchange()
            return self.versions.style or EVERYTHING

    def give_way(self) -> None:
        """Stop making the whole site, because files were saved that `follow` will process next, after `resume`."""
        self._newer.set()

    def resume(self) -> None:
        """End `give_way`, by the thread that calls it: `follow` may begin late in another, when more was saved."""
        self._newer.clear()

    def build(self, jobs: int = 1, timer: Timer | None = None) -> bool:
        """Make the whole site by `jobs` processes and write what is new; return whether it could be made."""
        with self._lock:
            return self._build(jobs, timer)

    def index(self) -> None:
        """Make the search index of the site as it is now. Raises SearchUnavailable if it cannot be made."""
        with self._lock:
            if self.made and self.indexed is not self.made:
                write_index(self.made, self.folder, open_site_keeper(self.project))
                self.indexed = self.made

    def find_moved(self, path: str) -> SitePath | None:
        """Return the path of the page to show instead of one that is no longer made; None for any other path."""
        there = self.moved.get(SitePath(path))
        for _ in self.moved:
            there = self.moved.get(there, there) if there else there
        return there

    def fail(self, error: Exception) -> None:
        """Report that a change could not be processed, for a reason that is no mistake of the content."""
        code = [frame for frame, _ in traceback.walk_tb(error.__traceback__)][-1].f_code
        place = f"in {code.co_name} of {Path(code.co_filename).name}"
        self.trouble = f"This change could not be processed: {type(error).__name__}: {error} ({place})"
        self.say(printable(self.trouble))

    def told(self) -> str:
        """Return the present problems as HTML; empty if there are none."""
        if self.trouble:
            return tell_trouble(self.trouble, self.language)
        return tell_problems(self.mistakes or self.problems, self.project, self.language, self.editor)

    def state(self, path: str) -> str:
        """Return the JSON that an open page is sent: its version, since which version it can be exchanged, a changed style sheet, and the problems."""
        versions = self.versions
        told = {"version": versions.of(path), "since": versions.since(path), "style": versions.style}
        return json.dumps({**told, "problems": self.told()})

    def _build(self, jobs: int = 1, timer: Timer | None = None) -> bool:
        began, timer = time.perf_counter(), timer or Timer(self._look_up, self._look_up)
        keeper, before = open_site_keeper(self.project), self.made
        foremost = self.versions.ahead
        options = Options(self.base_url, source_pattern(self.project, self.editor), is_preview=True)
        try:
            made = make_site(self.project, options, keeper=keeper, timer=timer, before=before, jobs=jobs)
            pictures = [*make_pictures(made, self.project, jobs=jobs, timer=timer)]
        except ContentError as error:
            if error.problems != self.mistakes:
                self.complain(error.problems)
            self.problems, self.mistakes = error.problems, ()
            if foremost and before:
                self._write([one.file for one in before.pages if one.page.path in foremost])
                self.versions = self.versions.load_anew()
            return False
        except GivenUp:
            return False
        shown = {path: self.written[output_path(path)] for path in foremost}
        earlier = self.written
        self.made, self.written = made, write_changes([*made.output, *pictures], self.folder, earlier)
        if before:
            self.moved |= find_moves(before, made)
        is_other = any(self.written.get(output_path(path)) != digest for path, digest in shown.items())
        self._forget_problems()
        if is_other or (self.written != earlier and not foremost):
            self.versions = self.versions.load_anew()
        elif foremost:
            self.versions = self.versions.load_others_anew()
        self.say(f"Built {len(made.pages)} pages in {time.perf_counter() - began:.2f} s")
        return True

    def _look_up(self, *_: object) -> None:
        """Raise GivenUp if something was saved meanwhile."""
        if self._newer.is_set():
            raise GivenUp

    def _forget_problems(self) -> None:
        """Note that the site is up to date with its files."""
        self.unmade, self.are_edits, self.problems, self.mistakes = frozenset(), True, (), ()

    def _edit_text(self, opened: Collection[str], tell: Callable[[], None]) -> str:
        """Rebuild the pages of one text, open ones first, if nothing else has changed; return its key, or "". Its mistakes are reported at once."""
        if self.made is None:
            return ""
        names = {self.project.name(path) for path in self.unmade}
        texts = self.made.site.texts
        edited = [text for text in texts if not names.isdisjoint(half.path for half in text.halves.values())]
        paths = {half.path for text in edited for half in text.halves.values()}
        if len(edited) != 1 or not names <= paths:
            return ""
        show = partial(self._show, tell, time.perf_counter())
        try:
            made = remake_text(self.made, self.project, edited[0], opened, show)
        except ContentError as error:
            self._tell_mistakes(error.problems, tell)
            return ""
        if made is None:
            return ""
        before, self.made = {id(page) for page in self.made.pages}, made
        self._write([page.file for page in made.pages if id(page) not in before])
        return edited[0].key

    def _edit_opened(self, opened: Collection[str], tell: Callable[[], None]) -> None:
        """Rebuild those open pages that an edit of content or templates changes; its mistakes are reported at once."""
        folders = {self.project.overlaid(path).partition("/")[0] for path in self.unmade}
        if self.made is None or not opened or not folders <= {"content", "templates"}:
            return
        if self.mistakes or (self.problems and len(self.unmade) > 1):  # several files may have more than one mistake
            return
        began, keeper = time.perf_counter(), open_site_keeper(self.project)
        editor = source_pattern(self.project, self.editor)
        project = replace(self.project, saved=frozenset(map(self.project.name, self.unmade)))
        try:
            pages = remake_pages(self.made, project, opened, keeper, editor, folders)
            if pages or (pages is not None and self.problems):
                self._show(tell, began, pages)
        except ContentError as error:
            self._tell_mistakes(error.problems, tell)

    def _tell_mistakes(self, mistakes: tuple[Problem, ...], tell: Callable[[], None]) -> None:
        """Report the mistakes of an edit before the whole site is checked."""
        self.mistakes = mistakes
        self.complain(mistakes)
        tell()

    def _show(self, tell: Callable[[], None], began: float, pages: Sequence[RenderedPage]) -> None:
        """Write some pages before all others, and give browsers time to load them. Earlier problems are forgotten; those that remain are reported again."""
        self._write([page.file for page in pages])
        shown = sorted(page.page.path for page in pages)
        self.problems, self.versions = (), self.versions.show_first(shown)
        tell()
        self._say_rebuilt(shown, began)
        self._newer.wait(HEADSTART)

    def _say_rebuilt(self, names: Sequence[str], began: float) -> None:
        for name in names:
            self.say(f"Rebuilt {name} in {(time.perf_counter() - began) * 1000:.0f} ms")

    def _write(self, files: Sequence[OutputFile]) -> None:
        """Write those of some files that have changed."""
        self.written |= write_changes(files, self.folder, {file.path: self.written[file.path] for file in files})

    def _edit_style(self) -> str:
        """Rebuild the style sheet, if only parts of it have changed; return its path, or ""."""
        is_style = all(self.project.overlaid(path).startswith("static/styles/") for path in self.unmade)
        if self.made is None or not is_style or not (file := reread_style(self.made.look, self.project)):
            return ""
        self.written |= write_changes([file], self.folder, {})
        return file.path
