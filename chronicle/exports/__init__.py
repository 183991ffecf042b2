"""What machines read: the data package, the sitemap, the feeds, and the files by which hosts are told how to serve the site."""

from __future__ import annotations

from collections.abc import Sequence

from chronicle.exports.data import FACT_FIELDS, make_data
from chronicle.exports.hosts import make_feed, make_headers, make_redirects, make_sitemap
from chronicle.model import OutputFile, Site
from chronicle.pages import LocalizedSite, Page
from chronicle.urls import Addresses

__all__ = ["FACT_FIELDS", "make_exports"]


def make_exports(
    site: Site, addresses: Addresses, localized_sites: Sequence[LocalizedSite], pages: Sequence[Page]
) -> list[OutputFile]:
    """Return every file of the site that is not a page, an asset or part of the search index."""
    references = {localized.language: localized.references for localized in localized_sites}
    texts = {
        "sitemap.xml": make_sitemap(addresses, localized_sites, pages),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n",
        **{f"{localized.language}/feed.xml": make_feed(localized) for localized in localized_sites},
        "_headers": make_headers(addresses),
        "_redirects": make_redirects(site, addresses),
        **make_data(site, addresses, references),
    }
    return [OutputFile(path, text.encode()) for path, text in texts.items()]
