"""The search index of a made site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from chronicle.keeping import Keeper
from chronicle.made import MadeSite
from chronicle.output import read_output
from chronicle.rendering import RenderedPage
from chronicle.search import ItemPage, SearchDocument, index_pages, place_search_files, read_pages
from chronicle.timing import Timer
from chronicle.urls import SEARCH_INDEX, output_path


def write_index(made: MadeSite, folder: Path, keeper: Keeper, timer: Timer | None = None) -> list[ItemPage]:
    """Write the search index of a site into the folder that holds its pages; return the indexed pages."""
    timer = timer or Timer()
    with timer.stage("index"):
        entries, kinds = made.catalogue
        read = partial(keeper.keep, watch=timer.watch("pages"))
        pages = read_pages(make_search_documents(made.pages, folder), entries, read)
        write_index_of(pages, kinds, folder, keeper)
    return pages


def write_index_of(
    pages: Iterable[ItemPage], kinds: Mapping[str, Mapping[str, str]], folder: Path, keeper: Keeper
) -> None:
    """Write the index of some pages into the folder of their site; for a language whose pages are unchanged, the last index is used again."""
    place_search_files(index_pages(pages, kinds, index=keeper.keep_last), folder / SEARCH_INDEX)


def make_search_documents(rendered: Iterable[RenderedPage], folder: Path = Path()) -> list[SearchDocument]:
    """Return the main text of each page that can be searched; a page that is not in memory is read from `folder`."""
    return [
        SearchDocument(one.page.path, one.page.language, one.page.title, one.page.kind.name, _main_of(one, folder))
        for one in rendered
        if one.page.kind.is_searched and one.page.original == one.page.path
    ]


def _main_of(page: RenderedPage, folder: Path) -> str:
    return (page if page.content else replace(page, content=read_output(folder, output_path(page.page.path)))).main
