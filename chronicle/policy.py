"""The Content-Security-Policy of the site's pages, set both in headers and in every page."""

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
}
# Browsers obey this in a header only.
FRAMING = "frame-ancestors 'none'"
# Pagefind, which the pages that search run, is WebAssembly. This allows no script from a text.
SEARCHING = {"script-src": "'self' 'wasm-unsafe-eval'"}
# From some pages on a browser keeps what is read: their worker, and the manifest by which the site is installed.
INSTALLING = {"worker-src": "'self'", "manifest-src": "'self'"}
# What pages never ask a reader's device for. The clipboard, which copies a citation, is not among it.
UNUSED_FEATURES = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
# A year without https would lock readers out, so hosts send this only once the site is at its own name and will stay on https.
RECOMMENDED = {"Strict-Transport-Security": "max-age=31536000"}


def response_headers() -> dict[str, str]:
    """Return the headers that a host sends with every file: name → value."""
    return {
        "Content-Security-Policy": header_policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def header_policy() -> str:
    """Return the value of the header Content-Security-Policy: that of pages that search and install, since hosts send one for all pages."""
    return f"{page_policy(searches=True, installs=True)}; {FRAMING}"


def page_policy(searches: bool = False, installs: bool = False) -> str:
    """Return what a page's own `<meta>` says: all that one can say. A browser obeys it and the header, whichever is stricter."""
    directives = DIRECTIVES | (SEARCHING if searches else {}) | (INSTALLING if installs else {})
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
