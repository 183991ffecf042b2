"""The page of patterns shows every part of the interface, and nobody is led there by chance."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chronicle.colours import PAIRS

PARTS = Path(__file__).parent.parent / "templates" / "parts"


def parts() -> dict[str, str]:
    """Return part → the class by which it is known: each macro of `templates/parts/`, or the whole file where it has none."""
    found = {}
    for path in sorted(PARTS.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        pieces = re.split(r"\{% macro (\w+)\(", text)
        named = zip(pieces[1::2], pieces[2::2], strict=True) if len(pieces) > 1 else [("", text)]
        for name, body in named:
            if "class=" not in body:
                continue  # words in a sentence, which look like those around them
            match = re.search(r'<\w+ class="([\w-]+)', body)
            assert match, f"the part {name} of {path.name} has no class by which it could be found"
            found[f"{path.stem}.{name}".rstrip(".")] = match[1]
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_is_shown(real_site: Path, language: str) -> None:
    """Each part in templates/parts appears on the page of patterns, in each language."""
    page = (real_site / language / "patterns" / "index.html").read_text(encoding="utf-8")
    shown = {name for classes in re.findall(r'class="([^"]+)"', page) for name in classes.split()}
    assert {part: name for part, name in parts().items() if name not in shown} == {}
    assert all(f"{colour} / {ground}</th>" in page for colour, ground, _ in PAIRS)


def test_it_is_not_listed(real_site: Path) -> None:
    """Crawlers are asked to leave the page out, and neither the sitemap nor another page leads to it."""
    assert '<meta name="robots" content="noindex">' in (real_site / "zh/patterns/index.html").read_text(
        encoding="utf-8"
    )
    assert "noindex" not in (real_site / "zh/index.html").read_text(encoding="utf-8")
    assert "/patterns/" not in (real_site / "sitemap.xml").read_text(encoding="utf-8")
    leading = [
        path
        for path in real_site.rglob("*.html")
        if path.parent.name != "patterns" and "/patterns/" in path.read_text(encoding="utf-8")
    ]
    assert leading == []
