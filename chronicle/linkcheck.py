"""Checks of finished pages: duplicate addresses, duplicate ids on a page, broken links."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from sys import intern
from urllib.parse import unquote, urljoin, urlsplit

from chronicle.lazy import pack, unpack
from chronicle.model import Body, Site
from chronicle.pages import SETTINGS, Page
from chronicle.problems import Problem, Where, suggest
from chronicle.urls import Addresses, SitePath, alias_path, output_path

# A tag with attributes. The possessive quantifiers (`*+`, `++`) never backtrack, so that this stays fast.
_TAG = re.compile(r"""<[a-zA-Z][^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)++>""")
_MOST_TARGETS = 10_000  # links whose targets are remembered
_ATTRIBUTE = re.compile(r' (id|href|src|action|srcset)="([^"]*+)"')


@dataclass(frozen=True)
class _Claim:
    """A claimant of an address: its name, and where it comes from."""

    name: str
    where: Where


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a page: id → how often it occurs, and the links, each once. Pages share the names of ids, and links are compressed, to save memory."""

    ids: Mapping[str, int]
    packed: bytes

    @property
    def links(self) -> list[str]:
        """The addresses of the links."""
        links: list[str] = unpack(self.packed)
        return links


def check_pages(
    pages: Sequence[Page],
    marks: Mapping[SitePath, Marks],
    paths: Iterable[str],
    site: Site,
    addresses: Addresses,
    bodies: Mapping[str, Body],
) -> Iterator[Problem]:
    """Yield the problems of addresses, ids and links of finished pages.

    `marks` is path of a page → its marks; `paths` are those of all other files; `bodies` are by the path of their half.
    """
    files = set(paths)
    if problems := list(_check_addresses(pages, files, site)):
        yield from problems
        return  # links to an address that is used twice cannot be judged
    yield from _check_ids(pages, marks, bodies)
    ids = {output_path(path): one.ids for path, one in marks.items()}
    yield from _check_links(pages, marks, ids, files, addresses, bodies)


def is_sound_again(
    new: Sequence[Page],
    after: Mapping[SitePath, Marks],
    before: Mapping[SitePath, Marks],
    paths: Collection[str],
    addresses: Addresses,
) -> bool:
    """Return whether all ids and links are right after the pages `new` were rebuilt. `after` has their marks now, `before` the former marks of all pages."""
    ids = {output_path(path): one.ids for path, one in {**before, **after}.items()}
    if any(_check_ids(new, after, {})) or any(_check_links(new, after, ids, paths, addresses, {})):
        return False
    gone = {f"#{anchor}" for path, one in after.items() for anchor in before[path].ids.keys() - one.ids.keys()}
    others = ((path, one.links) for path, one in before.items() if gone and path not in after)
    leading = ((path, link) for path, links in others for link in links if link[link.find("#") :] in gone)
    return all(_leads_somewhere(*_split(link, path, addresses, ids), ids, paths) for path, link in leading)


def read_marks(html: str) -> Marks:
    """Return the ids and links of a page."""
    found = _ATTRIBUTE.findall("".join(_TAG.findall(html)))
    ids = Counter(intern(unescape(value)) for name, value in found if name == "id")
    links: dict[str, None] = {}
    for name, value in dict.fromkeys(found):
        if name == "srcset":
            links |= {step.split()[0]: None for step in unescape(value).split(",") if step.strip()}
        elif name != "id":
            links[unescape(value)] = None
    return Marks(ids, pack([*links]))


def _check_addresses(pages: Iterable[Page], files: Iterable[str], site: Site) -> Iterator[Problem]:
    """Yield a problem for each address that two pages, files or former addresses use, or that is a file of one and a folder of the other."""
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for path in files:
        claims[path].append(_Claim(f"the file /{path}", SETTINGS))
    for page in pages:
        name = f"the {page.kind.name} '{page.title}'" if page.where != SETTINGS else f"the page '{page.kind.name}'"
        claims[output_path(page.path)].append(_Claim(name, page.where))
    for text in site.texts:
        for number, alias in enumerate(text.aliases):
            claim = _Claim(f"the alias '{alias}'", site.registry.where(text.kind, text.key, "aliases", number))
            for language in site.languages:
                claims[output_path(alias_path(language, alias))].append(claim)
    told = set()
    for path, claimants in claims.items():
        folders = [str(above) for above in PurePosixPath(path).parents]
        both = [*(claim for folder in folders for claim in claims.get(folder, ())), *claimants]
        wheres = tuple(claim.where for claim in both)
        # An address that is used twice in one language is used twice in the others too.
        if len(both) > 1 and wheres not in told:
            told.add(wheres)
            where = next((one for one in reversed(wheres) if one != SETTINGS), SETTINGS)
            names = " and ".join(claim.name for claim in both)
            message = f"The address /{path.removesuffix('index.html')} is used twice: by {names}."
            yield Problem(where, "taken-address", message, "Rename one of them, or give a text a 'slug:'.")


