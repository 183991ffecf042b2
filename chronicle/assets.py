"""The site's own style sheets, scripts and pictures, in files whose names change with their content.

Because of these names, browsers and hosts may keep the files for ever. The style sheets in `styles/` are joined into one; any other style
sheet is a file of its own, for the pages that need it. The scripts, without comment lines and types, and their data are in one folder, whose
name contains a digest of them all. So they find each other by relative names, however an import is written.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote

from chronicle.model import OutputFile
from chronicle.problems import ContentError, Problem, Where, suggest

STYLES = "styles/"
STYLE_SHEET = "site.css"
DRAWINGS = "drawings/"
# Comments, indentation and line ends that separate nothing: only people need them.
FOR_PEOPLE = re.compile(r"/\*.*?\*/\s*|(?<=[{};,])\n\s*|(?<=\n)\s+", re.DOTALL)
# Outside strings: a semicolon before a closing brace, spaces that separate nothing, and a zero before a decimal point.
PARTS_NOTHING = re.compile(r"""("[^"]*"|'[^']*')|;(?=\})|[ ](?=[{>])|(?<=[:,>])[ ]|(?<=[ :,(])0(?=\.\d)""")
# Lines that are a comment alone, and the types of values.
COMMENTS = re.compile(r"^[ \t]*(?://.*|/\*\*.*\*/[ \t]*)\n|/\*\* @type \{[^*\n]*\} \*/ ?", re.MULTILINE)
DRAWING = re.compile(r'url\("(drawings/[^"]+)"\)')
ROOT = "root/"  # files in this folder keep their names and are published at the site's root
MODULES = (".js", ".mjs")
SCRIPTS = (*MODULES, ".json", ".wasm", ".map")
# Files that the build makes where a project has none of its own.
REPLACEABLE = ("robots.txt", "CNAME", ".nojekyll", ".well-known/security.txt")
# A static import: browsers load the imported file at once, so it must exist.
IMPORT = re.compile(
    r"""^[ \t]*(?:import|export)\b(?:[^;'"]*?\bfrom)?\s*["'](?P<path>\.{1,2}/[^"'\n]+)["']""", re.MULTILINE
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Assets:
    """The assets: `files` by the names that templates use, and `modules`: script → all other scripts that it needs."""

    files: Mapping[str, OutputFile]
    modules: Mapping[str, tuple[str, ...]]


def make_assets(static: Mapping[str, bytes], is_named: bool = True) -> Assets:
    """Return the assets, with a digest of the content in each name if `is_named`. The style sheets in `styles/` are joined in the order of their names, and contain the drawings that they name.

    Raises ContentError for a script that imports a missing file, and for a missing drawing.
    """
    styles = {
        name: _strip_style(content)
        for name, content in static.items()
        if name.startswith(STYLES) or (name.endswith(".css") and not name.startswith(ROOT))
    }
    contents = {
        name: content for name, content in {**static, **styles}.items() if not name.startswith((STYLES, DRAWINGS))
    }
    contents[STYLE_SHEET] = DRAWING.sub(lambda match: _drawing(static, match[1]), join_styles(styles)).encode()
    scripts = {
        name: content for name, content in contents.items() if name.endswith(SCRIPTS) and not name.startswith(ROOT)
    }
    contents |= {name: _strip_script(content) for name, content in scripts.items() if name.endswith(MODULES)}
    folder = f"assets/scripts.{_digest(repr(sorted(scripts.items())).encode())}" if is_named else "assets/scripts"
    files = {
        name: OutputFile(f"{folder}/{name}" if name in scripts else _asset_path(name, content, is_named), content)
        for name, content in sorted(contents.items())
    }
    imports = {name: _imported(name, scripts) for name in scripts if name.endswith(MODULES)}
    return Assets(files, {name: tuple(_gather(name, imports, {name})) for name in imports})


def check_root(assets: Assets, others: Iterable[str]) -> list[Problem]:
    """Return a problem for each file of `static/root/` whose path collides with a file that the build makes, its folder or its compressed form, or with another file of `static/root/`.

    Upper and lower case, and different Unicode forms of a letter, count as equal, as on Windows and macOS, where many keep a copy of the site.
    """
    taken: dict[str, str] = {}
    for path in others:
        for claimed in (path, *map(str, PurePosixPath(path).parents)):
            taken.setdefault(_fold(claimed), path)
    made = {_fold(path) for path in others}
    problems, own = [], dict[str, str]()
    for name, file in assets.files.items():
        if not name.startswith(ROOT):
            continue
        path, message = _fold(file.path), ""
        text = path.removesuffix(".gz").removesuffix(".br")
        above = next((str(parent) for parent in PurePosixPath(path).parents if str(parent) in made), path)
        if above in taken:
            message = f"This file would be /{file.path}, but the build makes /{taken[above]}."
        elif text in made:
            message = f"This file would be /{file.path}, as the compressed form of /{taken[text]} is called."
        elif own.setdefault(path, file.path) != file.path:
            message = f"This file would be /{file.path}, which many systems take for /{own[path]}."
        if message:
            problems.append(Problem(Where(f"static/{name}"), "taken-address", message, "Give it another name."))
    return problems


@lru_cache(maxsize=512)
def _strip_style(content: bytes) -> bytes:
    return PARTS_NOTHING.sub(r"\1", FOR_PEOPLE.sub("", content.decode())).encode()


@lru_cache(maxsize=512)
def _strip_script(content: bytes) -> bytes:
    return COMMENTS.sub("", content.decode()).encode()


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _drawing(static: Mapping[str, bytes], name: str) -> str:
    """Return a drawing as a `url(...)` that contains it, so that it needs no request. Raises ContentError if it is missing."""
    if name not in static:
        hint = suggest(name, [one for one in static if one.startswith(DRAWINGS)])
        raise ContentError(
            [Problem(Where("static/styles"), "missing-file", f"The drawing 'static/{name}' is missing.", hint)]
        )
    address = quote(static[name].strip(), safe=" /:=-.,'()").replace("%22", "'")
    return f'url("data:image/svg+xml,{address}")'


def join_styles(static: Mapping[str, bytes]) -> str:
    """Return the style sheets in `styles/` as one text, in the order of their names."""
    return b"".join(content for name, content in sorted(static.items()) if name.startswith(STYLES)).decode()


def _imported(name: str, scripts: Mapping[str, bytes]) -> list[str]:
    """Return the files that a script imports, in their order. Raises ContentError for a missing one."""
    text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), scripts[name].decode())
    found = []
    for match in IMPORT.finditer(text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["path"]))
        if target not in scripts:
            before = text[: match.start("path")]
            where = Where(f"static/{name}", before.count("\n") + 1, len(before) - before.rfind("\n"))
            message = f"It imports '{target}', which is not there."
            raise ContentError([Problem(where, "wrong-import", message, suggest(target, scripts) or "Write it.")])
        found.append(target)
    return found


def _gather(name: str, imports: Mapping[str, list[str]], seen: set[str]) -> Iterator[str]:
    """Yield all other scripts that a script needs, each once, an imported script before the one that imports it."""
    for target in imports.get(name, ()):
        if target not in seen:
            seen.add(target)
            yield from _gather(target, imports, seen)
            yield target


def _asset_path(name: str, content: bytes, is_named: bool) -> str:
    if name.startswith(ROOT):
        return name.removeprefix(ROOT)
    if not is_named:
        return f"assets/{name}"
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{_digest(content)}{dot}{ending}" if dot else f"assets/{name}.{_digest(content)}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
