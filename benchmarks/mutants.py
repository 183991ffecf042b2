"""What is changed in a project, one thing at a time: every value and key of its YAML, every reference and word of its texts, every file's bytes."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

# Name → what is written in the place of a value or key, as it stands in the file.
JUNK: Mapping[str, str] = {
    "empty": "",
    "null": "null",
    "yes": "yes",
    "list": "[a, b]",
    "mapping": "{a: b}",
    "huge number": "9" * 400,
    "infinite": "1e999",
    "nan": "nan",
    "negative": "-1",
    "100,000 letters": '"' + "x" * 100_000 + '"',
    "50,000 words": '"' + "赤 " * 50_000 + '"',
    "markup": '"<script>alert(1)</script><img src=x onerror=alert(1)>"',
    "control characters": '"a\\x1b[31m\\x00\\x08b"',
    "raw control characters": "a\x01b",
    "right to left": '"\\u202Eabc\\u2066"',
    "raw right to left": "\u202eabc\u2066",
    "lone surrogate": '"\\ud800"',
    "open brace": '"{"',
    "closed brace": '"}"',
    "attribute": '"{n.__class__.__init__.__globals__}"',
    "wide": '"{n:9999999999}"',
    "bracket": "[",
    "quotation mark": '"',
    "parent folder": '"../../../etc/passwd"',
    "script address": '"javascript:alert(1)"',
    "hidden script address": '"java\\tscript:alert(1)"',
    "data address": '"data:text/html,<script>alert(1)</script>"',
    "unknown name": "no-such-name",
    "unknown reference": '"{no-such-sheet.key} [x](chapter:nope) [@nope]"',
    "brackets in brackets": "[" * 600,
    "division by zero": "1/0",
}
# Name → what becomes of a file's bytes, with a place in them; None: the file is gone.
BYTES: Mapping[str, Callable[[bytes, int], bytes | None]] = {
    "cut short": lambda content, at: content[:at],
    "flipped": lambda content, at: (
        content[:at] + bytes(byte ^ 0x80 for byte in content[at : at + 3]) + content[at + 3 :]
    ),
    "nought": lambda content, at: content[:at] + b"\0" + content[at:],
    "doubled": lambda content, at: content * 2,
    "no bytes": lambda content, at: b"",
    "only spaces": lambda content, at: b" \n\n",
    "one number": lambda content, at: b"42\n",
    "only null": lambda content, at: b"null\n",
    "other encoding": lambda content, at: content.decode("utf-8", "replace").encode("gb18030", "replace"),
    "other line ends": lambda content, at: content.replace(b"\n", b"\r"),
    "gone": lambda content, at: None,
}
_QUOTED = re.compile(r'"(.*)"', re.DOTALL)
# What an editor writes into a text: references, addresses of links, sources, anchors; then any word.
_IN_TEXT = (
    ("reference", re.compile(r"\{[^{}\n]+\}")),
    ("address", re.compile(r"(?<=\]\()[^()\n]+(?=\))")),
    ("heading", re.compile(r"^#+ .*$", re.MULTILINE)),
    ("cell", re.compile(r"(?<=\| )[^|\n]+(?= \|)")),
    ("word", re.compile(r"\w+")),
    ("line", re.compile(r"^.*$", re.MULTILINE)),
)
_IDS = 25  # a mapping with more keys than this maps ids, not fields


@dataclass(frozen=True)
class Spot:
    """A place in a file whose text can be replaced: characters `start` to `end`; `kind` is what spots of its sort share.

    A spot of bytes is a place in the file's bytes, with any bytes after it.
    """

    path: str
    kind: str
    start: int
    end: int

    @property
    def junk(self) -> Sequence[str]:
        """What may stand here."""
        return tuple(BYTES if self.kind.endswith(": bytes") else JUNK)

    @property
    def is_prose(self) -> bool:
        """Tell whether this is Markdown, where junk stands without the quotation marks that YAML needs."""
        return self.path.endswith(".md") and not re.search(r": (?:value|key) ", self.kind)


def find_spots(path: str, content: bytes, chance: random.Random) -> Iterator[Spot]:
    """Yield a place in a file's bytes, every value and key of YAML and of a text's front matter, and what stands in a text."""
    yield Spot(path, f"{file_kind(path)}: bytes", chance.randrange(len(content) or 1), len(content))
    if not path.endswith((".yaml", ".yml", ".md")):
        return
    text = content.decode("utf-8")
    if path.endswith((".yaml", ".yml")):
        yield from _yaml_spots(path, text, 0)
    else:
        front = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
        if front:
            yield from _yaml_spots(path, front[1], 4)
        for kind, pattern in _IN_TEXT:
            for match in pattern.finditer(text, front.end() if front else 0):
                yield Spot(path, f"{file_kind(path)}: {kind}", *match.span())


def mutate(spot: Spot, junk: str, content: bytes) -> bytes | None:
    """Return a file with junk in the place of a spot, or with its bytes changed; None where it is to be gone."""
    if junk in BYTES:
        return BYTES[junk](content, spot.start)
    text = content.decode("utf-8")
    written = JUNK[junk]
    if spot.is_prose and (quoted := _QUOTED.fullmatch(written)):
        written = re.sub(r"\\x(..)|\\u(....)|\\t", _unescape, quoted[1])
    end = "\n" if text[spot.start : spot.end].endswith("\n") else ""
    return f"{text[: spot.start]}{written}{end}{text[spot.end :]}".encode("utf-8", "surrogatepass")


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2], 16)) if match[1] or match[2] else "\t"


def file_kind(path: str) -> str:
    """Return what files of one sort share: `content/facts/*.yaml`."""
    folder, _, name = path.rpartition("/")
    if folder.startswith("content/chapters"):
        return "content/chapters/*.md"
    if folder in ("content", "templates"):
        return path
    return f"{'/'.join(folder.split('/')[:2])}/*.{name.rpartition('.')[2]}"


def group_spots(spots: Iterable[Spot]) -> dict[str, list[Spot]]:
    """Return kind → its spots, in the order of the kinds."""
    groups: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        groups[spot.kind].append(spot)
    return dict(sorted(groups.items()))


def read_files(root: Path) -> dict[str, bytes]:
    """Return path → content of each file of a project that a build reads."""
    folders = [root / name for name in ("content", "templates", "static")]
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if "/." not in name}


def _yaml_spots(path: str, text: str, offset: int) -> Iterator[Spot]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is not None:
        for kind, node in _nodes(root, ""):
            yield Spot(path, f"{file_kind(path)}: {kind}", node.start_mark.index + offset, node.end_mark.index + offset)


def _nodes(node: yaml.Node, steps: str) -> Iterator[tuple[str, yaml.Node]]:
    yield f"value {steps}", node
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item, f"{steps}.#")
    elif isinstance(node, yaml.MappingNode):
        maps_ids = len(node.value) > _IDS or all(isinstance(value, yaml.MappingNode) for _, value in node.value)
        for key, value in node.value:
            name = "*" if maps_ids else key.value
            yield f"key {steps}.{name}", key
            yield from _nodes(value, f"{steps}.{name}")
