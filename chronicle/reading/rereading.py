"""Texts that were read before and edited since."""

from __future__ import annotations

from chronicle.fields import find_conflict, find_unseen, split_front_matter
from chronicle.model import Half
from chronicle.problems import ContentError, Where
from chronicle.project import Project
from chronicle.reading.files import read_text


def reread_markdown(project: Project, half: Half) -> str | None:
    """Return the Markdown of a half as its file is now; None if the file has another front matter, or a mistake."""
    try:
        text = read_text(project.root / half.path, half.path)
        front_matter, markdown, _ = split_front_matter(text, half.path)
    except ContentError:
        return None
    is_wrong = any(find_conflict(text, half.path)) or any(find_unseen(text, Where(half.path)))
    return None if is_wrong or front_matter != half.front_matter else markdown
