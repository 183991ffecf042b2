"""The files for machines: the data package, the sitemap, the feeds, and the files that tell hosts how to serve the site.

The redirect pages at former addresses are here too, because they have no content except the link to the new address.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment

from chronicle.assets import Assets
from chronicle.exports.data import make_data
from chronicle.exports.feeds import make_feed, make_sitemap
from chronicle.exports.hosts import describe_hosting, make_host_files, make_security_txt
from chronicle.exports.manifests import make_manifest
from chronicle.exports.moved import make_moved
from chronicle.exports.servers import make_server_files
from chronicle.exports.snapshots import describe_snapshot, snapshot_name
from chronicle.model import OutputFile
from chronicle.pages import LocalizedSite, Page
from chronicle.urls import Addresses, feed_path, manifest_path

__all__ = ["describe_snapshot", "make_exports", "make_moved", "snapshot_name"]


def make_exports(
    localized_sites: Sequence[LocalizedSite],
    pages: Sequence[Page],
    environment: Environment,
    assets: Assets,
    is_staging: bool,
) -> list[OutputFile]:
    """Return the data package and feeds, and the files for hosts and search engines: sitemap, robots.txt, manifests, server files.

    A staging site tells search engines to stay away. An offline copy has no files for hosts and search engines.
    """
    site, addresses = localized_sites[0].site, localized_sites[0].addresses
    references = {localized.language: localized.references for localized in localized_sites}
    data = [OutputFile(path, content) for path, content in make_data(site, addresses, references).items()]
    feeds: dict[str, str] = {
        feed_path(localized.language): make_feed(environment, localized) for localized in localized_sites
    }
    hosting = describe_hosting(site, addresses, is_staging)
    for_hosts = {
        "sitemap.xml": make_sitemap(environment, addresses, pages, site.settings.updated),
        "robots.txt": _make_robots(addresses, is_staging),
        **{manifest_path(localized.language): make_manifest(localized, assets) for localized in localized_sites},
        **make_host_files(hosting),
        **make_server_files(hosting),
        **make_security_txt(site.settings, addresses),
    }
    texts = {**feeds, **({} if addresses.is_offline else for_hosts)}
    return [*data, *(OutputFile(path, text.encode()) for path, text in texts.items())]


def _make_robots(addresses: Addresses, is_staging: bool) -> str:
    if is_staging:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n"
