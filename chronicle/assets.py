"""What pages load: style sheets, scripts and pictures of the site itself, under names that change with their content.

A host may keep such a file for ever. Style sheets are joined into one; scripts are ES modules that import each other by
relative names, which are rewritten here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from chronicle.model import OutputFile
from chronicle.problems import ContentError, Problem, Where, suggest

STYLES = "styles/"
STYLE_SHEET = "site.css"
DRAWINGS = "drawings/"
# Comments and the indentation of lines: what a style sheet has for people.
FOR_PEOPLE = re.compile(r"/\*.*?\*/\s*|(?<=\n)\s+", re.DOTALL)
DRAWING = re.compile(r'url\("(drawings/[^"]+)"\)')
ROOT = "root/"  # what lies here is asked for at the site's root by its own name, which it keeps
IMPORT = re.compile(rb'(?P<before>\bfrom ")(?P<path>\./[\w./-]+\.js)"')


@dataclass(frozen=True)
class Assets:
    """`files` by the name that templates call them by; `modules`: script → all scripts that it needs beside itself."""

    files: Mapping[str, OutputFile]
    modules: Mapping[str, tuple[str, ...]]


def make_assets(static: Mapping[str, bytes]) -> Assets:
    """Return what pages load. The style sheets in `styles/` are joined in the order of their names, with the drawings that they name in them.

    Raises ContentError for scripts that import what is not there, or each other in a circle, and for a drawing that is not there.
    """
    contents = {name: content for name, content in static.items() if not name.startswith((STYLES, DRAWINGS))}
    styles = FOR_PEOPLE.sub("", join_styles(static))
    contents[STYLE_SHEET] = DRAWING.sub(lambda match: _drawing(static, match[1]), styles).encode()
    imports = {name: _imported(name, content) for name, content in contents.items() if name.endswith(".js")}
    modules: dict[str, tuple[str, ...]] = {}
    for name in sorted(imports):
        _gather(name, imports, modules, ())
    files: dict[str, OutputFile] = {}
    # Each script after all that it imports: its own name follows from theirs.
    for name in sorted(contents, key=lambda name: (len(modules.get(name, ())), name)):
        content = _rename_imports(name, contents[name], files) if name in imports else contents[name]
        files[name] = OutputFile(_asset_path(name, content), content)
    return Assets(dict(sorted(files.items())), modules)


def _drawing(static: Mapping[str, bytes], name: str) -> str:
    """Return a drawing as the style sheet holds it: it needs no request, and the style sheet colours it."""
    if name not in static:
        hint = suggest(name, [one for one in static if one.startswith(DRAWINGS)])
        raise ContentError(
            [Problem(Where("static/styles"), "missing-file", f"The drawing 'static/{name}' is missing.", hint)]
        )
    address = quote(static[name].strip(), safe=" /:=-.,'()").replace("%22", "'")
    return f'url("data:image/svg+xml,{address}")'


def join_styles(static: Mapping[str, bytes]) -> str:
    """Return the style sheets as one, in the order of their names."""
    return b"".join(content for name, content in sorted(static.items()) if name.startswith(STYLES)).decode()


def _imported(name: str, content: bytes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_target(name, match) for match in IMPORT.finditer(content)))


def _target(name: str, match: re.Match[bytes]) -> str:
    return str(PurePosixPath(name).parent / match["path"].decode())


def _gather(
    name: str, imports: Mapping[str, tuple[str, ...]], modules: dict[str, tuple[str, ...]], above: tuple[str, ...]
) -> tuple[str, ...]:
    """Note and return all that a script needs, what is imported before what imports it."""
    if name in above:
        raise _mistake(
            above[-1],
            f"It imports '{name}', which by way of others imports it in turn.",
            "Move what both need to a third.",
        )
    if name not in imports:
        raise _mistake(above[-1], f"It imports '{name}', which is not there.", "Write it, or take the import out.")
    if name not in modules:
        below = [(*_gather(one, imports, modules, (*above, name)), one) for one in imports[name]]
        modules[name] = tuple(dict.fromkeys(one for group in below for one in group))
    return modules[name]


def _mistake(name: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(Where(f"static/{name}"), "wrong-import", message, hint)])


def _rename_imports(name: str, content: bytes, files: Mapping[str, OutputFile]) -> bytes:
    def rename(match: re.Match[bytes]) -> bytes:
        new = PurePosixPath(files[_target(name, match)].path).name
        old = PurePosixPath(match["path"].decode())
        return match["before"] + f'./{old.with_name(new)}"'.encode()

    return IMPORT.sub(rename, content)


def _asset_path(name: str, content: bytes) -> str:
    if name.startswith(ROOT):
        return name.removeprefix(ROOT)
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}"
