"""The guide for editors, followed step by step: its commands are given, its files written as they stand in it, and the site builds after each section."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from projects import HOME, edit

from chronicle.cli import main
from chronicle.loading import load_site
from chronicle.reading import Project

CHAPTER = "content/chapters/town/school"
LATER = ("serve", "build")


def blocks(guide: str) -> Iterator[tuple[str, str]]:
    """Yield each block of code of a guide with the line before it."""
    for found in re.finditer(r"^(\S.*)\n\n((?:(?: {4}.*)?\n)+)", guide, re.MULTILINE):
        code = "".join(line.removeprefix("    ") for line in found[2].strip("\n").splitlines(keepends=True))
        yield found[1], f"{code}\n"


def draw_desks(path: Path) -> None:
    """Draw what the guide's picture shows."""
    picture = Image.new("RGB", (900, 600), "#d9cba8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 900, 330), fill="#eef1ea")
    for left in range(40, 900, 220):
        draw.rectangle((left, 300, left + 170, 325), fill="#7a4f2c")
        for leg in (left + 10, left + 145):
            draw.rectangle((leg, 325, leg + 14, 480), fill="#5c3a20")
    picture.save(path, quality=85)


def follow(language: str, other: str, after: Callable[[str], None] = lambda step: None) -> None:
    """Follow the guide in a language in the current folder; `after` is called with what each block was."""
    guide = (HOME / f"docs/editing.{language}.md").read_text(encoding="utf-8").split("<!--")[0]
    pictures = iter((language, other))
    halves = {one: Path("oldbridge", CHAPTER, f"{one}.md") for one in (language, other)}
    for before, code in blocks(guide):
        if code.startswith("chronicle "):
            for line in code.splitlines():
                _, command, *rest = shlex.split(line)
                if command not in LATER:
                    main([command, *rest])
                after(" ".join([command, *rest[:1]]))
        elif code.startswith("{chart:"):
            for half in halves.values():
                begin, end = half.read_text(encoding="utf-8").split("\n## ", 1)
                half.write_text(f"{begin}\n{code}\n## {end}", encoding="utf-8")
            after("chart")
        elif code.startswith("!["):
            draw_desks(Path("oldbridge", CHAPTER, "desks.jpg"))
            half = halves[next(pictures)]
            half.write_text(f"{half.read_text(encoding='utf-8')}\n{code}", encoding="utf-8")
        else:
            path = Path("oldbridge", re.findall("`(content/[^`]+)`", before)[0])
            path.write_text(code, encoding="utf-8")
            after(path.name)
    credit = re.findall(r"`(images: .*)`", guide)[0]
    edit(halves[language], "place: oldbridge\n", f"place: oldbridge\n{credit}\n")
    after("picture")


@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh", "en")])
def test_the_guide(language: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an empty folder to a chapter with two figures, a chart and a picture in two languages, no rule has anything to say."""
    monkeypatch.chdir(tmp_path)
    follow(language, other)
    site, _, _, bodies, *_ = load_site(Project(tmp_path / "oldbridge"))
    (chapter,) = (text for text in site.chapters if text.key == "town/school")
    assert list(chapter.images) == ["desks.jpg"] and chapter.images["desks.jpg"].credit
    for half in chapter.halves.values():
        told = {(mention.kind, mention.target) for mention in bodies[half.path].mentions}
        assert {("fact", "school.finished-2010"), ("chart", "school"), ("place", "oldbridge")} <= told


def test_every_picture_of_the_guide_is_there() -> None:
    """The pictures are small, and each is shown."""
    guides = "".join((HOME / f"docs/editing.{language}.md").read_text(encoding="utf-8") for language in ("en", "zh"))
    shown = set(re.findall(r"!\[[^\]]+\]\((images/[^)]+)\)", guides))
    assert shown == {f"images/{path.name}" for path in (HOME / "docs/images").iterdir()}
    assert all((HOME / "docs" / name).stat().st_size < 40_000 for name in shown)
