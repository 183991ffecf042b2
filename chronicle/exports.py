"""What machines read: the data package, the sitemap, the feeds, and the files by which hosts are told how to serve the site."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from chronicle.model import OutputFile, Site
from chronicle.pages import Edition, Page
from chronicle.prose import References
from chronicle.urls import Addresses, fact_path, text_path

# 'wasm-unsafe-eval' lets Pagefind start its WebAssembly; no other site, no inline script or style is allowed.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
FACT_FIELDS = (
    "id", "sheet", "place", "theme", "label_zh", "label_en", "value", "value_max", "unit", "as_of", "printed", "source", "section", "status",
    "note_zh", "note_en", "text_zh", "text_en", "url_zh", "url_en",
)  # fmt: skip


def make_exports(
    site: Site, addresses: Addresses, editions: Sequence[Edition], pages: Sequence[Page]
) -> list[OutputFile]:
    """Return every file of the site that is not a page, an asset or part of the search index."""
    references = {edition.language: edition.references for edition in editions}
    return [
        *make_data(site, addresses, references),
        _file("sitemap.xml", make_sitemap(addresses, editions, pages)),
        _file("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n"),
        *(_file(f"{edition.language}/feed.xml", make_feed(edition)) for edition in editions),
        _file("_headers", make_headers(addresses)),
        _file("_redirects", make_redirects(site, addresses)),
    ]


def make_data(site: Site, addresses: Addresses, references: Mapping[str, References]) -> list[OutputFile]:
    """Return the data package: the facts and the rest of the content as tables, described by `datapackage.json`."""
    facts = [_fact_row(fact_id, site, addresses, references) for fact_id in site.facts]
    tables = {
        "facts": facts,
        "places": [_place_row(key, site) for key in site.places],
        "sources": [_source_row(key, site) for key in site.sources],
        "glossary": [_term_row(key, site) for key in site.terms],
    }
    languages = site.languages
    names = {"facts": FACT_FIELDS} if set(languages) == {"zh", "en"} else {}
    resources = []
    files = []
    for name, rows in tables.items():
        columns = list(names.get(name) or (rows[0] if rows else {"id": ""}))
        files.append(_file(f"data/{name}.csv", _csv(columns, rows)))
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": _schema(columns),
            }
        )
    package = {
        "name": "chronicle",
        "title": site.settings.title[languages[-1]],
        "description": site.settings.description[languages[-1]],
        "homepage": addresses.absolute(""),
        "created": f"{site.settings.updated}T00:00:00Z",
        "licenses": [
            {"name": "CC-BY-4.0", "path": site.settings.license_url, "title": site.settings.license[languages[-1]]}
        ],
        "contributors": [{"title": site.settings.author[languages[-1]], "role": "author"}],
        "resources": resources,
    }
    return [*files, _file("data/facts.json", _json(facts)), _file("data/datapackage.json", _json(package))]


def make_sitemap(addresses: Addresses, editions: Sequence[Edition], pages: Sequence[Page]) -> str:
    """Return the sitemap, each page with its twins in the other languages."""
    languages = [edition.language for edition in editions]
    updated = editions[0].site.settings.updated
    entries = []
    for page in pages:
        if page.kind in ("not-found", "search"):
            continue
        twins = [language + page.path.removeprefix(page.language) for language in languages] if page.path else []
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(addresses.absolute(twin))}/>'
            for language, twin in zip(languages, twins, strict=False)
        )
        location = escape(addresses.absolute(page.path))
        entries.append(f"<url><loc>{location}</loc><lastmod>{page.updated or updated}</lastmod>{links}</url>\n")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return f"{head}{''.join(entries)}</urlset>\n"


def make_feed(edition: Edition) -> str:
    """Return one language's Atom feed: every chapter, the last changed first."""
    settings, language, addresses = edition.site.settings, edition.language, edition.addresses
    chapters = sorted(edition.site.chapters, key=lambda chapter: chapter.updated or settings.updated, reverse=True)
    updated = max([settings.updated, *(chapter.updated for chapter in chapters)])
    entries = []
    for chapter in chapters:
        half = chapter.texts[language]
        url = escape(addresses.absolute(text_path(language, chapter.key, chapter.slug)))
        entries.append(
            f"<entry><title>{escape(half.title)}</title><id>{url}</id><link href={quoteattr(url)}/>"
            f"<updated>{chapter.updated or settings.updated}T00:00:00Z</updated><summary>{escape(half.summary)}</summary></entry>\n"
        )
    home, feed = addresses.absolute(f"{language}/"), addresses.absolute(f"{language}/feed.xml")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<title>{escape(settings.title[language])}</title><subtitle>{escape(settings.subtitle[language])}</subtitle>\n"
        f'<id>{escape(home)}</id><link href={quoteattr(home)}/><link rel="self" href={quoteattr(feed)}/>\n'
        f"<updated>{updated}T00:00:00Z</updated><author><name>{escape(settings.author[language])}</name></author>\n"
        f"{''.join(entries)}</feed>\n"
    )


