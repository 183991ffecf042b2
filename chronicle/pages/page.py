"""A page before it is rendered, and the record of a kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, Literal, TypeVar

from chronicle.model import Block, Site, Text
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pictures import SharePicture
from chronicle.problems import Where
from chronicle.urls import SitePath, fixed_path

X_DEFAULT = "x-default"  # in place of a language, for readers of none of them
SETTINGS = Where("content/site.yaml")

G = TypeVar("G")
T = TypeVar("T", Text, Text | None)
Maker = Callable[["PageKind", Sequence[LocalizedSite]], Iterable["Page"]]


@dataclass(frozen=True)
class PageKind:
    """A kind of page: everything that is asked of it anywhere. `chronicle/pages/kinds.py` lists them all.

    `make` makes its pages in all languages. Its template is `templates/pages/<name>.html`, and `<name>` is the class of its
    body. `budget` is what one page may weigh, in compressed bytes: its HTML, and the whole with all that it loads.

    - `menu`: which group of the menu its pages stand in.
    - `is_searched`: the search finds its text. `is_listed`: search engines are told of it.
    - `is_framed`: it has the header and footer of the site. `is_addressed`: it has one address of its own, and can be shared.
    - `searches`: it runs the search, so it has no search box in its header and may run what the search is made of.
    - `installs`: from it on a browser keeps what is read, for when there is no network, and may install the site.
    - `is_parallel`: its texts stand in two languages side by side, so that what is in them has no anchors of its own.
    - `has_cards`: what a word of its text leads to is shown beside the word, where scripts run.
    - `update`: how its page follows an edit of one text, of which alone bodies are given, if it shows something of every text's.
    - `scripts`, `styles`: the scripts that it runs, and the style sheets that it loads besides that of the site.
    - `schema_type`: what it is in the vocabulary of schema.org. `share_type`: what it is in Open Graph.
    """

    name: str
    make: Maker
    budget: tuple[int, int]
    menu: Literal["", "data", "reference"] = ""
    is_searched: bool = True
    is_listed: bool = True
    is_framed: bool = True
    is_addressed: bool = True
    searches: bool = False
    installs: bool = False
    is_parallel: bool = False
    has_cards: bool = False
    schema_type: Literal["", "Article", "Dataset"] = ""
    share_type: Literal["website", "article"] = "website"
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    update: Callable[[Page, Sequence[LocalizedSite], Text], Page] | None = None

    @property
    def is_of_texts(self) -> bool:
        """Return whether each of its pages shows one text."""
        return isinstance(self.make, TextMaker)

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"pages/{self.name}.html"


@dataclass(frozen=True)
class Page:
    """One page before it is rendered.

    - `path` is below the site's root. `content` is what its template shows, a frozen dataclass of the maker's module; of most
      texts a `partial` that makes it, since all of them together are large: see `complete`.
    - `languages`: language → path of the same page in that language alone. `x_default` is the path for readers of none of
      them; none if this page is not one of those translations.
    - `parallels` lead to the same in two languages. `menu_title` is what the menu calls it; empty for its title.
    - `head_title` is what windows are called; empty for the title and the site's name.
    - `cites` are the titles of the works it rests on; `table` is the path of its figures as a table.
    - `where` is the place in the content that it comes from; `blocks` are those of its texts.
    - `untranslated` are the languages in which its text stands as the main one has it.
    """

    kind: PageKind
    language: str
    path: SitePath
    title: str
    description: str
    content: object
    trail: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    updated: str = ""
    languages: Mapping[str, SitePath] = field(default_factory=dict)
    x_default: SitePath | None = None
    parallels: tuple[Link, ...] = ()
    menu_title: str = ""
    head_title: str = ""
    picture: SharePicture | None = None
    cites: tuple[str, ...] = ()
    table: SitePath | None = None
    where: Where = SETTINGS
    blocks: tuple[Block, ...] = ()
    untranslated: frozenset[str] = frozenset()

    @property
    def complete(self) -> Page:
        """The page with its content, which is made now if it has not been."""
        return replace(self, content=self.content()) if isinstance(self.content, partial) else self

    @property
    def original(self) -> SitePath:
        """The page that has its text in the language that this was written in: mostly itself."""
        return self.x_default if self.x_default and self.language in self.untranslated else self.path

    @property
    def source(self) -> Where | None:
        """Where the page's text, sheet or entry begins in its own language; nothing for a page that is made of many files."""
        where = self.blocks[0].where if self.blocks else self.where
        return None if where == SETTINGS else where

    @property
    def alternates(self) -> Mapping[str, SitePath]:
        """Language → path of this page and its translations, with `x-default`; empty for a page that is no translation."""
        if self.x_default is None or self.language in self.untranslated:
            return {}
        translated = {key: path for key, path in self.languages.items() if key not in self.untranslated}
        return {**translated, X_DEFAULT: self.x_default}


def fixed_page(
    kind: PageKind,
    localized: LocalizedSite,
    content: object,
    *,
    description: str = "",
    table: SitePath | None = None,
    previous: Link | None = None,
    next_: Link | None = None,
) -> Page:
    """Return a page that every language has under the name of its kind, which the interface words also tell the title of."""
    words, path = localized.words, fixed_path(localized.language, kind.name)
    title, intro = words[f"{kind.name}.title"], words[f"{kind.name}.intro"]
    page = Page(
        kind,
        localized.language,
        path,
        title,
        description or intro,
        content,
        localized.trail(),
        previous,
        next_,
        table=table,
    )
    return with_translations(localized, page)


def with_translations(localized: LocalizedSite, page: Page) -> Page:
    """Return a page that every language has, with the paths of its translations; the one in the main language is for all other readers."""
    languages = localized.alternates(page.path)
    return replace(page, languages=languages, x_default=languages[localized.site.languages[0]])


@dataclass(frozen=True)
class TextMaker(Generic[G, T]):
    """The maker of a kind that has a page for each of some texts, in each language or pair of languages.

    `make` makes the page of one text, of which alone it takes the bodies; of the others it knows the outlines. `has` tells of which texts there is one.
    """

    texts: Callable[[Site], Iterable[T]]
    make: Callable[[PageKind, G, T], Page]
    groups: Callable[[Sequence[LocalizedSite]], Iterable[Any]] = lambda localized_sites: localized_sites
    has: Callable[[G, T], bool] = lambda group, text: True

    def __call__(self, kind: PageKind, localized_sites: Sequence[LocalizedSite]) -> Iterator[Page]:
        """Yield the pages of all texts."""
        texts = tuple(self.texts(localized_sites[0].site))
        for group in self.groups(localized_sites):
            for text in texts:
                if self.has(group, text):
                    yield self.make(kind, group, text)

    def of(self, kind: PageKind, localized_sites: Sequence[LocalizedSite], text: Text) -> Iterator[Page]:
        """Yield the pages of one text, if it is one of those that have any."""
        for one in self.texts(localized_sites[0].site):
            if one is not None and (one.kind, one.key) == (text.kind, text.key):
                groups = self.groups(localized_sites)
                yield from (self.make(kind, group, one) for group in groups if self.has(group, one))


def in_each_language(
    make: Callable[[PageKind, LocalizedSite], Iterable[Page]],
    register: Callable[[Site], Sized] = lambda site: site.texts,
) -> Maker:
    """Return the maker of a kind whose pages are made in one language at a time; a site whose `register` is empty has none."""
    return lambda kind, localized_sites: (
        page for localized in localized_sites if len(register(localized.site)) for page in make(kind, localized)
    )
