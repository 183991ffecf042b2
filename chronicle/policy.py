"""What a browser may load and run on the site's pages, told twice: by hosts that read `_headers`, and by every page itself."""

from __future__ import annotations

from collections.abc import Mapping

# No other site, no inline script or style is allowed.
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Browsers obey these in a header only.
HEADER_ONLY = frozenset({"frame-ancestors", "report-uri", "report-to", "sandbox"})
# Pagefind, which the pages that search run, is WebAssembly. This allows no script from a text.
SEARCHING = {"script-src": "'self' 'wasm-unsafe-eval'"}


def header_policy() -> str:
    """Return the value of the header Content-Security-Policy: that of pages that search, since hosts send one for all pages."""
    return _join(DIRECTIVES | SEARCHING)


def page_policy(searches: bool = False) -> str:
    """Return what a page's own `<meta>` says: all that one can say. A browser obeys it and the header, whichever is stricter."""
    directives = DIRECTIVES | SEARCHING if searches else DIRECTIVES
    return _join({name: sources for name, sources in directives.items() if name not in HEADER_ONLY})


def _join(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
