"""What an editor is told, without the ids of rules: for tests of the words of a message."""

import re


def told(problem: object) -> str:
    """Return a problem, or all of an error, as printed; the id of the rule behind each message is left out."""
    return re.sub(r" \[[a-z0-9-]+\]$", "", str(problem), flags=re.MULTILINE)
