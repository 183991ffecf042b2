"""Pages → finished HTML: each page's own template inside the frame that all of them share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from chronicle.colours import measure_contrasts
from chronicle.jsonld import make_json_ld
from chronicle.model import OutputFile
from chronicle.pages import Edition, Link, Page
from chronicle.problems import ContentError, Problem, Where, suggest
from chronicle.templating import make_environment, render_template
from chronicle.urls import fixed_path, output_path

MENU = ("facts", "places", "timeline", "glossary", "sources")
MORE = ("people", "pictures", "doubtful")


@dataclass(frozen=True)
class RenderedPage:
    """A page as HTML: whole, and the inside of its main element, which is what search reads."""

    page: Page
    html: str
    main: str

    @property
    def file(self) -> OutputFile:
        """The page as a file of the output."""
        return OutputFile(output_path(self.page.path), self.html.encode())


def make_assets(static: Mapping[str, bytes]) -> dict[str, OutputFile]:
    """Return name → file for all that pages load; the name of a file changes with its content, so that hosts may keep it for ever.

    The style sheets in `styles/` are joined into one, in the order of their names, with the drawings that they name in it.
    """
    styles = b"".join(content for name, content in sorted(static.items()) if name.startswith("styles/"))
    names = {name: content for name, content in static.items() if not name.startswith(("styles/", "drawings/"))}
    styles = re.sub(rb"/\*.*?\*/\s*", b"", styles, flags=re.DOTALL)
    names["site.css"] = re.sub(rb'url\("(drawings/[^"]+)"\)', lambda match: _drawing(static, match[1].decode()), styles)
    return {name: OutputFile(_hashed_name(name, content), content) for name, content in sorted(names.items())}


def render_pages(
    pages: list[Page], editions: list[Edition], templates: Mapping[str, str], assets: Mapping[str, OutputFile]
) -> list[RenderedPage]:
    """Render every page. Raises ContentError where a template lacks a value."""
    environment = make_environment(templates)
    addresses = editions[0].addresses
    environment.globals["root"] = addresses.root
    environment.globals["asset"] = lambda name: addresses.link(assets[name].path)
    environment.globals["contrasts"] = measure_contrasts(assets["site.css"].content.decode())
    environment.globals["main_language"] = editions[0].language
    shared = {edition.language: _shared_context(edition) for edition in editions}
    paths = {page.path for page in pages}
    rendered = []
    for page in pages:
        context = {**shared[page.language], "page": _head(page, editions, paths), "content": page.content}
        main = render_template(environment, f"pages/{page.kind}.html", context)
        html = render_template(environment, "base.html", {**context, "main": Markup(main)})
        rendered.append(RenderedPage(page, html, main))
    return rendered


def _drawing(static: Mapping[str, bytes], name: str) -> bytes:
    """Return a drawing as the style sheet holds it: it needs no request, and the style sheet colours it."""
    if name not in static:
        hint = suggest(name, [one for one in static if one.startswith("drawings/")])
        raise ContentError([Problem(Where("static/styles"), f"The drawing 'static/{name}' is missing.", hint)])
    return (
        b'url("data:image/svg+xml,'
        + quote(static[name].strip(), safe=" /:=-.,'()").replace("%22", "'").encode()
        + b'")'
    )


def _hashed_name(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}"


def _shared_context(edition: Edition) -> dict[str, Any]:
    """Return what every page of a language shows: the site's own texts, the menu, the parts."""
    settings, language, words = edition.site.settings, edition.language, edition.words
    site = {
        "title": settings.title[language],
        "subtitle": settings.subtitle[language],
        "description": settings.description[language],
        "license": settings.license[language],
        "license_url": settings.license_url,
        "report_url": settings.report_url,
        "updated": edition.day(settings.updated),
    }
    return {
        "site": site,
        "words": words,
        "count": words.count,
        "menu_links": [Link(words[f"menu.{page}"], edition.link(fixed_path(language, page))) for page in MENU],
        "more_links": [Link(words[f"{page}.title"], edition.link(fixed_path(language, page))) for page in MORE]
        + [edition.text_link(page) for key, page in edition.site.pages.items() if key != "home"],
        "part_links": [edition.text_link(part.opening) for part in edition.site.parts],
    }


def _head(page: Page, editions: list[Edition], paths: set[str]) -> dict[str, Any]:
    """Return a page with its addresses: its own, its twins', and what the head of the document says of them."""
    edition = next(one for one in editions if one.language == page.language)
    addresses, words = edition.addresses, edition.words
    is_twinned = page.path.startswith(f"{page.language}/")
    twins = (
        {one.language: one.language + page.path.removeprefix(page.language) for one in editions} if is_twinned else {}
    )
    home = page.kind in ("home", "entrance", "not-found")
    alternates = [
        {"language": language, "url": addresses.absolute(path)} for language, path in twins.items() if path in paths
    ]
    if page.kind in ("home", "entrance"):
        twins = twins or {one.language: f"{one.language}/" for one in editions}
        alternates = [{"language": language, "url": addresses.absolute(path)} for language, path in twins.items()]
        alternates.append({"language": "x-default", "url": addresses.absolute("")})
    elif alternates:
        alternates.append({"language": "x-default", "url": alternates[0]["url"]})
    names = edition.site.settings.languages
    return {
        **vars(page),
        "json_ld": Markup(make_json_ld(page, edition)),
        "url": addresses.link(page.path),
        "head_title": page.title
        if home
        else words["title.pattern"].format(page=page.title, site=edition.site.settings.title[page.language]),
        "canonical": addresses.absolute(page.path) if page.kind != "not-found" else "",
        "alternates": alternates,
        "languages": [
            Link(names[language].name, addresses.link(path), language=language) for language, path in twins.items()
        ],
    }
