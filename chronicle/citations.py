"""Citations of a page of this site or of one of its sources, in the styles of GB/T 7714 and APA (7th edition).

GB/T 7714—2015 has the form: responsible. title[type/carrier]. publication, year(day). address. The type DS is a data set, J a periodical,
N a newspaper; the carrier OL means online. Unknown data of a source is left out, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.model import Source

GB_TYPES = {"pictorial": "J", "newspaper-page": "N", "book": "M", "report": "R", "web-page": "EB/OL"}


@dataclass(frozen=True)
class Citation:
    """One citation in both styles, as plain text; `gb` is empty on a site without Chinese, whose readers do not use that style."""

    gb: str
    apa: str


def cite_page(
    title: str, site_title: str, author: str, updated: str, url: str, data_set: str, has_gb: bool = True
) -> Citation:
    """Return how a page of this site is cited; `updated` is an ISO day. `data_set` says what a page of data is; it is empty for any other."""
    type_ = "DS/OL" if data_set else "EB/OL"
    note = f" [{data_set}]" if data_set else ""
    gb = f"{_stop(author)} {title}[{type_}]//{_stop(site_title)} ({updated}). {url}."
    apa = f"{_stop(author)} ({updated[:4]}). {_stop(title + note)} {_stop(site_title)} {url}"
    return Citation(gb if has_gb else "", apa)


def cite_source(source: Source, language: str, latin: bool, has_gb: bool = True) -> Citation:
    """Return the citation of a source in one language; with `latin`, the authors' names are in Latin letters if they are known."""
    names = source.authors_en if latin and source.authors_en else source.authors
    issuer = source.issued_by.get(language, "")
    responsible = ", ".join(names) or issuer
    publication = source.publication.get(language, "")
    title = source.title[language]
    head = f"{_stop(responsible)} " if responsible else ""
    gb = f"{head}{title}[{GB_TYPES[source.kind]}]. {f'{publication}, ' if publication else ''}{source.year}."
    apa_head = f"{_stop(responsible)} ({source.year}). {title}" if responsible else f"{_stop(title)} ({source.year})"
    apa = " ".join(map(_stop, filter(None, (apa_head, publication, issuer if names else ""))))
    return Citation(gb if has_gb else "", apa)


def _stop(text: str) -> str:
    """Return a text with a full stop; a text that has a mark at its end keeps it: e. V., Who moved?"""
    return text if text.endswith((".", "?", "!", "。", "？", "！")) else f"{text}."
