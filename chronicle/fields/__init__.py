"""YAML and front matter → checked entries, every mistake with its line and column, all of them at once."""

from chronicle.fields.documents import Document, parse_yaml, split_front_matter
from chronicle.fields.letters import check_document

__all__ = ["Document", "check_document", "parse_yaml", "split_front_matter"]
