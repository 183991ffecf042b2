"""What crawlers, feed readers and hosts read: sitemap, feeds, headers, redirects."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from chronicle.model import Site
from chronicle.pages import LocalizedSite, Page
from chronicle.policy import header_policy
from chronicle.urls import SEARCH_INDEX, Addresses, home_path, parallel_folder, text_path, unslugged_path


def make_sitemap(addresses: Addresses, localized_sites: Sequence[LocalizedSite], pages: Sequence[Page]) -> str:
    """Return the sitemap, each page with its twins in the other languages."""
    languages = [localized.language for localized in localized_sites]
    updated = localized_sites[0].site.settings.updated
    entries = []
    for page in pages:
        if page.kind in ("not-found", "search") or not page.listed:
            continue
        is_twinned = page.path.startswith(f"{page.language}/")
        twins = [language + page.path.removeprefix(page.language) for language in languages] if is_twinned else []
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(addresses.absolute(twin))}/>'
            for language, twin in zip(languages, twins, strict=False)
        )
        location = escape(addresses.absolute(page.path))
        entries.append(f"<url><loc>{location}</loc><lastmod>{page.updated or updated}</lastmod>{links}</url>\n")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return f"{head}{''.join(entries)}</urlset>\n"


def make_feed(localized: LocalizedSite) -> str:
    """Return one language's Atom feed: every chapter, the last changed first."""
    settings, language, addresses = localized.site.settings, localized.language, localized.addresses
    chapters = sorted(localized.site.chapters, key=lambda chapter: chapter.updated or settings.updated, reverse=True)
    updated = max([settings.updated, *(chapter.updated for chapter in chapters)])
    entries = []
    for chapter in chapters:
        half = chapter.halves[language]
        url = addresses.absolute(text_path(language, chapter))
        summary = f'<summary type="text">{escape(half.summary)}</summary>' if half.summary else ""
        entries.append(
            f"<entry><title>{escape(half.title)}</title><id>{escape(url)}</id>{_atom_link('alternate', url, 'text/html', language)}"
            f"<updated>{chapter.updated or settings.updated}T00:00:00Z</updated>{summary}</entry>\n"
        )
    # The other languages' home pages are this feed's page as well: each in its own language.
    homes = "".join(
        f"{_atom_link('alternate', addresses.absolute(home_path(one)), 'text/html', one)}\n"
        for one in localized.site.languages
    )
    home, feed = addresses.absolute(f"{language}/"), addresses.absolute(f"{language}/feed.xml")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<title>{escape(settings.title[language])}</title><subtitle>{escape(settings.subtitle[language])}</subtitle>\n"
        f"<id>{escape(home)}</id>{_atom_link('self', feed, 'application/atom+xml', language)}\n{homes}"
        f"<updated>{updated}T00:00:00Z</updated><author><name>{escape(settings.author[language])}</name></author>\n"
        f"<rights>{escape(settings.license[language])}</rights>\n"
        f"{''.join(entries)}</feed>\n"
    )


def _atom_link(relation: str, url: str, media_type: str, language: str) -> str:
    return f'<link rel="{relation}" type="{media_type}" hreflang="{language}" href={quoteattr(url)}/>'


def make_headers(addresses: Addresses) -> str:
    """Return `_headers` as Netlify and Cloudflare Pages read it: a strict policy everywhere, a year for what is named by its content."""
    return (
        f"{addresses.root}*\n"
        f"  Content-Security-Policy: {header_policy()}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
        f"{addresses.root}assets/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        f"{addresses.root}images/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        f"{addresses.root}{SEARCH_INDEX}/:named/*\n"  # what lies in its folders is named after its content
        "  Cache-Control: public, max-age=31536000, immutable\n"
    )


def make_redirects(site: Site, addresses: Addresses) -> str:
    """Return `_redirects`: from a folder's name to the slug that a text has instead of it."""
    lines = []
    for text in site.texts:
        for folder in (*site.languages, *map(parallel_folder, site.language_pairs)):
            old, new = unslugged_path(folder, text), text_path(folder, text)
            if old != new:
                lines.append(f"{addresses.link(old)} {addresses.link(new)} 301\n")
    return "".join(lines)
