"""Addresses: the only place that knows how a key and a language become a URL and a path of the output.

A *path* is an address below the site's root, without a leading slash: `zh/measures/industry/`. The root is the path of the
base URL: `/`, or a folder such as `/chronicle/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import NewType
from urllib.parse import urlsplit

from chronicle.model import Place, Site, Term, Text

SitePath = NewType("SitePath", str)

# The text whose page is the home page.
HOME_TEXT = "home"

# The folder of the search index. The contract with hosts and checks has this name, which stays whatever makes the index.
SEARCH_INDEX = "pagefind"
NOT_FOUND = SitePath("404.html")
# What an installed site shows without a network in place of a page that was not read before; worker.js uses this name.
NOT_KEPT = SitePath("not-kept.html")
FACTS_CSV = SitePath("data/facts.csv")
FACTS_JSON = SitePath("data/facts.json")
DATA_PACKAGE = SitePath("data/datapackage.json")
# The configuration of web servers: it is published with the site, but servers do not serve it.
SERVER_FILES = "deploy/"
# Folders whose files are named by their content, so that a browser may keep them for ever; `*` is any single folder.
PERMANENT = ("assets/", "images/", f"{SEARCH_INDEX}/*/")
# The anchors of blocks above the first heading of a text begin with this.
START_ANCHOR = "start"

SCRIPT_LETTERS = 4  # Hant
MAX_PORT = 65535
_BASE_URL = re.compile(
    r"(?P<scheme>https?://)(?P<host>[^\W_]+(?:(?:\.|-+)[^\W_]+)*|\[[0-9a-f:.]+\])(?P<port>:[0-9]{1,5})?"
    r"(?P<path>(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9_.~-]+)*)/*",
    re.IGNORECASE,
)
# Names that RFC 2606 and RFC 6761 reserve for examples and tests, so that no site can have them.
_EXAMPLES = re.compile(r"(?:.*\.)?(?:example|test|invalid|localhost|example\.(?:com|net|org))")


@dataclass(frozen=True)
class Addresses:
    """The addresses of a site: `base_url` is absolute and ends with a slash."""

    base_url: str

    @cached_property
    def root(self) -> str:
        """The path of the base URL, with a slash at both ends."""
        return urlsplit(self.base_url).path

    @property
    def is_example(self) -> bool:
        """Return whether this address is reserved for examples, so that no site can have it."""
        return bool(_EXAMPLES.fullmatch(urlsplit(self.base_url).hostname or ""))

    def link(self, path: str) -> str:
        """Return the link to a path from anywhere on the site."""
        return self.root + path

    def absolute(self, path: str) -> str:
        """Return the full URL of a path."""
        return self.base_url + path

    @property
    def is_offline(self) -> bool:
        """Return whether the site is a copy to be read from a disk, where the address of a folder does not give its page."""
        return False

    def settle(self, html: str, path: str) -> str:
        """Return the HTML of the page at a path with its final links; here they are final already."""
        return html


@dataclass(frozen=True)
class OfflineAddresses(Addresses):
    """The addresses of a copy that is read from a disk: each link is the relative path from the page's file to another file."""

    @property
    def root(self) -> str:
        """A mark for the way from a page up to the root. It is a private-use character, which no text can have."""
        return "\ue000/"

    @property
    def is_offline(self) -> bool:
        """True: this is a copy to be read from a disk."""
        return True

    def link(self, path: str) -> str:
        """Return the link to the file of a path, beginning with the mark."""
        page, sign, anchor = path.partition("#")
        return f"{self.root}{output_path(page)}{sign}{anchor}"

    def settle(self, html: str, path: str) -> str:
        """Return the HTML of the page at a path with each mark replaced by the way up to the root: `../../`."""
        return html.replace(self.root, "../" * path.count("/"))


def parse_base_url(text: str) -> Addresses:
    """Read a base URL; its scheme and host become lower case, and a host with other letters than a to z is written as in DNS (`xn--`).

    Raises ValueError with the reason if it is not a plain http(s) URL.
    """
    if "?" in text or "#" in text:
        raise ValueError(f"'{text}' has a '?' or a '#', which an address that pages stand below cannot have")
    if re.search(r"[^/]/[^/]+\.html?/?$", text):
        raise ValueError(f"'{text}' is the address of a page; write that of its folder, which ends in a slash")
    match = _BASE_URL.fullmatch(text)
    host = _as_dns(match["host"]) if match else ""
    if not match or not host or int((match["port"] or ":0")[1:]) > MAX_PORT:
        raise ValueError(
            f"'{text}' is not a full address such as https://example.org/ or https://example.org/chronicle/"
        )
    return Addresses(f"{match['scheme'].lower()}{host}{match['port'] or ''}{match['path']}/")


def _as_dns(host: str) -> str:
    """Return a host as it is written in DNS; empty if that is impossible."""
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""


def home_path(language: str = "") -> SitePath:
    """Return the path of a language's home page; without a language, of the entrance."""
    return SitePath(f"{language}/" if language else "")


def text_path(language: str, text: Text) -> SitePath:
    """Return the path of a part, chapter or page: its key, the last step replaced by its slug; the page `home` is the home page."""
    if is_home_text(text):
        return home_path(language)
    return _below(language, text.key.rpartition("/")[0], text.slug)


def is_home_text(text: Text) -> bool:
    """Return whether a text stands on the home page."""
    return (text.kind, text.key) == ("page", HOME_TEXT)


def unslugged_path(language: str, text: Text) -> SitePath:
    """Return the path that a text would have without a slug: that of its folder."""
    above, _, name = text.key.rpartition("/")
    return _below(language, above, name)


