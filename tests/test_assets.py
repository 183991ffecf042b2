"""What pages load, under names that change with their content."""

from __future__ import annotations

import re

import pytest
from told import told as letter

from chronicle.assets import make_assets
from chronicle.problems import ContentError

PAGE = b'import { ask } from "./answer.js";\nimport { cut } from "./words.js";\n'
STATIC = {
    "search/page.js": PAGE,
    "search/answer.js": b'import { cut } from "./words.js";\n',
    "search/words.js": b"export const cut = 1; // from here on\n",
    "styles/1-tokens.css": b"/* colours */ :root { color: red }\n",
    "styles/2-base.css": b"a { color: blue }\n",
    "favicon.svg": b"<svg/>",
}


def test_names_follow_content() -> None:
    """A file's name has the hash of what it holds, so another content has another name."""
    assets = make_assets(STATIC)
    assert re.fullmatch(r"assets/favicon\.[0-9a-f]{10}\.svg", assets.files["favicon.svg"].path)
    other = make_assets({**STATIC, "favicon.svg": b"<svg></svg>"})
    assert other.files["favicon.svg"].path != assets.files["favicon.svg"].path


def test_style_sheets_are_joined() -> None:
    """One style sheet goes out, in the order of the names, without comments."""
    files = make_assets(STATIC).files
    assert files["site.css"].content == b":root { color: red }\na { color: blue }\n"
    assert not any(name.startswith("styles/") for name in files)


def test_scripts_import_each_other_by_their_new_names() -> None:
    """An import leads to the file as it is named in the output, beside the script that imports it."""
    files = make_assets(STATIC).files
    names = [
        name.rpartition("/")[2] for name in re.findall(r'from "\./([^"]+)"', files["search/page.js"].content.decode())
    ]
    assert names == [files[f"search/{name}.js"].path.rpartition("/")[2] for name in ("answer", "words")]


def test_a_change_below_renames_what_imports_it() -> None:
    """When a module changes, every script that needs it gets a new name, or a kept copy would ask for the old one."""
    before = make_assets(STATIC).files
    after = make_assets({**STATIC, "search/words.js": b"export const cut = 2;\n"}).files
    assert before["search/page.js"].path != after["search/page.js"].path
    assert before["search/answer.js"].path != after["search/answer.js"].path


def test_modules() -> None:
    """All that a script needs is known, so that a browser can ask for it at once."""
    modules = make_assets(STATIC).modules
    assert modules["search/page.js"] == ("search/words.js", "search/answer.js")
    assert modules["search/words.js"] == ()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (b'import { a } from "./gone.js";', "static/a.js:1:1: It imports 'gone.js', which is not there."),
        (
            b'import { b } from "./b.js";',
            "static/b.js:1:1: It imports 'a.js', which by way of others imports it in turn.",
        ),
    ],
)
def test_imports_that_lead_nowhere(script: bytes, told: str) -> None:
    """A script that asks for what is not there, or for itself, is a problem and not a broken page."""
    with pytest.raises(ContentError) as caught:
        make_assets({"a.js": script, "b.js": b'import { a } from "./a.js";'})
    assert letter(caught.value.problems[0]).splitlines()[0] == told
