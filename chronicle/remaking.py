"""A build after only texts were edited: their pages are rebuilt, and everything else is taken from the last output.

A whole build stores what this needs: the site without bodies, the input of rendering, the ids and links of pages, and the indexed pages.
The next builds do not store it again while few texts are edited: each rebuilds all texts edited since the whole build.
If an edit changes other pages than those of its text, the whole site is made.
"""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from jinja2 import Environment

from chronicle.assets import Assets, make_assets
from chronicle.cache import find_previous
from chronicle.catalogue import Catalogue
from chronicle.indexing import make_search_documents, write_index_of
from chronicle.keeping import open_site_keeper
from chronicle.look import Look
from chronicle.made import MadeSite, remake_text
from chronicle.model import Site, Text
from chronicle.output import Notes, Overtaken, link_files, placed, write_files
from chronicle.pages import PAGE_KINDS, PageKind
from chronicle.problems import ContentError
from chronicle.project import Project
from chronicle.reading import read_static, read_templates
from chronicle.rendering import set_up_environment
from chronicle.search import ItemPage, read_pages
from chronicle.templating import make_environment
from chronicle.timing import Timer

MOST_EDITED = 8  # texts; if more were edited since the site was kept, it is kept again


@dataclass(frozen=True)
class KeptSite:
    """The part of a site that a build keeps for the next one.

    `made` has no bodies, no files, and no places in YAML files, which only problems need; its pages are only those that show something of
    every text. `indexed` is path → page of the search index, `catalogue` has the search entries; both are empty after a build without search.
    """

    made: MadeSite
    indexed: Mapping[str, ItemPage]
    catalogue: Catalogue


def keep_site(made: MadeSite, indexed: Collection[ItemPage]) -> KeptSite:
    """Return the part of a site, and of its search index, that is kept for the next build."""
    bare = {language: replace(one, bodies={}) for language, one in made.frame.localized_sites.items()}
    pages = [one for one in made.pages if one.page.kind.update]
    known = replace(made, frame=replace(made.frame, localized_sites=bare), pages=pages)
    kept = replace(known, files=[], images=[], posters={}, look=Look({}, Assets({}, {}), {}, {}))
    catalogue = made.catalogue if indexed else ([], {})
    return KeptSite(kept, {one.url: one for one in indexed}, catalogue)


def remake_site(
    project: Project,
    output: Path,
    edited: Collection[str],
    kept: bytes,
    timer: Timer,
    noted: Notes,
    is_staging: bool = False,
    done: Callable[[], object] = lambda: None,
) -> bytes | None:
    """Rebuild the pages of the texts that were edited since a build stored `kept`, in `output`, which holds that build or one based on it.

    Return the kept site for the next build, which is `kept` itself while few texts are edited. Return None, and write nothing, if other
    pages have to be made too, or another build came first. `noted` is path → size and time of the files in `output`; `done` is called as
    in `build_site`.
    """
    keeper = open_site_keeper(project)
    with timer.stage("make pages"):
        site = _unpack(kept)
        environment = make_environment(read_templates(project), keeper)
        set_up_environment(environment, site.made.localized_sites[0], make_assets(read_static(project)), is_staging)
        before = replace(site.made, frame=replace(site.made.frame, environment=environment))
        texts = [text for text in before.site.texts if any(half.path in edited for half in text.halves.values())]
        is_all = {half.path for text in texts for half in text.halves.values()} >= set(edited)
        made = _remake_texts(before, project, texts) if is_all else None
        if made:
            timer.count("pages", len(made.marks), len(made.marks) - len(made.pages))
    if made is None:
        return None
    files = [one.file for one in made.pages]
    indexed, (entries, kinds) = site.indexed, site.catalogue
    try:
        with placed(output, timer, noted=noted, previous=find_previous(project.root), done=done) as folder:
            with timer.stage("write"):
                link_files(output, folder, {file.path for file in files})
                timer.count("files", len(files))
                write_files(files, folder)
            if indexed:
                with timer.stage("index"):
                    again = read_pages(make_search_documents(made.pages), entries)
                    indexed = {**indexed, **{one.url: one for one in again}}
                    timer.count("pages", len(indexed), len(indexed) - len(again))
                    write_index_of(indexed.values(), kinds, folder, keeper)
    except Overtaken:
        return None
    if len(texts) <= MOST_EDITED:
        return kept
    updated = [one for one in made.pages if one.page.kind.update]
    return pack_site(replace(site, made=replace(made, pages=updated), indexed=indexed))


def _remake_texts(made: MadeSite, project: Project, texts: Iterable[Text]) -> MadeSite | None:
    """Return a site with the pages of some texts rebuilt; None if an edit changes other pages or has a mistake, since a whole build reports all mistakes."""
    for text in texts:
        try:
            again = remake_text(made, project, text)
        except ContentError:
            return None
        if again is None:
            return None
        made = again
    return made


def pack_site(site: KeptSite) -> bytes:
    """Pickle a site without its functions and without what only problems need: kinds of pages are stored by name, and the environment is made again."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {
        **copyreg.dispatch_table,
        PageKind: lambda kind: (find_kind, (kind.name,)),
        Site: _strip,
        type(site.made.frame.environment): lambda environment: (Environment, ()),
    }
    pickler.dump(site)
    return packed.getvalue()


def _strip(site: Site) -> tuple[type[Site], tuple[object, ...]]:
    bare = replace(site, registry=site.registry.without_places(*site.registry.spots))
    return Site, tuple(getattr(bare, one.name) for one in fields(bare))


def _unpack(kept: bytes) -> KeptSite:
    gc.disable()  # all of it is in use: looking for garbage in it would take half as long again
    try:
        site: KeptSite = pickle.loads(kept)
    finally:
        gc.freeze()
        gc.enable()
    return site


def find_kind(name: str) -> PageKind:
    """Return the kind of page of a name."""
    return next(kind for kind in PAGE_KINDS if kind.name == name)
