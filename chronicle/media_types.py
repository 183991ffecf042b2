"""Media types of the files that sites, books and snapshots consist of (IANA's registry), the same on every machine."""

from __future__ import annotations

MEDIA_TYPES = {
    "atom": "application/atom+xml", "avif": "image/avif", "cff": "application/yaml", "css": "text/css", "csv": "text/csv",
    "epub": "application/epub+zip", "gif": "image/gif", "gz": "application/gzip", "html": "text/html", "ico": "image/vnd.microsoft.icon",
    "jpg": "image/jpeg", "js": "text/javascript", "json": "application/json", "mjs": "text/javascript", "pdf": "application/pdf",
    "png": "image/png", "svg": "image/svg+xml", "txt": "text/plain", "wasm": "application/wasm", "webmanifest": "application/manifest+json",
    "webp": "image/webp", "woff2": "font/woff2", "xml": "application/xml", "zip": "application/zip",
}  # fmt: skip


def media_type(path: str) -> str:
    """Return the media type of a file by the ending of its name; `application/octet-stream` for an unknown ending."""
    return MEDIA_TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
