"""The finished site in memory, and its pages rebuilt after an edit of one text. Most edits are of one text, so this module imports no more than these need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chronicle.catalogue import Catalogue, make_catalogue
from chronicle.charts import Poster
from chronicle.checks import Content, check_text
from chronicle.derivation import borrow_halves, derive_text, without_derived
from chronicle.linkcheck import Marks, is_sound_again, read_marks
from chronicle.look import Look
from chronicle.model import Image, OutputFile, Site, Text
from chronicle.pages import LocalizedSite, make_text_pages, update_pages
from chronicle.pictures import SharePicture
from chronicle.problems import ContentError, group_problems
from chronicle.project import Project
from chronicle.prose import render_prose
from chronicle.reading import reread_markdown
from chronicle.rendering import Frame, RenderedPage
from chronicle.urls import Addresses, SitePath


@dataclass(frozen=True)
class MadeSite:
    """The finished site, without its pictures.

    - `pages` are in memory only in the preview; a build writes each at once.
    - `frame` is what the pages were rendered with, besides the `look`.
    - `marks` are the ids and links of the pages by their paths; `paths` are those of all other files, pictures included.
    - `files` are all files that are neither page nor picture.
    - `shares` are the paths of share pictures; `unset` are pages without one, each with the letters that our fonts lack for it.
    - `posters` are the pictures of charts by their paths.
    """

    frame: Frame
    look: Look
    pages: list[RenderedPage]
    marks: Mapping[SitePath, Marks]
    paths: frozenset[str]
    files: list[OutputFile]
    images: list[Image]
    shares: Mapping[SharePicture, str]
    unset: Mapping[str, str]
    posters: Mapping[str, Poster]

    @property
    def localized_sites(self) -> list[LocalizedSite]:
        """The site in each of its languages, the main language first."""
        return [*self.frame.localized_sites.values()]

    @property
    def site(self) -> Site:
        """The content that the site was made of."""
        return self.localized_sites[0].site

    @property
    def addresses(self) -> Addresses:
        """The addresses of the site."""
        return self.localized_sites[0].addresses

    @cached_property
    def catalogue(self) -> Catalogue:
        """The search entries of the site; of a text they use only the front matter and the outline."""
        return make_catalogue(self.localized_sites)

    @property
    def output(self) -> list[OutputFile]:
        """All files except pictures."""
        return [*(page.file for page in self.pages), *self.files]


def remake_text(
    made: MadeSite,
    project: Project,
    text: Text,
    first: Collection[str] = (),
    show: Callable[[Sequence[RenderedPage]], None] = lambda pages: None,
) -> MadeSite | None:
    """Return the site with the pages of one text rebuilt, and the pages that show something of every text; None if the edit changes other pages too.

    Other pages change if the front matter or the outline of the text changes: its mentions, facts and notes.
    Raises ContentError with the mistakes of the text; other files are not checked.
    The pages whose paths are in `first` are rendered first, and passed to `show` before the links of any page are checked.
    """
    main = made.localized_sites[0]
    references = {one.language: one.references for one in made.localized_sites}
    halves, bodies = {}, {}
    if any((project.root / text.halves[language].path).exists() for language in text.untranslated):
        return None  # a missing half has just been written
    for language in (one for one in main.site.written if one not in text.untranslated):
        half = text.halves[language]
        markdown = reread_markdown(project, half)
        if markdown is None:
            return None
        halves[language] = replace(half, markdown=markdown)
        known = main.bodies.get(half.path) if markdown == half.markdown else None
        bodies[half.path] = known or render_prose(halves[language], references[language])
    edited = replace(text, halves=halves)
    content = Content(without_derived(main.site), {}, references, main.outlines, ())
    if problems := group_problems(check_text(content, edited, bodies)):
        raise ContentError(problems)
    if any(body.outline != main.outlines[path] for path, body in bodies.items()):
        return None
    edited = derive_text(borrow_halves(edited, main.site.written), main.site.derived)
    for language, half in edited.halves.items():
        if half.path not in bodies:
            bodies[half.path] = render_prose(half, references[language].of(half))
    site = main.site.with_texts(lambda one: edited if (one.kind, one.key) == (edited.kind, edited.key) else one)
    alone = [replace(localized, site=site, bodies=bodies) for localized in made.localized_sites]
    pages = [*make_text_pages(alone, edited), *update_pages((one.page for one in made.pages), alone, edited)]
    rendered = {page.path: made.frame.render(page) for page in pages if page.path in first}
    if rendered:
        show([*rendered.values()])
    rendered |= {page.path: made.frame.render(page) for page in pages if page.path not in rendered}
    marks = {path: read_marks(one.html) for path, one in rendered.items()}
    if not is_sound_again(pages, marks, made.marks, made.paths, main.addresses):
        return None
    return replace(
        made,
        pages=[*{**{one.page.path: one for one in made.pages}, **rendered}.values()],
        marks={**made.marks, **marks},
    )
