"""What hosts read: headers, redirects."""

from __future__ import annotations

from chronicle.model import Site
from chronicle.policy import header_policy
from chronicle.urls import SEARCH_INDEX, Addresses, parallel_folder, text_path, unslugged_path


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
