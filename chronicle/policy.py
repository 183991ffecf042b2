"""What a browser may load and run on the site's pages, told twice: by hosts that read `_headers`, and by every page itself."""

from __future__ import annotations

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


def header_policy() -> str:
    """Return the value of the header Content-Security-Policy."""
    return "; ".join(f"{name} {sources}" for name, sources in DIRECTIVES.items())


def page_policy() -> str:
    """Return what a page's own `<meta>` says: all that one can say."""
    return "; ".join(f"{name} {sources}" for name, sources in DIRECTIVES.items() if name not in HEADER_ONLY)
