"""What pages load, under names that change with their content."""

from __future__ import annotations

import re

import pytest
from projects import letter, letters

from chronicle.assets import check_root, make_assets

PAGE = b'import { ask } from "./answer.js";\nimport { cut } from "./words.js";\n'
STATIC = {
    "search/page.js": PAGE,
    "search/answer.js": b'import { cut } from "./words.js";\n',
    "search/words.js": b"export const cut = 1; // from here on\n",
    "styles/1-tokens.css": b"/* colours */ :root { color: red }\n",
    "styles/2-base.css": b'a {\n  color: blue;\n  content: " > 0.5; , ";\n  margin: 0.5rem 10.5rem;\n}\n\nb > i,\ni\nu { }\n',
    "favicon.svg": b"<svg/>",
}


def test_names_follow_content() -> None:
    """A file's name has the hash of what it holds, so another content has another name."""
    assets = make_assets(STATIC)
    assert re.fullmatch(r"assets/favicon\.[0-9a-f]{10}\.svg", assets.files["favicon.svg"].path)
    other = make_assets({**STATIC, "favicon.svg": b"<svg></svg>"})
    assert other.files["favicon.svg"].path != assets.files["favicon.svg"].path


def test_style_sheets_are_joined() -> None:
    """One style sheet goes out, in the order of the names, without what only people need: comments, line ends, and spaces, semicolons and zeros that part nothing. A string stays as it is."""
    files = make_assets(STATIC).files
    assert (
        files["site.css"].content
        == b':root{ color:red }a{color:blue;content:" > 0.5; , ";margin:.5rem 10.5rem}b>i,i\nu{ }'
    )
    assert not any(name.startswith("styles/") for name in files)


def test_a_style_sheet_beside_the_scripts_is_a_file_of_its_own() -> None:
    """It is not joined with the others, has no comments, and is named by its content."""
    files = make_assets({**STATIC, "own.css": b"/* for people */\n.a {\n  color: red;\n}\n"}).files
    assert files["own.css"].content == b".a{color:red}"
    assert re.fullmatch(r"assets/own\.[0-9a-f]{10}\.css", files["own.css"].path)
    assert b".a{color:red" not in files["site.css"].content


def test_scripts_go_out_without_lines_of_comment() -> None:
    """A line that is a comment alone is for people, and so is the type of a value; nothing else of a script is left out."""
    script = b"// why\n  /** what */\nlet a = /** @type {B<C>} */ ('// b'); // c\n  // d\n/* e\n * f */\n"
    files = make_assets({**STATIC, "a.js": script, "b.json": b"// g\n"}).files
    assert (files["a.js"].content, files["b.json"].content) == (b"let a = ('// b'); // c\n/* e\n * f */\n", b"// g\n")


def test_scripts_stay_as_they_are() -> None:
    """Scripts, and the data beside them, keep their bytes and their names to each other, in a folder that all of them name."""
    static = {
        **STATIC,
        "search/table.json": b"{}",
        "compare.mjs": b"import('./search/page.js')",
        "search/note.txt": b"",
    }
    files = make_assets(static).files
    folder = files["compare.mjs"].path.removesuffix("compare.mjs")
    assert re.fullmatch(r"assets/scripts\.[0-9a-f]{10}/", folder)
    names = [*(name for name in STATIC if name.endswith(".js")), "search/table.json", "compare.mjs"]
    assert {name: (files[name].path, files[name].content) for name in names} == {
        name: (folder + name, static[name]) for name in names
    }
    assert re.fullmatch(r"assets/search/note\.[0-9a-f]{10}\.txt", files["search/note.txt"].path)


def test_a_change_renames_every_script() -> None:
    """When one script changes, all get new addresses, or a kept copy would ask for one that no longer is."""
    before = make_assets(STATIC).files
    after = make_assets({**STATIC, "search/words.js": b"export const cut = 2;\n"}).files
    assert all(before[name].path != after[name].path for name in STATIC if name.endswith(".js"))
    assert before["favicon.svg"].path == after["favicon.svg"].path


def test_modules() -> None:
    """All that a script needs is known, so that a browser can ask for it at once."""
    modules = make_assets(STATIC).modules
    assert modules["search/page.js"] == ("search/words.js", "search/answer.js")
    assert modules["search/words.js"] == ()


@pytest.mark.parametrize(
    ("script", "modules"),
    [
        ("import { a } from './b.js';", ["b.js"]),
        ('import"./b.js"', ["b.js"]),
        ("import {\n  a,\n  b as c,\n}\nfrom\n  './b.js';", ["b.js"]),
        ('import a, * as b from "./b.js"; import c from "./c.js"', ["b.js"]),
        ('export * from "./b.js"\nexport { d } from "./sub/../c.js"', ["b.js", "c.js"]),
        ('const late = () => import("./b.js");', []),
        ('// import "./gone.js"\n/*\nimport "./gone.js"\n*/ const a = "import \'./gone.js\'";', []),
        ('export const a = "./gone.js";\nexport default "./gone.js";', []),
        ('import { a } from "https://cdn.example/gone.js"; import b from "bare";', []),
    ],
)
def test_ways_to_write_an_import(script: str, modules: list[str]) -> None:
    """However an import is written, it is found if a browser follows it at once; what only looks like one is none."""
    static = {"a.js": script.encode(), "b.js": b"", "c.js": b""}
    assert [*make_assets(static).modules["a.js"]] == modules


def test_scripts_may_import_each_other_in_a_circle() -> None:
    """Browsers allow it, and nothing has to be rewritten in them."""
    modules = make_assets({"a.js": b'import "./b.js";', "b.js": b'import "./a.js";'}).modules
    assert modules == {"a.js": ("b.js",), "b.js": ("a.js",)}


def test_an_import_that_leads_nowhere() -> None:
    """A script that asks for what is not there is a problem and not a broken page."""
    assert letters(make_assets, {"sub/a.js": b'/* a\n*/\nimport { a } from "../cut.js";', "cuts.js": b""}) == [
        "static/sub/a.js:3:20: It imports 'cut.js', which is not there.\n    Did you mean 'cuts.js'?"
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("zh/index.html", "This file would be /zh/index.html, but the build makes /zh/index.html."),
        ("ZH", "This file would be /ZH, but the build makes /zh/index.html."),
        ("_headers", "This file would be /_headers, but the build makes /_headers."),
        ("_headers/a", "This file would be /_headers/a, but the build makes /_headers."),
        ("SHA256SUMS", "This file would be /SHA256SUMS, but the build makes /SHA256SUMS."),
        (
            "zh/index.html.gz",
            "This file would be /zh/index.html.gz, as the compressed form of /zh/index.html is called.",
        ),
        ("zh/own.html", None),
        ("own.csv.gz", None),
        (".well-known/security.txt", None),
    ],
)
def test_two_claims_on_one_address(name: str, told: str | None) -> None:
    """What lies in root/ takes the place of nothing that the build makes, neither a file nor the folder that one lies in."""
    assets = make_assets({**STATIC, f"root/{name}": b"x"})
    problems = check_root(assets, ["zh/index.html", "_headers", "SHA256SUMS"])
    assert [letter(problem) for problem in problems] == (
        [f"static/root/{name}:1:1: {told}\n    Give it another name."] if told else []
    )
