"""Redirect pages at the former addresses of texts, for hosts that do not support redirects."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment

from chronicle.model import OutputFile, Site
from chronicle.pages import Page
from chronicle.policy import page_policy
from chronicle.templating import render_template
from chronicle.urls import Addresses, former_paths, output_path, text_folders, text_path


def make_moved(site: Site, addresses: Addresses, pages: Sequence[Page], environment: Environment) -> list[OutputFile]:
    """Return a redirect page for each former address of a text that is not the address of a page now."""
    taken = {page.path for page in pages}
    files = []
    for text in site.texts:
        for folder, language in text_folders(site, text).items():
            now = text_path(folder, text)
            moved = {
                "language": language,
                "title": str(text.halves[language].title),
                "link": addresses.link(now),
                "url": addresses.absolute(now),
                "policy": page_policy(),
            }
            files += [
                OutputFile(output_path(path), render_template(environment, "moved.html", {"moved": moved}).encode())
                for path in former_paths(folder, text)
                if path not in taken
            ]
    return files
