"""A page before it is rendered, and the record of a kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, Literal, TypeVar

from chronicle.model import Site, Text
from chronicle.pages.links import Link
from chronicle.pages.localized import LocalizedSite
from chronicle.pictures import SharePicture
from chronicle.problems import Where
from chronicle.urls import SitePath, fixed_path

X_DEFAULT = "x-default"  # instead of a language, for readers of other languages
SETTINGS = Where("content/site.yaml")

G = TypeVar("G")
T = TypeVar("T", Text, Text | None)
Maker = Callable[["PageKind", Sequence[LocalizedSite]], Iterable["Page"]]


@dataclass(frozen=True)
class PageKind:
    """A kind of page: everything that the program needs to know about it. `chronicle/pages/kinds.py` lists all kinds.

    `make` makes its pages in all languages. Its template is `templates/pages/<name>.html`, and `<name>` is the class of the
    body element. `budget` is the greatest size of one page in compressed bytes: of its HTML, and of the page with all that it loads.

    - `menu`: the group of the menu that lists its pages; empty for none.
    - `is_searched`: the site's search finds its text. `is_listed`: it is in the sitemap, for search engines.
    - `is_framed`: it has the header and footer of the site. `is_addressed`: it has one address of its own, and can be shared.
    - `searches`: it runs the search, so it has no search box in its header, and its policy allows the search engine.
    - `installs`: it lets browsers install the site, and keep the pages that are read for use without a network.
    - `is_parallel`: it shows texts in two languages side by side, so the contents of their blocks have no anchors.
    - `has_cards`: if scripts run, the target of a link in its text is shown in a card beside the link.
    - `update`: for a page with data of every text: returns it after an edit of one text. Only the bodies of that text are given.
    - `scripts`, `styles`: the scripts that it runs, and the style sheets that it loads besides that of the site.
    - `schema_type`: its type in the vocabulary of schema.org. `share_type`: its type in Open Graph.
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
        """The path of its template."""
        return f"pages/{self.name}.html"


@dataclass(frozen=True)
class Page:
    """One page before it is rendered.

    - `path` is relative to the site's root. `content` is the data for its template: a frozen dataclass of the maker's module.
      For most texts and fact sheets it is a `partial` that makes the dataclass, because the contents of all of them are large: see `complete`.
    - `languages`: language → path of the same page in that language alone. `x_default` is the path for readers of other
      languages; None if this page is not one of these pages.
    - `parallels` are the links to the same text in two languages. `menu_title` is its title in the menu, if that differs.
    - `head_title` is the title of the browser's window; empty for the title with the site's name.
    - `cites` are the titles of the sources of its text; `table` is the path of its figures as a CSV table.
    - `where` is the place in the content that it is made from; `halves` are the places where the text begins in each half that it shows.
    - `untranslated` are the languages in which its text is missing and shown in the main language.
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
    halves: tuple[Where, ...] = ()
    untranslated: frozenset[str] = frozenset()

    @property
    def complete(self) -> Page:
        """The page with its content as a dataclass, which is made now if it is still a `partial`."""
        return replace(self, content=self.content()) if isinstance(self.content, partial) else self

    @property
    def original(self) -> SitePath:
        """The path of the page that search engines should list for this text: of this page, or of the one in the main language if this page borrows its text."""
        return self.x_default if self.x_default and self.language in self.untranslated else self.path

    @property
    def source(self) -> Where | None:
        """The place in the content where the page's text, sheet or entry begins, in the page's language; None for a page that is made from many files."""
        where = self.halves[0] if self.halves else self.where
        return None if where == SETTINGS else where

    @property
    def alternates(self) -> Mapping[str, SitePath]:
        """Language → path of this page in every language that has its text, and `x-default`; empty if this page is not one of them."""
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
    """Return a page that every language has at the path of its kind; its title and description are the words `<kind>.title` and `<kind>.intro`.

    `description` replaces the word, if it is given.
    """
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
    """Return a page with the paths of its translations, for a page that every language has; readers of other languages get the one in the main language."""
    languages = localized.alternates(page.path)
    return replace(page, languages=languages, x_default=languages[localized.site.languages[0]])


@dataclass(frozen=True)
class TextMaker(Generic[G, T]):
    """The maker of a kind that has a page for each of the `texts` in each group; a group is a language, or a pair of languages.

    `make` makes the page of one text in one group. It uses only the bodies of that text, and the outlines of all others.
    `has` tells whether a group has a page for a text.
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
        """Yield the pages of one text; none if it is not one of the texts of this kind."""
        for one in self.texts(localized_sites[0].site):
            if one is not None and (one.kind, one.key) == (text.kind, text.key):
                groups = self.groups(localized_sites)
                yield from (self.make(kind, group, one) for group in groups if self.has(group, one))


def in_each_language(
    make: Callable[[PageKind, LocalizedSite], Iterable[Page]],
    register: Callable[[Site], Sized] = lambda site: site.texts,
) -> Maker:
    """Return the maker of a kind whose pages are made in one language at a time; there are no pages if the `register` of the site is empty."""
    return lambda kind, localized_sites: (
        page for localized in localized_sites if len(register(localized.site)) for page in make(kind, localized)
    )
