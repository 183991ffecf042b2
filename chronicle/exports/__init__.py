"""What machines read: the data package, the sitemap, the feeds, and the files by which hosts are told how to serve the site."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment

from chronicle.exports.data import FACT_FIELDS, make_data
from chronicle.exports.feeds import make_feed, make_sitemap
from chronicle.exports.hosts import make_headers, make_redirects
from chronicle.model import OutputFile, Site
from chronicle.pages import LocalizedSite, Page
from chronicle.urls import Addresses, feed_path

__all__ = ["FACT_FIELDS", "make_exports"]


def make_exports(
    site: Site,
    addresses: Addresses,
    localized_sites: Sequence[LocalizedSite],
    pages: Sequence[Page],
    environment: Environment,
) -> list[OutputFile]:
    """Return every file of the site that is not a page, an asset or part of the search index."""
    references = {localized.language: localized.references for localized in localized_sites}
    texts = {
        "sitemap.xml": make_sitemap(environment, addresses, pages, site.settings.updated),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n",
        **{feed_path(localized.language): make_feed(environment, localized) for localized in localized_sites},
        "_headers": make_headers(addresses),
        "_redirects": make_redirects(site, addresses),
        **make_data(site, addresses, references),
    }
    return [OutputFile(path, text.encode()) for path, text in texts.items()]
