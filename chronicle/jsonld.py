"""Structured data of a page for search engines, in the vocabulary of schema.org: articles, data sets, breadcrumbs."""

from __future__ import annotations

import json
from typing import Any

from chronicle.pages import LocalizedSite, Page
from chronicle.urls import SitePath

CONTEXT = "https://schema.org"


def make_json_ld(page: Page, localized: LocalizedSite) -> str:
    """Return the JSON-LD of a page, safe inside a script element; empty if there is nothing to describe."""
    makers = {"Article": _article, "Dataset": _data_set}
    make = makers.get(page.kind.schema_type)
    graph = [make(page, localized)] if make else []
    if page.trail:
        graph.append(_trail(page, localized))
    if not graph:
        return ""
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _article(page: Page, localized: LocalizedSite) -> dict[str, Any]:
    settings, language = localized.site.settings, localized.language
    return {
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": localized.site.languages[0] if language in page.untranslated else language,
        "url": localized.addresses.absolute(page.path),
        "dateModified": page.updated or settings.updated,
        "author": {"@type": "Organization", "name": settings.author[language]},
        "license": settings.license_url,
        "isPartOf": {"@type": "WebSite", "name": settings.title[language], "url": localized.addresses.absolute("")},
    } | ({"citation": list(page.cites)} if page.cites else {})


def _data_set(page: Page, localized: LocalizedSite) -> dict[str, Any]:
    settings, language = localized.site.settings, localized.language
    return {
        "@type": "Dataset",
        "name": page.title,
        "description": page.description
        if len(page.description) >= 50
        else f"{page.description} {settings.description[language]}",
        "inLanguage": language,
        "url": localized.addresses.absolute(page.path),
        "dateModified": settings.updated,
        "license": settings.license_url,
        "creator": {"@type": "Organization", "name": settings.author[language]},
    } | ({"distribution": [_download(page.table, localized)]} if page.table else {})


def _download(path: SitePath, localized: LocalizedSite) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "encodingFormat": "text/csv",
        "contentUrl": localized.addresses.absolute(path),
    }


def _trail(page: Page, localized: LocalizedSite) -> dict[str, Any]:
    steps = [*((link.title, link.path) for link in page.trail), (page.title, page.path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": localized.addresses.absolute(path)}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }
