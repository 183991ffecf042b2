"""The colours of the style sheet in the light and the dark theme, and their contrast with their backgrounds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# The least contrast that WCAG 2.2 AA asks of text, and of lines, signs and drawings that carry a meaning.
TEXT, GRAPHICS = 4.5, 3.0

# (colour, ground, least contrast). A pair of colours that is not listed here must not be used.
PAIRS = (
    *((colour, ground, TEXT) for ground in ("paper", "sheet") for colour in ("ink", "quiet", "link", "figure")),
    ("ink", "mark", TEXT),
    ("link", "mark", TEXT),
    *((colour, ground, GRAPHICS) for ground in ("paper", "sheet") for colour in ("edge", "focus", "peak")),
    *((f"series-{number}", ground, GRAPHICS) for ground in ("paper", "sheet") for number in range(1, 4)),
    ("sand", "paper", GRAPHICS),
    ("grass", "paper", GRAPHICS),
    *((f"on-step-{number}", f"step-{number}", TEXT) for number in range(1, 6)),
)

_TOKEN = re.compile(r"--([a-z][a-z0-9-]*):\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}|var\(--[a-z0-9-]+\))\s*(?=[;}])")
_MEDIA = re.compile(r"@media\s+([^{]+)\{")


@dataclass(frozen=True)
class Contrast:
    """A colour on a ground: the ratio (1 to 21) in each theme, and the least ratio that is allowed."""

    colour: str
    ground: str
    least: float
    light: float
    dark: float


def read_colours(styles: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return name → colour (`#rrggbb`) of a style sheet, for the light theme and for the dark theme."""
    outside, dark = [], []
    position = 0
    while match := _MEDIA.search(styles, position):
        outside.append(styles[position : match.start()])
        position = _end_of_block(styles, match.end())
        if "prefers-color-scheme:dark" in match[1].replace(" ", ""):
            dark.append(styles[match.end() : position])
    outside.append(styles[position:])
    light_tokens = dict(_TOKEN.findall("".join(outside)))
    dark_tokens = light_tokens | dict(_TOKEN.findall("".join(dark)))
    return _resolved(light_tokens), _resolved(dark_tokens)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def measure_contrasts(styles: str) -> list[Contrast]:
    """Return the contrast in both themes of each pair in `PAIRS` whose two colours the style sheet has."""
    light, dark = read_colours(styles)
    return [
        Contrast(colour, ground, least, contrast(light[colour], light[ground]), contrast(dark[colour], dark[ground]))
        for colour, ground, least in PAIRS
        if colour in light and ground in light
    ]


def _end_of_block(styles: str, position: int) -> int:
    """Return the position of the closing brace of the block whose opening brace is before `position`."""
    depth = 1
    for match in re.compile("[{}]").finditer(styles, position):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(styles)


def _resolved(tokens: Mapping[str, str]) -> dict[str, str]:
    """Return tokens with `var(--name)` replaced by the colour of that name; a token that leads to no colour is left out."""
    colours = {}
    for name, value in tokens.items():
        for _ in tokens:
            if not value.startswith("var("):
                break
            value = tokens.get(value[6:-1], "")
        if value.startswith("#"):
            digits = value[1:].lower()
            colours[name] = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    return colours


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
