"""Makes pictures: photographs in every size, share pictures and charts. Each is made once and kept in the project's cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from chronicle.cache import make_key, open_cache
from chronicle.charts import Poster
from chronicle.executors import Watch, open_executor, share, unwatched
from chronicle.model import Image, OutputFile
from chronicle.pictures import (
    Colours,
    Faces,
    SharePicture,
    Typeface,
    Variant,
    describe_share_picture,
    draw_shapes,
    draw_share_picture,
    encode_photo,
    encoding_of,
    missing_glyphs,
    plan_variants,
)
from chronicle.problems import ContentError, Problem, Where
from chronicle.project import PACKAGE


@dataclass(frozen=True)
class Task:
    """Files to be made together: their paths, the key of each, and the function and arguments that make them all."""

    paths: tuple[str, ...]
    keys: tuple[str, ...]
    make: Callable[..., list[bytes]]
    arguments: tuple[Any, ...]


def make_photos(images: Iterable[Image], root: Path, jobs: int = 1, watch: Watch = unwatched) -> Iterator[OutputFile]:
    """Yield every published form of the images of a project. Raises ContentError for an image that was changed since it was read."""
    tasks = []
    for image in images:
        plan = plan_variants(image)
        keys = tuple(make_key("photo", image.digest, one, encoding_of(one.format), _program()) for one in plan.all)
        paths = tuple(one.path for one in plan.all)
        tasks.append(Task(paths, keys, _encode, (root / image.path, image.path, image.digest, plan.all)))
        if plan.original:
            yield OutputFile(plan.original, _read(root / image.path, image.path, image.digest))
    yield from _make_all(tasks, root, jobs, watch)


def plan_share_pictures(
    pictures: Iterable[SharePicture], colours: Colours
) -> tuple[dict[SharePicture, str], dict[SharePicture, str]]:
    """Return picture → path, and for each picture that cannot be made, picture → the letters that the fonts lack.

    The path depends only on the picture's input, so pages can name it before it is drawn.
    """
    missing = {picture: missing_glyphs(picture, read_faces()) for picture in dict.fromkeys(pictures)}
    paths = {
        picture: f"images/share/{_share_key(picture, colours)[:16]}.png"
        for picture, letters in missing.items()
        if not letters
    }
    return paths, {picture: letters for picture, letters in missing.items() if letters}


def make_share_pictures(
    paths: Mapping[SharePicture, str], colours: Colours, root: Path, jobs: int, watch: Watch
) -> Iterator[OutputFile]:
    """Yield share pictures as files; `paths` is picture → path."""
    tasks = [
        Task((path,), (_share_key(picture, colours),), _draw, (picture, colours)) for picture, path in paths.items()
    ]
    return _make_all(tasks, root, jobs, watch)


def make_posters(
    posters: Mapping[str, Poster], colours: Mapping[str, str], root: Path, jobs: int, watch: Watch
) -> Iterator[OutputFile]:
    """Yield charts as PNG files; `posters` is path → chart, `colours` is name → colour of the light theme."""
    tasks = [
        Task(
            (path,),
            (make_key("poster", poster, sorted(colours.items()), encoding_of("PNG"), _letters(), _program()),),
            _draw_poster,
            (poster, dict(colours)),
        )
        for path, poster in posters.items()
    ]
    return _make_all(tasks, root, jobs, watch)


def _draw_poster(poster: Poster, colours: Mapping[str, str]) -> list[bytes]:
    return [draw_shapes(poster.shapes, poster.width, poster.height, read_faces(), colours)]


@lru_cache(maxsize=4096)
def _share_key(picture: SharePicture, colours: Colours) -> str:
    """Return a key of everything that is seen on a share picture; the code that draws it is not part of the key."""
    seen = describe_share_picture(picture, read_faces(), colours)
    return make_key("picture", seen, encoding_of("PNG"), _letters())


def _make_all(tasks: Sequence[Task], root: Path, jobs: int, watch: Watch) -> Iterator[OutputFile]:
    """Yield the files of all tasks in their order; those that are not in the cache are made now, by `jobs` processes."""
    cache = open_cache(root, "pictures")
    # Entries are read twice: to hold them all would take more memory than the site.
    lacking = [task for task in tasks if any(cache.get(key) is None for key in task.keys)]
    anew = {task.keys for task in lacking}
    with open_executor(min(jobs, len(lacking))) as executor:
        results = share(_perform, lacking, executor, watch, 4) if executor else map(_perform, lacking)
        made = iter(watch(results, len(lacking), len(tasks) - len(lacking)))
        for task in tasks:
            keys = () if task.keys in anew else task.keys
            contents = [content for key in keys if (content := cache.get(key)) is not None]
            if len(contents) < len(task.keys):
                # Another build may have removed an entry meanwhile.
                contents = next(made) if task.keys in anew else _perform(task)
                for key, content in zip(task.keys, contents, strict=True):
                    cache.put(key, content)
            yield from map(OutputFile, task.paths, contents)
    if lacking:
        cache.forget_old()


def _perform(task: Task) -> list[bytes]:
    return task.make(*task.arguments)


def _encode(path: Path, name: str, digest: str, variants: tuple[Variant, ...]) -> list[bytes]:
    return encode_photo(_read(path, name, digest), variants)


def _draw(picture: SharePicture, colours: Colours) -> list[bytes]:
    return [draw_share_picture(picture, read_faces(), colours)]


def _read(path: Path, name: str, digest: str) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != digest:
        message = "This image was changed while the site was being built."
        raise ContentError([Problem(Where(name), "changed-file", message, "Build again.")])
    return content


@lru_cache(maxsize=1)
def read_faces() -> Faces:
    """Return the typefaces of share pictures, whose fonts are part of the package."""
    fonts = {path.stem: path.read_bytes() for path in (PACKAGE / "fonts").glob("*.otf")}
    return Faces(
        Typeface(fonts["title-han"], fonts["title-latin"]),
        Typeface(fonts["text-han"], fonts["text-latin"]),
    )


@lru_cache(maxsize=1)
def _program() -> str:
    """Return the SHA-256 of the code that makes pictures: if it changes, photographs and charts are made again."""
    return _sum_of((PACKAGE / "pictures").glob("*.py"))


@lru_cache(maxsize=1)
def _letters() -> str:
    """Return the SHA-256 of the fonts of pictures."""
    return _sum_of((PACKAGE / "fonts").glob("*.otf"))


def _sum_of(paths: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sorted(paths))).hexdigest()
