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
# Pages with a search run Pagefind, which is WebAssembly. This still allows no script that is made from a text.
SEARCHING = {"script-src": "'self' 'wasm-unsafe-eval'"}
# Some pages start a worker, which keeps the pages that are read, and name the manifest with which the site is installed.
INSTALLING = {"worker-src": "'self'", "manifest-src": "'self'"}
# Features of a reader's device that pages never use. The clipboard is not listed: a citation can be copied to it.
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
    """Return the value of the header Content-Security-Policy. Hosts send one for all pages, so it allows what pages that search and install need."""
    return f"{page_policy(searches=True, installs=True)}; {FRAMING}"


def page_policy(searches: bool = False, installs: bool = False) -> str:
    """Return the policy of a page's own `<meta>`, with all directives that browsers obey there. A browser obeys both this and the header."""
    directives = DIRECTIVES | (SEARCHING if searches else {}) | (INSTALLING if installs else {})
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