def make_headers(addresses: Addresses) -> str:
    """Return `_headers` as Netlify and Cloudflare Pages read it: a strict policy everywhere, assets kept for a year."""
    return (
        f"{addresses.root}*\n"
        f"  Content-Security-Policy: {CONTENT_SECURITY_POLICY}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
        f"{addresses.root}assets/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
    )


def make_redirects(site: Site, addresses: Addresses) -> str:
    """Return `_redirects`: from a folder's name to the slug that a text has instead of it."""
    lines = []
    for text in site.texts:
        for language in site.languages:
            old, new = (
                text_path(language, text.key, text.key.rpartition("/")[2]),
                text_path(language, text.key, text.slug),
            )
            if old != new:
                lines.append(f"{addresses.link(old)} {addresses.link(new)} 301\n")
    return "".join(lines)


def _fact_row(fact_id: str, site: Site, addresses: Addresses, references: Mapping[str, References]) -> dict[str, Any]:
    fact = site.facts[fact_id]
    figure = fact.figure
    row: dict[str, Any] = {"id": fact.id, "sheet": fact.sheet, "place": fact.place, "theme": fact.theme}
    row |= {f"label_{language}": fact.label[language] for language in site.languages}
    row |= {
        "value": _number(figure.value),
        "value_max": None if figure.value_max is None else _number(figure.value_max),
        "unit": figure.unit,
    }
    row |= {
        "as_of": fact.as_of,
        "printed": figure.printed,
        "source": fact.source,
        "section": fact.section,
        "status": fact.status,
    }
    row |= {f"note_{language}": fact.note.get(language, "") for language in site.languages}
    row |= {f"text_{language}": references[language].figures[fact.id].text.full for language in site.languages}
    row |= {f"url_{language}": addresses.absolute(fact_path(language, fact.id)) for language in site.languages}
    return row


def _place_row(key: str, site: Site) -> dict[str, Any]:
    place = site.places[key]
    longitude, latitude = place.seat or ("", "")
    row: dict[str, Any] = {"id": key} | {f"name_{language}": place.name[language] for language in site.languages}
    return row | {
        "pinyin": place.pinyin, "kind": place.kind, "parent": place.parent or "", "other": "; ".join(place.other),
        "longitude": longitude, "latitude": latitude,
    }  # fmt: skip


def _source_row(key: str, site: Site) -> dict[str, Any]:
    source = site.sources[key]
    row: dict[str, Any] = {"id": key} | {f"title_{language}": source.title[language] for language in site.languages}
    row |= {"kind": source.kind, "authors": "; ".join(source.authors), "year": source.year}
    return row | {
        f"{name}_{language}": getattr(source, name)[language]
        for name in ("date_note", "reliability")
        for language in site.languages
    }


def _term_row(key: str, site: Site) -> dict[str, Any]:
    term = site.terms[key]
    row: dict[str, Any] = {"id": key} | {f"term_{language}": term.term[language] for language in site.languages}
    return row | {"kind": term.kind} | {f"meaning_{language}": term.meaning[language] for language in site.languages}


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _schema(columns: Iterable[str]) -> dict[str, Any]:
    numbers = {"value", "value_max", "longitude", "latitude"}
    fields = [{"name": column, "type": "number" if column in numbers else "string"} for column in columns]
    return {"fields": fields, "primaryKey": ["id"]}


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    return "" if value is None else f"{Decimal(str(value)):f}" if isinstance(value, int | float) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _file(path: str, text: str) -> OutputFile:
    return OutputFile(path, text.encode())
