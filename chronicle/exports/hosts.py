"""How a host should serve the site: one description, `Hosting`, and the files made from it for the hosts that read such files.

`servers` makes configurations of web servers from the same description.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from chronicle.model import Settings, Site
from chronicle.policy import response_headers
from chronicle.urls import (
    NOT_FOUND,
    PERMANENT,
    Addresses,
    former_paths,
    home_path,
    not_found_path,
    text_folders,
    text_path,
)

FOR_EVER = "public, max-age=31536000, immutable"
STAGING = {"X-Robots-Tag": "noindex"}
SECURITY_TXT = ".well-known/security.txt"
_ONE_STEP = "*/"


@dataclass(frozen=True)
class Hosting:
    """How a site should be served, independent of any host's format.

    `root` is the path of the site with a slash at both ends. `headers` are sent with every file. `permanent` are the addresses of
    folders whose files a browser may keep for ever; a `*` in one stands for any single folder. `redirects` are permanent, from
    the first address to the second. `not_found` is the page for an address that does not exist; `not_found_below` is folder of a
    language → page for such an address below it.
    """

    host: str
    root: str
    headers: Mapping[str, str]
    permanent: tuple[str, ...]
    redirects: tuple[tuple[str, str], ...]
    not_found: str
    not_found_below: Mapping[str, str] = field(default_factory=dict)


def describe_hosting(site: Site, addresses: Addresses, is_staging: bool = False) -> Hosting:
    """Return how a site is to be served; a staging site tells search engines to stay away."""
    redirects = [
        (addresses.link(old), addresses.link(text_path(folder, text)))
        for text in site.texts
        for folder in text_folders(site, text)
        for old in former_paths(folder, text)
    ]
    return Hosting(
        host=urlsplit(addresses.base_url).hostname or "",
        root=addresses.root,
        headers=response_headers() | (STAGING if is_staging else {}),
        permanent=tuple(map(addresses.link, PERMANENT)),
        redirects=tuple(redirects),
        not_found=addresses.link(NOT_FOUND),
        not_found_below={
            addresses.link(home_path(language)): addresses.link(not_found_path(language)) for language in site.languages
        },
    )


def make_host_files(hosting: Hosting) -> dict[str, str]:
    """Return path → text of the files that Netlify, Cloudflare Pages, Azure, Vercel and GitHub Pages look for at the top of a site."""
    own_name = hosting.root == "/" and not hosting.host.endswith(".github.io")
    return {
        "_headers": make_headers(hosting),
        "_redirects": _list_redirects(hosting),
        "staticwebapp.config.json": _as_json(_describe_for_azure(hosting)),
        "vercel.json": _as_json(_describe_for_vercel(hosting)),
        ".nojekyll": "",  # without it GitHub Pages leaves out files whose names begin with _ or .
        **({"CNAME": f"{hosting.host}\n"} if own_name else {}),
    }


def make_security_txt(settings: Settings, addresses: Addresses) -> dict[str, str]:
    """Return path → text of `.well-known/security.txt` (RFC 9116), valid for 365 days from the edition's date; empty if the settings have no contact."""
    if not settings.security_contact:
        return {}
    expires = date.fromisoformat(settings.updated) + timedelta(days=365)
    lines = [
        f"Contact: {settings.security_contact}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(settings.languages)}",
        f"Canonical: {addresses.absolute(SECURITY_TXT)}",
    ]
    return {SECURITY_TXT: "".join(f"{line}\n" for line in lines)}


def make_headers(hosting: Hosting) -> str:
    """Return `_headers` as Netlify and Cloudflare Pages read it."""
    lines = [f"{hosting.root}*", *(f"  {name}: {value}" for name, value in hosting.headers.items())]
    for folder in hosting.permanent:
        lines += [f"{folder.replace(_ONE_STEP, ':named/')}*", f"  Cache-Control: {FOR_EVER}"]
    return "".join(f"{line}\n" for line in lines)


def _list_redirects(hosting: Hosting) -> str:
    """Return the text of `_redirects`. Its lines with 404 are for Netlify; Cloudflare Pages ignores them and looks for a 404.html in each folder."""
    missing = "".join(f"{folder}* {page} 404\n" for folder, page in hosting.not_found_below.items())
    return "".join(f"{old} {new} 301\n" for old, new in hosting.redirects) + missing


def _describe_for_azure(hosting: Hosting) -> dict[str, object]:
    # A route may have a star only at its end, so folders with a star inside have no rule: browsers ask the host for their files each time.
    folders = [folder for folder in hosting.permanent if _ONE_STEP not in folder]
    kept = [{"route": f"{folder}*", "headers": {"Cache-Control": FOR_EVER}} for folder in folders]
    moved = [{"route": old, "redirect": new, "statusCode": 301} for old, new in hosting.redirects]
    return {
        "globalHeaders": dict(hosting.headers),
        "mimeTypes": {".avif": "image/avif"},
        "responseOverrides": {"404": {"rewrite": hosting.not_found}},
        "routes": [*moved, *kept],
    }


def _describe_for_vercel(hosting: Hosting) -> dict[str, object]:
    kept = [
        {
            "source": f"{folder.replace(_ONE_STEP, ':named/')}(.*)",
            "headers": [{"key": "Cache-Control", "value": FOR_EVER}],
        }
        for folder in hosting.permanent
    ]
    every = [{"key": name, "value": value} for name, value in hosting.headers.items()]
    return {
        "headers": [{"source": f"{hosting.root}(.*)", "headers": every}, *kept],
        "redirects": [{"source": old, "destination": new, "statusCode": 301} for old, new in hosting.redirects],
    }


def _as_json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
