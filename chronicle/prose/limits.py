"""How long and how tangled a text may be: what Python-Markdown cannot read in seconds is told before it is tried."""

from __future__ import annotations

from chronicle.prose.findings import Findings
from chronicle.prose.lines import Laid


def check_length(markdown: str, findings: Findings) -> None:
    """Stop at a text that is too long. Raises TooMuch."""


def check_lines(laid: Laid, findings: Findings) -> None:
    """Stop at a paragraph that is too tangled. Raises TooMuch."""
