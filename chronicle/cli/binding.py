"""Commands that make files for readers to keep: books, offline, snapshot."""

from __future__ import annotations

from pathlib import Path

import click

from chronicle.cli.frame import (
    base_url_option,
    commands,
    compare_option,
    debug_option,
    jobs_option,
    open_project,
    output_option,
    project_option,
    read_earlier,
    say,
)
from chronicle.problems import BooksUnavailable, printable
from chronicle.project import Project
from chronicle.reading.static import BOOKS


@commands.command()
@project_option
@output_option(help="The folder to write the books to (default: books/ in the project).")
@base_url_option
@click.option(
    "--form", "forms", type=click.Choice(("epub", "pdf")), multiple=True, help="Make only this form; may be repeated."
)
@click.option("--only", default="", help="Make only the book of this language, or of these two: zh, zh-en.")
@jobs_option
@debug_option
def books(
    project: Path, output: Path | None, base_url: str | None, forms: tuple[str, ...], only: str, jobs: int
) -> None:
    """Make books of the site: EPUB and PDF, in each language, and in two languages with alternating blocks."""
    opened = open_project(project)
    target = output or opened.root / BOOKS
    _make_books(opened, target, base_url, forms, only, jobs)
    say(f"The books are in {printable(str(target))}")


def _make_books(
    project: Project, target: Path, base_url: str | None, forms: tuple[str, ...], only: str, jobs: int
) -> None:
    from chronicle.binding import bind_books
    from chronicle.executors import open_executor
    from chronicle.output import check_output_folder, staged, write_files

    check_output_folder(target, project.root)
    with staged(target) as folder, open_executor(1 if only else jobs) as executor:
        for book in bind_books(project, base_url, forms, only, executor):
            write_files([book], folder)
            say(f"  {book.path:<14}{len(book.content) / 1_000_000:6.1f} MB")


@commands.command()
@project_option
@output_option(help="The folder to write the copy to (default: offline/ in the project).")
@base_url_option
@jobs_option
@debug_option
def offline(project: Path, output: Path | None, base_url: str | None, jobs: int) -> None:
    """Pack the site as site.zip, which can be read directly from a disk."""
    from chronicle.offline import make_offline_copy

    opened = open_project(project)
    archive = make_offline_copy(opened, output or opened.root / "offline", base_url, jobs)
    say(f"The offline copy is {printable(str(archive))} ({archive.stat().st_size / 1_000_000:.1f} MB)")


@commands.command()
@click.argument("target", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
@project_option
@base_url_option
@compare_option
@click.option("--books/--no-books", "has_books", default=True, help="Make the books of this edition first.")
@jobs_option
@debug_option
def snapshot(
    target: Path | None, project: Path, base_url: str | None, compared: Path | None, has_books: bool, jobs: int
) -> None:
    """Keep this edition for citation: write a dated folder and its .zip, books included, to FOLDER (default: snapshots/ in the project)."""
    from chronicle.editions import tell_changes
    from chronicle.snapshot import make_snapshot

    opened = open_project(project)
    if has_books:
        try:
            _make_books(opened, opened.root / BOOKS, base_url, (), "", jobs)
        except BooksUnavailable as error:
            raise BooksUnavailable(f"A snapshot without books is made with --no-books. {error}") from error
    made = make_snapshot(opened, target or opened.root / "snapshots", base_url, read_earlier(compared), jobs)
    for line in tell_changes(made.changes) if made.changes else ():
        say(printable(line))
    say(f"The snapshot is in {printable(str(made.folder))}")
    say(f"It is packed as {printable(str(made.archive))} ({made.archive.stat().st_size / 1_000_000:.1f} MB)")
