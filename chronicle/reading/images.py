"""Images that editors have put beside their texts: which files they are, and what is in them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path

from chronicle.cache import Cache, make_key, open_cache
from chronicle.model import Image, ImageEntry
from chronicle.pictures import Shape, UnusableImage, check_size, inspect_photo
from chronicle.problems import Problem, Where
from chronicle.reading.shelf import Shelf

NAME = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
USABLE = (".jpg", ".jpeg", ".png")
# What looks like an image to an editor; other files beside a text are left alone.
UNUSABLE = (
    ".apng",
    ".avif",
    ".bmp",
    ".gif",
    ".heic",
    ".heif",
    ".jfif",
    ".jp2",
    ".jxl",
    ".raw",
    ".svg",
    ".tif",
    ".tiff",
    ".webp",
)


def note_image(shelf: Shelf, root: Path, path: Path) -> None:
    """Note a file beside a text, if it is an image; one that cannot be used is a problem."""
    ending, where = path.suffix.lower(), Where(shelf.name(path))
    if ending not in USABLE + UNUSABLE:
        return
    if ending in UNUSABLE:
        message, hint = f"'{path.name}' is not used: images are JPEG or PNG files.", "Save it as .jpg or .png."
        shelf.problems.append(Problem(where, "unusable-image", message, hint))
    elif not NAME.fullmatch(path.stem):
        message = f"'{path.name}' cannot be the name of an image."
        hint = "Name it with the letters a-z, digits and single hyphens: " + _plain_name(path)
        shelf.problems.append(Problem(where, "wrong-name", message, hint))
    elif path.parent == root:
        shelf.refuse_file(path, "An image lies in the folder of the text that shows it.")
    else:
        shelf.images.setdefault(shelf.name(path.parent), []).append(path)
        return
    shelf.where["unread", f"image {shelf.name(path)}"] = where


def read_images(shelf: Shelf, root: Path, key: str, entries: Mapping[str, ImageEntry]) -> dict[str, Image]:
    """Return the images beside a text by their names, without those that cannot be read."""
    images = {}
    for path in shelf.images.get(shelf.name(root / key), ()):
        name = shelf.name(path)
        try:
            digest, shape = _inspect(path, open_cache(shelf.project.root, "images"))
        except UnusableImage as error:
            shelf.problems.append(Problem(Where(name), "unusable-image", f"{error}.", error.hint))
            shelf.where["unread", f"image {name}"] = Where(name)
            continue
        entry = entries.get(path.name, ImageEntry())
        images[path.name] = Image(
            name, key, digest, shape.width, shape.height, shape.transparent, entry.credit, entry.publish_original
        )
    return images


def _inspect(path: Path, cache: Cache) -> tuple[str, Shape]:
    """Return the digest and the shape of an image; a file that was looked at once is not decoded again."""
    try:
        check_size(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise UnusableImage(f"This file cannot be read: {error.strerror}", "Check its permissions.") from error
    digest = hashlib.sha256(content).hexdigest()
    key = make_key("shape", digest)
    known = cache.get(key)
    if known is not None:
        return digest, Shape(*json.loads(known))
    shape = inspect_photo(content)
    cache.put(key, json.dumps(astuple(shape)).encode())
    return digest, shape


def _plain_name(path: Path) -> str:
    """Return a name like the one given that an image can have."""
    stem = "-".join(re.findall("[A-Za-z0-9]+", path.stem)) or "photo"
    return f"{stem.lower()}{path.suffix.lower()}"
