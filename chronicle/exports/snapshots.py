"""The description of a snapshot for archives and citation: CITATION.cff, RO-Crate, the list of its sources."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from chronicle.citations import cite_source
from chronicle.editions import SITE, TEXTS
from chronicle.exports.data import describe_licence, package_name
from chronicle.media_types import MEDIA_TYPES
from chronicle.model import OutputFile, Site, Source
from chronicle.typography import has_chinese
from chronicle.urls import Addresses

CITATION, CRATE, SOURCES = "CITATION.cff", "ro-crate-metadata.json", "SOURCES.txt"
PROFILE = "https://w3id.org/ro/crate/1.1"
# Kinds of sources → types of the Citation File Format, and of schema.org.
CFF_TYPES = {"pictorial": "magazine-article", "newspaper-page": "newspaper-article", "book": "book", "report": "report", "web-page": "website"}  # fmt: skip
SCHEMA_TYPES = {"pictorial": "PublicationIssue", "newspaper-page": "NewsArticle", "book": "Book", "report": "Report", "web-page": "WebPage"}  # fmt: skip


def snapshot_name(site: Site) -> str:
    """Return the name of the snapshot of an edition: `example.org-chronicle-2026-11-28`."""
    return f"{package_name(site.settings.base_url)}-{site.settings.updated}"


def describe_snapshot(site: Site, addresses: Addresses, texts: str, paths: Sequence[str]) -> list[OutputFile]:
    """Return the files of a snapshot that describe the site; `texts` is the content of `texts.json`, `paths` are those of the site's files."""
    files = {
        CITATION: _make_citation(site, addresses),
        SOURCES: _list_sources(site),
        TEXTS: texts,
    }
    held = [f"{SITE}{path}" for path in paths if path.startswith(("data/", "books/"))]
    crate = _make_crate(site, addresses, {name: len(text.encode()) for name, text in files.items()}, held)
    return [OutputFile(name, text.encode()) for name, text in {**files, CRATE: crate}.items()]


def _make_citation(site: Site, addresses: Addresses) -> str:
    """Return how the edition is cited, in the Citation File Format 1.2, in the same language as the data package."""
    settings, language = site.settings, site.described_in
    licence = describe_licence(settings.license_url, settings.license[language])
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this edition, please cite it as below.",
        "type": "dataset",
        "title": settings.title[language],
        "abstract": settings.description[language].strip(),
        "authors": [{"name": settings.author[language]}],
        "version": settings.updated,
        "date-released": settings.updated,
        "url": addresses.absolute(""),
        **({"license": licence["name"]} if "name" in licence else {"license-url": licence["path"]}),
        "references": [_cite_source(source, language) for source in site.sources.values()],
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)


def _cite_source(source: Source, language: str) -> dict[str, Any]:
    names = source.authors or tuple(
        filter(None, [source.issued_by.get(language, "") or source.publication.get(language, "")])
    )
    told: dict[str, Any] = {
        "type": CFF_TYPES.get(source.kind, "generic"),
        "title": source.title[language],
        "authors": [{"name": name} for name in names or (source.title[language],)],
    }
    if source.year.isdecimal():
        told["year"] = int(source.year)
    if journal := source.publication.get(language, ""):
        told["journal"] = journal
    if issuer := source.issued_by.get(language, ""):
        told["publisher"] = {"name": issuer}
    return told


def _list_sources(site: Site) -> str:
    """Return the citations of every source, in each written language: by GB/T 7714 if a language of the site is Chinese, and by APA."""
    blocks, has_gb = [], has_chinese(site)
    for language in site.written:
        lines = [site.settings.title[language], ""]
        for source in site.sources.values():
            citation = cite_source(source, language, latin=language != site.written[0], has_gb=has_gb)
            lines += [*filter(None, (citation.gb, citation.apa)), ""]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _make_crate(site: Site, addresses: Addresses, files: Mapping[str, int], held: Sequence[str]) -> str:
    """Return the description of the snapshot as RO-Crate 1.1: https://www.researchobject.org/ro-crate/specification/1.1/."""
    settings, language = site.settings, site.described_in
    licence = describe_licence(settings.license_url, settings.license[language])
    sources = [_describe_source(key, source, language) for key, source in site.sources.items()]
    sized = {**files, **dict.fromkeys(held)}
    parts = [_describe_file(path, size) for path, size in sized.items()]
    site_folder = {
        "@id": SITE,
        "@type": "Dataset",
        "name": settings.title[language],
        "description": "The site as it stood, with its data package and books.",
        "hasPart": [{"@id": path} for path in held],
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": settings.title[language],
        "description": settings.description[language].strip(),
        "datePublished": settings.updated,
        "version": settings.updated,
        "inLanguage": list(site.written),
        "url": addresses.absolute(""),
        "license": {"@id": settings.license_url},
        "author": {"@id": "#author"},
        "publisher": {"@id": "#author"},
        "citation": [{"@id": source["@id"]} for source in sources],
        "hasPart": [*({"@id": name} for name in files), {"@id": SITE}],
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    author = {
        "@id": "#author",
        "@type": "Organization",
        "name": settings.author[language],
        "url": addresses.absolute(""),
    }
    terms = {
        "@id": settings.license_url,
        "@type": "CreativeWork",
        "name": licence.get("name", licence["title"]),
        "description": licence["title"],
    }
    graph = [descriptor, root, author, terms, site_folder, *parts, *sources]
    return json.dumps({"@context": f"{PROFILE}/context", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _describe_file(path: str, size: int | None) -> dict[str, Any]:
    name = path.rpartition("/")[2]
    told = {"@id": path, "@type": "File", "name": name}
    if kind := MEDIA_TYPES.get(name.rpartition(".")[2]):
        told["encodingFormat"] = kind
    return told if size is None else {**told, "contentSize": str(size)}


def _describe_source(key: str, source: Source, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": f"#source-{key}",
        "@type": SCHEMA_TYPES.get(source.kind, "CreativeWork"),
        "name": source.title[language],
        "datePublished": source.year,
    }
    if issuer := source.issued_by.get(language, ""):
        told["publisher"] = issuer
    return told
