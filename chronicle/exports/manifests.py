"""Web app manifests, one for each language: browsers need them to install the site. https://www.w3.org/TR/appmanifest/"""

from __future__ import annotations

import json

from chronicle.assets import Assets
from chronicle.pages import LocalizedSite
from chronicle.urls import home_path

# The icons of an installed site: size → name of the static file.
ICONS = {"192x192": "root/icon-192.png", "512x512": "root/icon-512.png"}


def make_manifest(localized: LocalizedSite, assets: Assets) -> str:
    """Return the manifest of a language as JSON; the installed site opens at the home page of that language."""
    link, settings, language = localized.addresses.link, localized.site.settings, localized.language
    told = {
        "id": link(home_path(language)),
        "name": settings.title[language],
        "description": settings.description[language].strip(),
        "lang": language,
        "start_url": link(home_path(language)),
        "scope": link(""),
        "display": "minimal-ui",
        "icons": [
            {"src": link(assets.files[name].path), "sizes": sizes, "type": "image/png"}
            for sizes, name in ICONS.items()
            if name in assets.files
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
