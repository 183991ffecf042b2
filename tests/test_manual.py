"""The guide for editors: its second half is made from the entries and the rules, so that it cannot fall behind."""

from pathlib import Path

import pytest
from manual import BEGIN, make_reference

from chronicle.messages import LANGUAGES
from chronicle.scripts import has_han

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_has_every_field_and_rule(language: str, request: pytest.FixtureRequest) -> None:
    """What follows the guide is what the program says of itself in that language; `--refresh` writes it anew."""
    path = DOCS / f"editing.{language}.md"
    text = path.read_text(encoding="utf-8")
    if request.config.getoption("refresh"):
        path.write_text(text.partition(BEGIN)[0] + make_reference(language), encoding="utf-8")
        return
    assert text.partition(BEGIN)[1] + text.partition(BEGIN)[2] == make_reference(language)


def test_every_field_is_told_in_chinese() -> None:
    """No field's purpose and no rule is left in English."""
    rows = [line for line in make_reference("zh").splitlines() if line.startswith(("| `", "### "))]
    assert [row for row in rows if not has_han(row.replace("中文", ""))] == []
