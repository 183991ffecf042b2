"""Content that is read, rendered and checked: all that `check` needs, and where every build begins. Pages are made by `pipeline`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from chronicle.checks import Content, check_fields, check_site, check_texts
from chronicle.derivation import borrow_site, derive_site
from chronicle.executors import Watch, unwatched
from chronicle.keeping import Keeper, open_site_keeper
from chronicle.lazy import PackedDict
from chronicle.model import Body, Outline, Site, Text
from chronicle.problems import ContentError, Problem, group_problems
from chronicle.project import Project
from chronicle.prose import References, make_references, parse, resolve, resolve_titles
from chronicle.reading import read_site
from chronicle.urls import Addresses, OfflineAddresses, parse_base_url

CHECKED_AT_ONCE = (
    200  # texts; data that all of them share, such as patterns of names, is made again for each group of this size
)


class Loaded(NamedTuple):
    """Content that has no problems: `references` by language, `bodies` and their outlines by the path of their file."""

    site: Site
    addresses: Addresses
    references: Mapping[str, References]
    bodies: MutableMapping[str, Body]
    outlines: dict[str, Outline]


def load_site(
    project: Project,
    base_url: str | None = None,
    executor: Executor | None = None,
    keeper: Keeper | None = None,
    is_offline: bool = False,
    watch: Watch = unwatched,
) -> Loaded:
    """Read, render and check the content of a project. With a keeper that `is_once`, bodies are packed, without what only checks need.

    Raises ContentError with every problem found in reading, rendering or checking.
    """
    site, problems = read_site(project)
    try:
        addresses = parse_base_url(base_url or site.settings.base_url)
    except ValueError as error:
        problems.append(Problem(site.registry.where("site", "site", "base_url"), "wrong-address", f"{error}."))
        addresses = parse_base_url("https://example.org/")
    addresses = OfflineAddresses(addresses.base_url) if is_offline else addresses
    keeper = keeper or open_site_keeper(project, is_reading=True)
    try:
        references = make_references(site, addresses)
        bodies: MutableMapping[str, Body] = PackedDict() if keeper.is_once else {}
        outlines: dict[str, Outline] = {}
        shared: dict[Outline, Outline] = {}  # the halves of a text often have the same one
        rendered = stream_bodies(site.texts, references, keeper, executor, watch)
        for start in range(0, len(site.texts), CHECKED_AT_ONCE):
            texts = site.texts[start : start + CHECKED_AT_ONCE]
            read = dict(islice(rendered, sum(len(text.halves) for text in texts)))
            problems.extend(check_texts(Content(site, read, references, {}, texts)))
            outlines |= {path: shared.setdefault(one, one) for path, one in outlines_of(read).items()}
            bodies.update({path: body.without_checked for path, body in read.items()} if keeper.is_once else read)
        problems.extend(check_site(Content(site, bodies, references, outlines, site.texts)))
    except ContentError as error:  # an interface word is missing that figures are written with
        problems.extend(error.problems if site.registry.is_whole("word") else ())
    if problems:
        raise ContentError(group_problems(problems))
    loaded = Loaded(resolve_titles(site, references), addresses, references, bodies, outlines)
    if site.written.partial:
        loaded = loaded._replace(site=borrow_site(loaded.site))
        _add_lacking(loaded, keeper, executor, watch)
    return loaded


def _add_lacking(loaded: Loaded, keeper: Keeper, executor: Executor | None, watch: Watch) -> None:
    """Render the halves of the site that have no body yet: borrowed and derived ones."""
    lacking = without_halves(loaded.site.texts, loaded.bodies)
    for path, body in stream_bodies(lacking, loaded.references, keeper, executor, watch):
        loaded.bodies[path], loaded.outlines[path] = body, body.outline


def outlines_of(bodies: Mapping[str, Body]) -> dict[str, Outline]:
    """Return the outline of each body, by the path of its file."""
    return {path: body.outline for path, body in bodies.items()}


def without_halves(texts: Sequence[Text], paths: Collection[str]) -> list[Text]:
    """Return texts without the halves at some paths."""
    return [
        replace(text, halves={language: half for language, half in text.halves.items() if half.path not in paths})
        for text in texts
    ]


def add_derived(loaded: Loaded, keeper: Keeper, executor: Executor | None, watch: Watch) -> Loaded:
    """Return the loaded content together with the derived languages."""
    if not loaded.site.derived:
        return loaded
    site = derive_site(loaded.site)
    references = make_references(site, loaded.addresses, loaded.references)
    derived = loaded._replace(site=site, references=references)
    _add_lacking(derived, keeper, executor, watch)
    return derived


def check_files(project: Project, paths: Collection[str], executor: Executor | None) -> tuple[Problem, ...]:
    """Return the problems in some files of a project, and in the other halves of their texts, since halves are compared with each other.

    Only these texts are rendered, so links to headings of other texts are not checked. If a file is not Markdown, the whole site is
    checked, and only problems in the given files are returned. Raises ContentError if the content cannot be read at all.
    """
    if not all(path.endswith(".md") for path in paths):
        try:
            load_site(project, executor=executor)
        except ContentError as error:
            read_site(project)  # raises ContentError if nothing could be read, so that the files were not checked
            return tuple(problem for problem in error.problems if problem.where.path in paths)
        return ()
    site, problems = read_site(project)
    texts = tuple(text for text in site.texts if any(half.path in paths for half in text.halves.values()))
    paths = {*paths, *(half.path for text in texts for half in text.halves.values())}
    addresses = parse_base_url("https://example.org/")
    references = make_references(site, addresses)
    bodies = render_bodies(texts, references, open_site_keeper(project, is_reading=True), executor)
    content = Content(site, bodies, references, outlines_of(bodies), texts)
    problems += check_texts(content)
    problems += check_fields(content, paths)
    return group_problems(problem for problem in problems if problem.where.path in paths)


def render_bodies(
    texts: Sequence[Text],
    references: Mapping[str, References],
    keeper: Keeper,
    executor: Executor | None = None,
    watch: Watch = unwatched,
) -> dict[str, Body]:
    """Return path of a half → body for some texts in every language; Markdown that was parsed before comes from the cache."""
    return dict(stream_bodies(texts, references, keeper, executor, watch))


def stream_bodies(
    texts: Sequence[Text],
    references: Mapping[str, References],
    keeper: Keeper,
    executor: Executor | None,
    watch: Watch,
) -> Iterator[tuple[str, Body]]:
    """Yield (path of the half, body) for each half of some texts, as `render_bodies` returns them."""
    halves = [(half, references[language].of(half)) for text in texts for language, half in text.halves.items()]
    givens = [(half.without_front_matter(), reference.locale, reference.terms) for half, reference in halves]
    drafts = keeper.stream(parse, givens, executor, watch)
    for (half, reference), draft in zip(halves, drafts, strict=True):
        yield half.path, resolve(draft, reference)
