"""YAML and front matter → checked entries, every mistake with its line and column, all of them at once."""

from chronicle.fields.characters import find_unseen
from chronicle.fields.documents import find_conflict, parse_yaml, split_front_matter
from chronicle.fields.shapes import Checked, check_document, check_parts
from chronicle.model import Document

__all__ = [
    "Checked",
    "Document",
    "check_document",
    "check_parts",
    "find_conflict",
    "find_unseen",
    "parse_yaml",
    "split_front_matter",
]
