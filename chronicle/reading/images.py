"""Reads the images beside texts: checks the names of the files, and inspects their content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from pathlib import Path

from chronicle.cache import Cache, make_key, open_cache
from chronicle.model import Image, suggest_key
from chronicle.model.entries import ImageEntry
from chronicle.pictures import LIMITS, Shape, UnusableImage, check_original, check_size, inspect_photo
from chronicle.problems import Problem, Where
from chronicle.project import Project
from chronicle.reading.files import misplaced_file

NAME = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
USABLE = (".jpg", ".jpeg", ".png")
UNUSABLE = (
    ".apng", ".avif", ".bmp", ".gif", ".heic", ".heif", ".jfif", ".jp2", ".jxl", ".raw", ".svg", ".tif", ".tiff", ".webp",
)  # fmt: skip


def is_image(path: Path) -> bool:
    """Return whether a file looks like an image to an editor."""
    return path.suffix.lower() in USABLE + UNUSABLE


def check_image(project: Project, path: Path, is_in_text: bool) -> Problem | None:
    """Return the problem of an image that shows without opening it: its file type, name or folder. None if all are right."""
    where, ending = Where(project.name(path)), path.suffix.lower()
    name = where.path.rpartition("/")[2]
    if ending in UNUSABLE:
        message, hint = f"'{name}' is not used: images are JPEG or PNG files.", "Save it as .jpg or .png."
        return Problem(where, "unusable-image", message, hint)
    if not NAME.fullmatch(path.stem):
        hint = "Name it with the letters a-z, digits and single hyphens: " + _plain_name(path)
        return Problem(where, "wrong-name", f"'{name}' cannot be the name of an image.", hint)
    if not is_in_text:
        return misplaced_file(project, path, "An image lies in the folder of the text that shows it.")
    return None


def read_images(
    project: Project, key: str, paths: Iterable[Path], entries: Mapping[str, ImageEntry]
) -> tuple[dict[str, Image], list[Problem]]:
    """Return file name → image for the images beside a text, and the problems of those that cannot be used."""
    images: dict[str, Image] = {}
    problems: list[Problem] = []
    for path in paths:
        name, entry = project.name(path), entries.get(path.name, ImageEntry())
        try:
            digest, shape = _inspect(path, open_cache(project.root, "images"))
            if entry.publish_original:
                check_original(path.read_bytes())
        except UnusableImage as error:
            problems.append(Problem(Where(name), "unusable-image", f"{error}.", error.hint))
            continue
        images[path.name] = Image(
            name, key, digest, shape.width, shape.height, shape.transparent, entry.credit, entry.publish_original
        )
    return images, problems


def _inspect(path: Path, cache: Cache) -> tuple[str, Shape]:
    """Return the digest and the shape of an image. The shape is cached, so that no image is decoded twice."""
    try:
        check_size(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise UnusableImage(f"This file cannot be read: {error.strerror}", "Check its permissions.") from error
    digest = hashlib.sha256(content).hexdigest()
    key = make_key("shape", digest, LIMITS)
    known = cache.get(key)
    if known is not None:
        return digest, Shape(*json.loads(known))
    shape = inspect_photo(content)
    cache.put(key, json.dumps(astuple(shape)).encode())
    return digest, shape


def _plain_name(path: Path) -> str:
    """Return an allowed name for an image that is similar to its present name."""
    return f"{suggest_key(path.stem) or 'photo'}{path.suffix.lower()}"