def alias_path(language: str, alias: str) -> SitePath:
    """Return the path of a former address of a text (`measures/relocation`)."""
    return SitePath(f"{language}/{alias}/")


def former_paths(language: str, text: Text) -> tuple[SitePath, ...]:
    """Return the paths that lead to a text but are not its own: of its folder where it has a slug, and its aliases."""
    folder = () if is_home_text(text) else (unslugged_path(language, text),)
    paths = (*folder, *(alias_path(language, alias) for alias in text.aliases))
    return tuple(path for path in dict.fromkeys(paths) if path != text_path(language, text))


def text_folders(site: Site, text: Text) -> dict[str, str]:
    """Return folder → language of the title for each page of a text: in each language, and in each pair of languages that it is written in."""
    pairs = (pair for pair in site.language_pairs if not text.untranslated & {*pair})
    return {**{language: language for language in site.languages}, **{parallel_folder(pair): pair[0] for pair in pairs}}


def not_found_path(language: str) -> SitePath:
    """Return the path of the page for missing addresses below a language's folder, for hosts that can show different pages for these."""
    return SitePath(f"{language}/{NOT_FOUND}")


def fixed_path(language: str, page: str) -> SitePath:
    """Return the path of one of the pages that every site has."""
    return SitePath(f"{language}/{page}/")


def sheet_path(language: str, sheet: str) -> SitePath:
    """Return the path of a fact sheet."""
    return SitePath(f"{language}/facts/{sheet}/")


def place_path(language: str, key: str, place: Place) -> SitePath:
    """Return the path of a place: the page of its own that a place with a seat has, or its entry in the index."""
    return SitePath(f"{language}/places/{key}/") if place.seat else entry_path(language, "places", key)


def term_list(kind: str) -> str:
    """Return the name of the page that lists terms of a kind."""
    return _TERM_LISTS.get(kind, "glossary")


def term_path(language: str, key: str, term: Term) -> SitePath:
    """Return the path of a term: its entry in the list of its kind."""
    return entry_path(language, term_list(term.kind), key)


_TERM_LISTS = {"code": "codes", "organisation": "organisations"}


def sheet_data_path(sheet: str) -> SitePath:
    """Return the path of a fact sheet's table for download."""
    return SitePath(f"data/sheets/{sheet}.csv")


def chart_data_path(chart: str) -> SitePath:
    """Return the path of a chart's table for download."""
    return SitePath(f"data/{chart_table(chart)}.csv")


def chart_table(chart: str) -> str:
    """Return the name of a chart's table in the data package."""
    return f"charts/{chart}"


def chart_anchor(chart: str) -> str:
    """Return the anchor of a chart, on any page that shows it."""
    return f"chart-{chart}"


def chart_path(language: str, chart: str) -> SitePath:
    """Return the path of a chart's own page."""
    return SitePath(f"{language}/charts/{chart}/")


def chart_picture_path(language: str, chart: str, ending: str = "") -> SitePath:
    """Return the path of a chart as a picture. It stays the same when the chart changes, so that sites that embed the picture show the newest."""
    return SitePath(f"{chart_path(language, chart)}{chart}{ending}")


def fact_path(language: str, fact: str) -> SitePath:
    """Return the path of a fact (`sheet.key`): its anchor on the page of its sheet."""
    sheet, _, key = fact.partition(".")
    return with_anchor(sheet_path(language, sheet), key)


def entry_path(language: str, page: str, key: str) -> SitePath:
    """Return the path of an entry on a page that lists many: a source, a term, a place."""
    return with_anchor(fixed_path(language, page), key)


def manifest_path(language: str) -> SitePath:
    """Return the path of the manifest by which browsers install the site in a language."""
    return SitePath(f"{language}/manifest.json")


def feed_path(language: str) -> SitePath:
    """Return the path of a language's feed."""
    return SitePath(f"{language}/feed.xml")


def language_tag(language: str) -> str:
    """Return the tag of a language for browsers (BCP 47): zh-Hant for zh-hant."""
    first, *more = language.split("-")
    return "-".join([first, *(step.title() if len(step) == SCRIPT_LETTERS else step for step in more)])


def in_language(path: SitePath, language: str, other: str, anchor: str = "") -> SitePath:
    """Return the path of the same page in another language, or in two side by side."""
    return with_anchor(SitePath(other + path.removeprefix(language)), anchor)


def with_anchor(path: SitePath, anchor: str) -> SitePath:
    """Return the path of a place on a page; of the page itself if there is no anchor."""
    return SitePath(f"{path}#{anchor}") if anchor else path


def output_path(path: str) -> str:
    """Return the path of the file of a path: `zh/index.html` for `zh/`."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def is_permanent(path: str) -> bool:
    """Return whether a file is named by its content, so that the file at its path never changes."""
    return any(fnmatchcase(path, f"{folder}*") for folder in PERMANENT)


def figure_anchor(fact: str) -> str:
    """Return the anchor of the detail of a figure on the page of a text that uses it."""
    return f"figure-{fact}"


def use_anchor(fact: str) -> str:
    """Return the anchor of the first place at which a text uses a fact."""
    return f"use-{fact}"


def block_anchor(heading: str, position: int) -> str:
    """Return the anchor of the block at a position (1, 2, ...) below a heading; it is the same in every language."""
    return f"{heading}-{position}"


def parallel_folder(pair: tuple[str, str]) -> str:
    """Return what replaces the language in the path of a page that shows two languages side by side: `zh-en`."""
    return "-".join(pair)


def _below(language: str, above: str, name: str) -> SitePath:
    return SitePath(f"{language}/{above}/{name}/" if above else f"{language}/{name}/")
