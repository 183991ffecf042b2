"""Ways to render all pages of a site: into a folder by several processes, or in memory, where an earlier site lends the pages that are the same.

Each yields the pages rendered, with their ids and links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from chronicle.executors import Watch, divide, is_divided
from chronicle.linkcheck import Marks, read_marks
from chronicle.look import Look
from chronicle.made import MadeSite
from chronicle.output import write_files
from chronicle.pages import Page
from chronicle.rendering import Frame, RenderedPage

Renderer = Callable[[Watch, Frame, Look, Sequence[Page]], Iterator[tuple[RenderedPage, Marks]]]


def render_into(
    folder: Path | None, jobs: int, watch: Watch, frame: Frame, look: Look, pages: Sequence[Page], keeps: bool = False
) -> Iterator[tuple[RenderedPage, Marks]]:
    """Render pages in `jobs` processes, which write them into a folder, if there is one; the pages yielded have content only with `keeps`."""

    def finish(page: Page) -> tuple[int, int, int, bytes, Marks]:
        rendered = frame.render(page)
        if folder:
            write_files([rendered.file], folder)
        content = rendered.content if keeps else b""
        return rendered.start, rendered.end, rendered.size, content, read_marks(rendered.html)

    for page, (start, end, size, content, marks) in zip(pages, divide(finish, pages, jobs, watch), strict=True):
        yield RenderedPage(page, start, end, size, content), marks


def render_again(
    before: MadeSite | None, jobs: int, watch: Watch, frame: Frame, look: Look, pages: Sequence[Page]
) -> Iterator[tuple[RenderedPage, Marks]]:
    """Render pages in memory; pages that are the same as in the site `before` are taken from it. Without one, `jobs` processes render, if they can."""
    if not before and is_divided(pages, jobs):
        yield from render_into(None, jobs, watch, frame, look, pages, keeps=True)
        return
    is_like = before and before.look == look and frame.is_like(before.frame)
    known = {one.page.path: one for one in before.pages} if before and is_like else {}
    for page in pages:
        rendered = frame.render(page, known.get(page.path))
        is_known = before and rendered is known.get(page.path)
        yield rendered, before.marks[page.path] if before and is_known else read_marks(rendered.html)
