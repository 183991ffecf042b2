"""The main element of a page → the body of a book's document, as XML, without elements that only work in a browser."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from xml.etree import ElementTree

from chronicle.books.addresses import IMAGES

Element = ElementTree.Element
XHTML, SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"
# Elements without use in a book: controls, navigation of a site, texts for screen readers of a site.
LEFT_OUT = frozenset(["button", "form", "input", "nav", "script", "select", "source", "style", "template"])
LEFT_OUT_CLASSES = frozenset([
    "alone", "anchor", "back", "byline", "citation", "locator", "out-of-sight", "to-chart", "to-figures", "tools", "way", "ways",
])  # fmt: skip
# Attributes that only work in a browser.
ONLY_IN_BROWSERS = frozenset([
    "autocomplete", "download", "focusable", "hreflang", "loading", "popover", "popovertarget", "sizes", "srcset", "tabindex",
])  # fmt: skip
# Elements that can be opened on a page, and are always open in a book: element → element and class.
OPENED = {"details": ("div", "opened"), "summary": ("div", "opened-title")}


def read_html(html: str) -> Element:
    """Return clean HTML as a tree of XHTML in a `section`, without what a book cannot use. Names have no namespace, but drawings have the attribute `xmlns`."""
    import tinyhtml5  # here, so that `find_form` can report that it is missing

    body = tinyhtml5.parse(f"<!doctype html><body>{html}").find(f"{{{XHTML}}}body")
    assert body is not None, "the parser makes one"
    section = Element("section")
    section.extend(body)
    section.text = body.text
    for element in section.iter():
        space, _, name = element.tag.rpartition("}")
        if space == f"{{{SVG}" and name == "svg":
            element.set("xmlns", SVG)
        element.tag = name
    _prune(section)
    return section


def choose_drawings(body: Element, other: str) -> Element:
    """Return a copy of a body without the drawings of the form `other`: wide or narrow."""
    body = copy.deepcopy(body)
    for parent in body.iter():
        for child in [child for child in parent if {"drawing", other} <= set(child.get("class", "").split())]:
            parent.remove(child)
    return body


def write_xml(element: Element) -> str:
    """Return a tree as XML, without a declaration."""
    return ElementTree.tostring(element, encoding="unicode")


def _prune(parent: Element) -> None:
    """Remove from an element what a book cannot use, and the attributes that only work in a browser."""
    kept: list[Element] = []
    is_heading = (
        "headed" in parent.get("class", "").split()
    )  # after the heading, it has links to the same place in other languages
    for child in list(parent):
        if _is_left_out(child) or (is_heading and child.tag == "p"):
            _keep_tail(parent, kept, child.tail or "")
            continue
        kept.append(child)
        if child.tag in OPENED:
            child.tag, opened = OPENED[child.tag]
            child.set("class", f"{child.get('class', '')} {opened}".strip())
            child.attrib.pop("open", None)
        if child.tag == "a" and child.get("href", "").startswith(IMAGES):  # a larger view, which a book lacks
            child.tag = "span"
            child.attrib.clear()
        for name in _needless(child):
            del child.attrib[name]
        _prune(child)
    parent[:] = kept


def _is_left_out(element: Element) -> bool:
    classes = set(element.get("class", "").split())
    return (
        element.tag in LEFT_OUT
        or "hidden" in element.attrib
        or "download" in element.attrib
        or bool(classes & LEFT_OUT_CLASSES)
    )


def _keep_tail(parent: Element, kept: list[Element], tail: str) -> None:
    if kept:
        kept[-1].tail = (kept[-1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _needless(element: Element) -> Iterator[str]:
    for name in list(element.attrib):
        if name in ONLY_IN_BROWSERS or name.startswith("data-") or (name == "role" and element.get("role") == "region"):
            yield name
