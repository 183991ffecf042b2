"""What hosts read: headers, redirects."""

from __future__ import annotations

from chronicle.model import Site
from chronicle.policy import header_policy
from chronicle.urls import SEARCH_INDEX, Addresses, former_paths, parallel_folder, text_path


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
    """Return `_redirects`: from the former addresses of a text to its own."""
    lines = []
    for text in site.texts:
        for folder in (*site.languages, *map(parallel_folder, site.language_pairs)):
            new = addresses.link(text_path(folder, text))
            lines += [f"{addresses.link(old)} {new} 301\n" for old in former_paths(folder, text)]
    return "".join(lines)
