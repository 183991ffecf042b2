"""Reads a half again that was edited since it was read."""

from __future__ import annotations

from chronicle.fields import find_conflict, find_unseen, split_front_matter
from chronicle.model import Half
from chronicle.problems import ContentError, Where
from chronicle.project import Project
from chronicle.reading.files import read_text


def reread_markdown(project: Project, half: Half) -> str | None:
    """Return the Markdown that the file of a half has now; None if its front matter has changed, or if the file has a mistake."""
    try:
        text = read_text(project.root / half.path, half.path)
        front_matter, markdown, _ = split_front_matter(text, half.path)
    except ContentError:
        return None
    is_wrong = any(find_conflict(text, half.path)) or any(find_unseen(text, Where(half.path)))
    return None if is_wrong or front_matter != half.front_matter else markdown
