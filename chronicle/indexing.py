"""The search index of a made site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from chronicle.catalogue import Catalogue
from chronicle.keeping import Keeper
from chronicle.made import MadeSite
from chronicle.output import read_output
from chronicle.rendering import RenderedPage
from chronicle.search import SearchDocument, make_search_files, place_search_files
from chronicle.timing import Timer
from chronicle.urls import SEARCH_INDEX, output_path


def write_index(made: MadeSite, folder: Path, keeper: Keeper, timer: Timer | None = None) -> list[SearchDocument]:
    """Write the search index of a site into the folder that holds its pages; return what it was made of."""
    documents = make_search_documents(made.pages, folder)
    index_documents(documents, made.catalogue, folder, keeper, timer or Timer())
    return documents


def index_documents(
    documents: Sequence[SearchDocument], catalogue: Catalogue, folder: Path, keeper: Keeper, timer: Timer
) -> None:
    """Write the index of some documents into the folder of their site, the last one again if it would be the same."""
    with timer.stage("index"):
        files = make_search_files(documents, *catalogue, read=keeper.keep, index=keeper.keep_last)
        place_search_files(files, folder / SEARCH_INDEX)


def make_search_documents(rendered: Iterable[RenderedPage], folder: Path = Path()) -> list[SearchDocument]:
    """Return what search indexes: the main text of every page that a reader reads, taken from a folder where it is not in memory."""
    return [
        SearchDocument(one.page.path, one.page.language, one.page.title, one.page.kind.name, _main_of(one, folder))
        for one in rendered
        if one.page.kind.is_searched and one.page.original == one.page.path
    ]


def _main_of(page: RenderedPage, folder: Path) -> str:
    return (page if page.content else replace(page, content=read_output(folder, output_path(page.page.path)))).main
