"""What search engines are told of a page, in the vocabulary of schema.org: articles, data sets, the way to the page."""

from __future__ import annotations

import json
from typing import Any

from chronicle.pages import LocalizedSite, Page

CONTEXT = "https://schema.org"


def make_json_ld(page: Page, localized: LocalizedSite) -> str:
    """Return the JSON-LD of a page, safe inside a script element; nothing for pages that say nothing of themselves."""
    makers = {"chapter": _article, "part": _article, "page": _article, "facts": _data_set, "sheet": _data_set}
    graph = [makers[page.kind](page, localized)] if page.kind in makers else []
    if page.trail:
        graph.append(_trail(page, localized))
    if not graph:
        return ""
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _article(page: Page, localized: LocalizedSite) -> dict[str, Any]:
    settings, language = localized.site.settings, localized.language
    cited = [source["title"] for source in page.content["sources"]]
    return {
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": language,
        "url": localized.addresses.absolute(page.path),
        "dateModified": page.updated or settings.updated,
        "author": {"@type": "Organization", "name": settings.author[language]},
        "license": settings.license_url,
        "isPartOf": {"@type": "WebSite", "name": settings.title[language], "url": localized.addresses.absolute("")},
    } | ({"citation": cited} if cited else {})


def _data_set(page: Page, localized: LocalizedSite) -> dict[str, Any]:
    settings, language = localized.site.settings, localized.language
    root = localized.addresses
    download = page.content.get("download") or root.link("data/facts.csv")
    return {
        "@type": "Dataset",
        "name": page.title,
        "description": page.description
        if len(page.description) >= 50
        else f"{page.description} {settings.description[language]}",
        "inLanguage": language,
        "url": root.absolute(page.path),
        "dateModified": settings.updated,
        "license": settings.license_url,
        "creator": {"@type": "Organization", "name": settings.author[language]},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": root.absolute(download.removeprefix(root.root)),
            }
        ],
    }


def _trail(page: Page, localized: LocalizedSite) -> dict[str, Any]:
    root = localized.addresses
    steps = [(link.title, link.url) for link in page.trail] + [(page.title, root.link(page.path))]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": root.absolute(url.removeprefix(root.root))}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }
