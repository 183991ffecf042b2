"""Pages before they are rendered: the table of kinds, and what a new kind needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from projects import put

from chronicle.assets import make_assets
from chronicle.exports import make_exports
from chronicle.indexing import make_search_documents
from chronicle.loading import load_site
from chronicle.pages import PAGE_KINDS, Link, LocalizedSite, Page, PageKind, localize_site, make_pages
from chronicle.pages.page import fixed_page, in_each_language
from chronicle.project import Project
from chronicle.reading import read_static, read_templates
from chronicle.rendering import RenderedPage, make_frame
from chronicle.templating import make_environment

TEMPLATE = """<h1>{{ page.title }}</h1>
<ul>
{% for link in content.people %}
<li><a href="{{ link.path | url }}">{{ link.title }}</a></li>
{% endfor %}
</ul>
"""
WORDS = """
thanks.title: {zh: 鸣谢, en: Thanks}
thanks.intro: {zh: 感谢各位。, en: To all who helped.}
"""


@dataclass(frozen=True)
class Thanks:
    """What the new page shows."""

    people: tuple[Link, ...]


def make_thanks(kind: PageKind, localized: LocalizedSite) -> Iterator[Page]:
    """A page that links to every chapter."""
    yield fixed_page(kind, localized, Thanks(tuple(localized.text_link(one) for one in localized.site.chapters)))


THANKS = PageKind("thanks", in_each_language(make_thanks), (10_000, 20_000), menu="reference")


@pytest.fixture
def built(project: Project) -> tuple[dict[str, RenderedPage], str]:
    """The pages of the smallest site with a kind of page of its own, by their paths; and its sitemap."""
    put(project.root, {"templates/pages/thanks.html": TEMPLATE})
    (project.root / "content/interface.yaml").write_text(WORDS, encoding="utf-8")
    localized_sites = localize_site(*load_site(project))
    pages = make_pages(localized_sites, (*PAGE_KINDS, THANKS))
    environment = make_environment(read_templates(project))
    assets = make_assets(read_static(project))
    frame = make_frame(pages, localized_sites, environment, assets, {})
    rendered = [frame.render(page) for page in pages]
    exports = make_exports(localized_sites, pages, environment, assets, is_staging=False)
    sitemap = next(file for file in exports if file.path == "sitemap.xml")
    return {one.page.path: one for one in rendered}, sitemap.content.decode()


def test_a_new_kind_is_a_record_a_maker_a_template_and_words(built: tuple[dict[str, RenderedPage], str]) -> None:
    """It is built, stands in the menu of every page and in the sitemap, and search reads it; nothing else was changed."""
    pages, sitemap = built
    assert re.sub(r"\s", "", pages["en/thanks/"].main) == (
        '<h1>Thanks</h1><ul><li><ahref="/en/part/one/">Chapterone</a></li></ul>'
    )
    assert '<body class="page-thanks">' in pages["zh/thanks/"].html
    assert '<a href="/zh/thanks/">鸣谢</a>' in pages["zh/part/one/"].html
    assert '<a href="/en/thanks/">Thanks</a>' in pages["en/"].html
    assert "<loc>https://example.org/en/thanks/</loc>" in sitemap
    assert "thanks" in {document.kind for document in make_search_documents(list(pages.values()))}
    assert '<link rel="alternate" hreflang="zh" href="https://example.org/zh/thanks/">' in pages["en/thanks/"].html


def test_no_two_kinds_have_one_name() -> None:
    """A name is a template and a class of the body."""
    assert len({kind.name for kind in PAGE_KINDS}) == len(PAGE_KINDS)
