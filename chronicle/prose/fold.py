"""Puts blocks in place of their marks: code, rules, and elements of raw HTML with the blocks between their tags."""

from __future__ import annotations

from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from chronicle.prose.marks import Code, Marks, Rule, Tag
from chronicle.prose.markup import EMPTY_TAGS, LINE_TAGS


def fold_blocks(parent: etree.Element, marks: Marks, offsets: dict[etree.Element, int]) -> None:
    """Replace the marks below `parent` by the blocks that they stand for, and add the offset of each block to `offsets`.

    An element without an end tag is dropped; the blocks after its start tag stay.
    """
    if len(parent) or marks.structure((parent.text or "").strip()):
        _lift_text(parent, marks)
        _fold(parent, marks, offsets)
        for child in parent:
            fold_blocks(child, marks, offsets)


def _lift_text(parent: etree.Element, marks: Marks) -> None:
    """Wrap a mark in a paragraph if it is the only text of another element, such as a list item."""
    if parent.tag != "p" and marks.structure(text := (parent.text or "").strip()):
        parent.text = ""
        paragraph = etree.Element("p")
        paragraph.text = text
        parent.insert(0, paragraph)


def _fold(parent: etree.Element, marks: Marks, offsets: dict[etree.Element, int]) -> None:
    """Put each block into the innermost element that is open at its place."""
    # Each level is an element of raw HTML and what it holds; the first is the parent itself.
    levels: list[tuple[etree.Element, list[etree.Element]]] = [(parent, [])]
    for child in list(parent):
        thing = marks.structure((child.text or "").strip()) if child.tag == "p" and not len(child) else None
        if thing is None:
            levels[-1][1].append(child)
        elif isinstance(thing, Tag):
            _turn(thing, levels, offsets)
        else:
            levels[-1][1].append(block := _make(thing))
            offsets[block] = thing.offset
    while len(levels) > 1:
        _, children = levels.pop()
        levels[-1][1].extend(children)
    parent[:] = levels[0][1]


def _turn(tag: Tag, levels: list[tuple[etree.Element, list[etree.Element]]], offsets: dict[etree.Element, int]) -> None:
    """Open or close an element."""
    if not tag.is_end:
        element = etree.Element(tag.name, dict(tag.attributes))
        offsets[element] = tag.offset
        if tag.name in EMPTY_TAGS:
            levels[-1][1].append(element)
        else:
            levels.append((element, []))
    elif any(element.tag == tag.name for element, _ in levels[1:]):
        while True:
            element, children = levels.pop()
            if element.tag == tag.name == "p" and len(children) != 1:
                levels[-1][1].extend(children)  # HTML ends a paragraph where another block begins
                return
            if element.tag == tag.name:
                _fill(element, children)
                levels[-1][1].append(element)
                return
            levels[-1][1].extend(children)


def _fill(element: etree.Element, children: list[etree.Element]) -> None:
    """Put blocks into an element. In an element that holds a line, such as `li`, a single paragraph becomes that line."""
    if element.tag in LINE_TAGS and len(children) == 1 and children[0].tag == "p":
        element.text = children[0].text
        children = list(children[0])
    element[:] = children


def _make(thing: Code | Rule) -> etree.Element:
    if isinstance(thing, Rule):
        return etree.Element("hr")
    block = etree.Element("pre")
    etree.SubElement(block, "code").text = AtomicString(thing.text)
    return block
