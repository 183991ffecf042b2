"""Images in a text: `![alternative text](photo.jpg)` as a paragraph of its own, its caption on the lines below it → a figure."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from chronicle.prose.references import ImageReference
from chronicle.words import Words

_SAYS_NOTHING = re.compile(
    r"(?:(?:an? |the )?(?:image|img|photo|photograph|picture|figure|bild|foto|imagen|imagem|immagine|afbeelding)|une? (?:image|photo)|alt"
    r"|(?:这是)?(?:一张|此)?(?:图|图片|照片|相片|图像|插图|配图|圖|圖片|相片)|写真|画像|사진|그림|صورة|изображение|фото|εικόνα|תמונה)[ \d.。:：]*"
    r"|[\w-]+\.(?:jpe?g|png|heic)|(?:img|dsc|dscn|pxl|p|mmexport|微信图片)[-_ ]?\d+",
    re.IGNORECASE,
)
# A size behind the alternative text, as in Obsidian: ![A mill|300].
_SIZED = re.compile(r"\|\s*\d+(?:x\d+)?$")
# As wide as the column of text, and on narrow screens as the window.
SIZES = "(min-width: 48rem) 44rem, 100vw"


def lift_images(root: etree.Element) -> None:
    """Turn each paragraph whose first line is an image into a figure. The lines below the image become its caption."""
    for index, block in enumerate(list(root)):
        if block.tag == "p" and len(block) and block[0].tag == "img" and not (block.text or "").strip():
            image, *rest = block
            below = image.tail or ""
            if rest and "attributes" in rest[0].attrib and not below.strip():  # they have been reported
                below = rest.pop(0).tail or ""
            if rest and rest[0].tag == "br" and not below.strip():
                below = f"\n{rest.pop(0).tail or ''}"
            if (below.strip() or rest) and not below.lstrip(" ").startswith("\n"):
                continue
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


def image_fault(image: etree.Element, is_block: bool) -> str:
    """Return the id of the first rule that an image breaks; empty if it breaks none."""
    if not is_block:
        return "image-in-line"
    alternative = image.get("alt", "").strip()
    if not alternative:
        return "image-without-text"
    if _SAYS_NOTHING.fullmatch(alternative) or alternative == image.get("src"):
        return "image-says-nothing"
    if _SIZED.search(alternative):
        return "image-sized"
    return "image-titled" if "title" in image.attrib else ""


def picture_link(image: ImageReference, alternative: str, words: Words) -> str:
    """Return the HTML of an image: a picture that leads to its larger view."""
    label = words.fill("image.larger", text=alternative)
    link = etree.Element("a", {"href": image.larger, "aria-label": label})
    link.append(_picture(image, alternative))
    return etree.tostring(link, encoding="unicode", method="html")


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
