"""Rules of images: each image in a text exists, and each image beside a text is used. Rules of their markup are in `prose`."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from chronicle.checks.content import Content
from chronicle.model import Mention, Text
from chronicle.problems import Problem, Where, shorten, suggest


def check_images(content: Content) -> Iterator[Problem]:
    """An image in a text lies beside it, an image beside a text is used, and an entry in `images:` belongs to an image beside the text."""
    for text in content.texts:
        folder = text.where.path.rpartition("/")[0]
        bodies = [content.bodies[half.path] for half in text.halves.values()]
        uses = [mention for body in bodies for mention in body.mentions if mention.kind == "image"]
        refused = {one.where for body in bodies for one in body.problems if one.rule == "refused-html"}
        for mention in uses:
            if mention.where not in refused:
                yield from _check_use(content, text, folder, mention)
        # A name that differs in capital letters is reported where it is used.
        used = {mention.target.lower() for mention in uses}
        is_told = any(body.blocks for body in bodies)  # not if the text is empty
        for name, image in text.images.items():
            if is_told and name.lower() not in used:
                hint = f"Show it, ![what it shows]({name}) in each language's file, or delete it."
                yield Problem(Where(image.path), "unused-image", "No text shows this image.", hint)
        for name in text.described_images:
            if _is_missing(content, text, folder, name):
                hint = suggest(name, text.images) or f"Put the file in {folder}/, or remove its entry."
                where = content.site.registry.spots[text.kind][text.key].document.where("images", name)
                yield Problem(where, "unknown-image", f"There is no image '{shorten(name)}' beside this text.", hint)


def _check_use(content: Content, text: Text, folder: str, mention: Mention) -> Iterator[Problem]:
    name = unquote(mention.target)  # other tools write %20 for a space
    if _is_missing(content, text, folder, name):
        hint = suggest(name, text.images) if "/" not in name else ""
        message = f"There is no image '{shorten(mention.target)}' beside this text."
        yield Problem(
            mention.where, "unknown-image", message, hint or f"Put the file in {folder}/ and write only its name."
        )


def _is_missing(content: Content, text: Text, folder: str, name: str) -> bool:
    """Return whether there is no image of this name beside a text. False for an image that could not be read."""
    return name not in text.images and content.lacks("image", f"{folder}/{name}")
