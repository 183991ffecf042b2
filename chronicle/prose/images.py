"""Images in a text: `![alternative text](photo.jpg)` as a paragraph of its own, its caption on the lines below it → a figure."""

from __future__ import annotations

from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from chronicle.prose.markup import IMAGE_PLACE
from chronicle.prose.references import ImageReference, References

# As wide as the column of text, and on narrow screens as the window.
SIZES = "(min-width: 48rem) 44rem, 100vw"


def lift_images(root: etree.Element) -> None:
    """Make a figure of each paragraph that is an image, what stands below it in the paragraph being the caption."""
    for image in root.iter("img"):
        image.set("place", "line")
    for index, block in enumerate(list(root)):
        if block.tag == "p" and len(block) and block[0].tag == "img" and not (block.text or "").strip():
            image, *rest = block
            below = image.tail or ""
            if rest and rest[0].tag == "br" and not below.strip():
                below = f"\n{rest.pop(0).tail or ''}"
            if (below.strip() or rest) and not below.lstrip(" ").startswith("\n"):
                continue
            image.set("place", "block")
            root[index] = _make_figure(image, below.lstrip("\n "), rest, block.tail)


def _make_figure(image: etree.Element, text: str, rest: list[etree.Element], tail: str | None) -> etree.Element:
    figure = etree.Element("figure", {"class": "image"})
    figure.tail, image.tail = tail, None
    figure.append(image)
    if text or rest:
        caption = etree.SubElement(figure, "figcaption")
        caption.text = text
        caption.extend(rest)
    return figure


def image_kind(image: etree.Element) -> str:
    """Return what kind of mention an image is, by the first thing that is wrong with it."""
    if image.attrib.pop("place") == "line":
        return "image-in-line"
    if not image.get("alt", "").strip():
        return "image-without-text"
    return "image-titled" if "title" in image.attrib else "image"


def finish_image(figure: etree.Element, folder: str, references: References, number: int) -> str:
    """Put a numbered place where a figure's image stood, and the credit behind its caption; return the HTML for the place.

    Where there is no such image, nothing is changed or returned.
    """
    image = figure[0]
    reference = references.images.get(f"{folder}/{image.get('src')}")
    if reference is None:
        return ""
    figure[0] = etree.Element(IMAGE_PLACE, {"number": str(number)})
    if reference.credit:
        caption = figure[1] if len(figure) > 1 else etree.SubElement(figure, "figcaption")
        _add_line(caption, reference.credit)
    alternative = image.get("alt", "")
    label = references.words["image.larger"].format(text=alternative)
    link = etree.Element("a", {"href": reference.larger, "aria-label": label})
    link.append(_picture(reference, alternative))
    return etree.tostring(link, encoding="unicode", method="html")


def _add_line(caption: etree.Element, credit: str) -> None:
    last = caption[-1] if len(caption) else None
    if last is not None:
        last.tail = f"{last.tail or ''}\n"
    elif caption.text:
        caption.text += "\n"
    etree.SubElement(caption, "small").text = AtomicString(credit)


def _picture(reference: ImageReference, alternative: str) -> etree.Element:
    picture = etree.Element("picture")
    for type_, srcset in reference.sources:
        etree.SubElement(picture, "source", {"type": type_, "srcset": srcset, "sizes": SIZES})
    etree.SubElement(
        picture,
        "img",
        {
            "src": reference.src,
            "srcset": reference.srcset,
            "sizes": SIZES,
            "alt": alternative,
            "width": str(reference.width),
            "height": str(reference.height),
            "loading": "lazy",
            "decoding": "async",
        },
    )
    return picture