def _check_ids(pages: Iterable[Page], marks: Mapping[SitePath, Marks], bodies: Mapping[str, Body]) -> Iterator[Problem]:
    """Yield a problem for each id that is repeated on a page: an anchor in a text must not be the id of another element of its page."""
    told = set()
    for page in pages:
        for anchor in (anchor for anchor, count in marks[page.path].ids.items() if count > 1):
            where = _find_where(page, bodies, f' id="{anchor}"')
            if (where, anchor) not in told:
                told.add((where, anchor))
                message = (
                    f"The anchor '{anchor}' is repeated on the page /{page.path}, which has it for something else."
                )
                hint = "Write another {#...} after the heading; the anchor of a block is the anchor of the heading above it and a number."
                yield Problem(where, "taken-anchor", message, hint)


def _check_links(
    pages: Sequence[Page],
    marks: Mapping[SitePath, Marks],
    ids: Mapping[str, Collection[str]],
    files: Collection[str],
    addresses: Addresses,
    bodies: Mapping[str, Body],
) -> Iterator[Problem]:
    """Yield a problem for each link within the site that leads to no page or file, or to an anchor that its target lacks; `ids` is path of a page's file → its ids."""
    # The same links stand on many pages, most of them on pages that follow each other.
    targets: dict[str, tuple[str | None, str]] = {}
    told = set()
    for page in pages:
        for link in marks[page.path].links:
            path, anchor = targets[link] if link in targets else _split(link, page.path, addresses, ids)
            if link.startswith(addresses.root):
                targets = targets if len(targets) < _MOST_TARGETS else {}
                targets[link] = path, anchor
            if path is None or _leads_somewhere(path, anchor, ids, files):
                continue
            where = _find_where(page, bodies, f'"{link}"')
            found = (where if where != page.where else None, link)
            if found not in told:
                told.add(found)
                there = next((one for one in pages if output_path(one.path) == path), None)
                yield _broken(link, anchor, ids.get(path), where, page, there)


def _leads_somewhere(path: str | None, anchor: str, ids: Mapping[str, Collection[str]], files: Collection[str]) -> bool:
    return path is None or ((path in files or path in ids) and (not anchor or anchor in ids.get(path, ())))


def _split(
    link: str, page: SitePath, addresses: Addresses, ids: Mapping[str, Collection[str]]
) -> tuple[str | None, str]:
    """Return the file that a link on a page leads to, and the anchor in it; the file is None for a full address, unless it is one below a language of this site."""
    if link.startswith("#"):
        return output_path(page), unquote(link[1:])
    if link.startswith(addresses.root) and not any(mark in link for mark in ("/.", "//", "?", ";")):
        path, _, anchor = link.removeprefix(addresses.root).partition("#")
        return output_path(unquote(path)), unquote(anchor)
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", link):
        path, _, anchor = link.removeprefix(addresses.base_url).partition("#")
        language, _, below = path.partition("/")
        if path == link.partition("#")[0] or "?" in path or f"{language}/index.html" not in ids:
            return None, ""
        is_file = path.endswith("/") or "." in below.rpartition("/")[2]
        return output_path(unquote(path if is_file else f"{path}/")), unquote(anchor)
    address = urlsplit(urljoin(addresses.link(page), link))
    return output_path(unquote(address.path.removeprefix(addresses.root))), unquote(address.fragment)


def _broken(
    link: str, anchor: str, ids: Collection[str] | None, where: Where, page: Page, there: Page | None
) -> Problem:
    """Return the problem of a broken link. If many pages lack their anchors, the cause may be a template that leaves something out."""
    on = f"The link '{link}' on the page /{page.path}"
    if ids is None:
        return Problem(where, "unknown-address", f"{on} leads nowhere.", "Correct it in the text, or in the template.")
    message = f"{on} leads to a page that has no anchor '{anchor}'."
    template = there.kind.template if there else ""
    cause = f"Links lead to anchors that pages lack: the template '{template}' may leave out a part of them."
    return Problem(where, "unknown-anchor", message, suggest(anchor, ids), cause)


def _find_where(page: Page, bodies: Mapping[str, Body], value: str) -> Where:
    """Return the place of the first block of a page whose HTML has the value of an attribute, or that of the page if no block has it."""
    blocks = (block for half in page.halves if half.path in bodies for block in bodies[half.path].blocks)
    return next((block.where for block in blocks if value in unescape(block.html)), page.where)
