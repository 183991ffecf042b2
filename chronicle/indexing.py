"""The search index of a made site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from chronicle.catalogue import make_catalogue
from chronicle.keeping import Keeper
from chronicle.made import MadeSite
from chronicle.rendering import RenderedPage
from chronicle.search import SearchDocument, make_search_files, place_search_files
from chronicle.timing import Timer
from chronicle.urls import SEARCH_INDEX


def write_index(made: MadeSite, folder: Path, keeper: Keeper, timer: Timer | None = None) -> int:
    """Write the search index of a site into the folder that the site is written into; return how many pages it has."""
    return index_documents(make_search_documents(made.pages), made, folder, keeper, timer or Timer())


def index_documents(
    documents: Sequence[SearchDocument], made: MadeSite, folder: Path, keeper: Keeper, timer: Timer
) -> int:
    """Write the index of some documents into the folder of their site, the last one again if it would be the same; return how many they are."""
    with timer.stage("index"):
        given = documents, *make_catalogue(made.localized_sites)
        place_search_files(keeper.keep_last(make_search_files, given), folder / SEARCH_INDEX)
    return len(documents)


def make_search_documents(rendered: Iterable[RenderedPage]) -> list[SearchDocument]:
    """Return what search indexes: the main text of every page that a reader reads."""
    return [
        SearchDocument(one.page.path, one.page.language, one.page.title, one.page.kind.name, one.main)
        for one in rendered
        if one.page.kind.is_searched and one.page.original == one.page.path
    ]
