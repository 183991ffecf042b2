"""The colours of the design: read from the style sheet as it is, and measured as WCAG measures."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from projects import HOME, letters, read

from chronicle.assets import make_assets
from chronicle.colours import PAIRS, contrast, measure_contrasts, read_colours

STATIC = HOME / "static"
FILES = read(STATIC)
STYLES = make_assets(FILES).files["site.css"].content.decode()
THEMES = dict(zip(("light", "dark"), read_colours(STYLES), strict=True))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#0000ff", 2.15)],
)  # fmt: skip
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The ratio is the one that the usual calculators give, whichever colour comes first."""
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def test_every_pair_has_its_contrast() -> None:
    """Each colour is told from each ground that it stands on: 4.5 for text, 3 for lines and signs, light and dark."""
    measured = measure_contrasts(STYLES)
    assert [(one.colour, one.ground) for one in measured] == [(colour, ground) for colour, ground, _ in PAIRS]
    low = [one for one in measured if min(one.light, one.dark) < one.least]
    assert low == []


def test_the_manual_tells_the_contrasts_as_they_are() -> None:
    """The tables of docs/design.md have the values of the style sheet: every pair with its ratios, every colour with its two values."""
    manual = (HOME / "docs" / "design.md").read_text(encoding="utf-8")
    rows = [
        f"| {one.colour} / {one.ground} | {one.light:.1f} | {one.dark:.1f} | {one.least} |"
        for one in measure_contrasts(STYLES)
    ]
    rows += [
        f"| `--{name}` | `{THEMES['light'][name]}` | `{THEMES['dark'][name]}` |"
        for name in re.findall(r"^\| `--([a-z0-9-]+)` \| `#", manual, re.MULTILINE)
    ]
    assert [row for row in rows if row not in manual] == []
    assert len(rows) > len(PAIRS)


def test_a_weak_colour_is_found() -> None:
    """A pair below its ratio in one of the themes is measured as what it is; names of other colours are followed."""
    styles = (
        ":root { --ink: #999999; --on-step-1: var(--ink); --step-1: #ffffff; }"
        "@media screen and (prefers-color-scheme: dark) { :root { --step-1: #222222; } }"
        "@media print { :root { --ink: #000000; } }"
    )
    (one,) = measure_contrasts(styles)
    assert (one.colour, round(one.light, 2), round(one.dark, 2)) == ("on-step-1", 2.85, 5.58)


@pytest.mark.parametrize("theme", THEMES)
def test_series_and_steps_differ_in_grey(theme: str) -> None:
    """Without colour the three series are still three, and each step of a scale is stronger than the one before."""
    colours = THEMES[theme]
    grounds = [contrast(colours[f"step-{number}"], colours["paper"]) for number in range(1, 6)]
    assert all(after / before > 1.25 for before, after in pairwise(grounds)), grounds
    series = sorted(contrast(colours[f"series-{number}"], colours["paper"]) for number in range(1, 4))
    assert all(after / before > 1.2 for before, after in pairwise(series)), series


def test_both_themes_have_every_colour() -> None:
    """Whatever the light theme colours, the dark one colours anew."""
    same = {name for name in THEMES["light"] if THEMES["light"][name] == THEMES["dark"].get(name)}
    assert same == set()


def test_the_dark_theme_changes_colours_only() -> None:
    """The only rule that asks for it defines variables that the light theme has: whatever is not a colour is the same in both."""
    (dark,) = re.findall(r"prefers-color-scheme[^{]*\{\s*:root[^{]*\{([^}]*)\}\s*\}", STYLES)
    assert STYLES.count("prefers-color-scheme") == 1
    assert {line.strip().removeprefix("--").partition(":")[0] for line in dark.split(";") if line.strip()} <= THEMES[
        "light"
    ].keys()


def test_colours_stand_in_tokens_only() -> None:
    """No style sheet but that of paper writes a colour anywhere but into a variable, and every variable that is used is defined."""
    loose = [
        f"{name}: {line.strip()}"
        for name, content in FILES.items()
        if name.startswith("styles/") and "print" not in name
        for line in content.decode().splitlines()
        if re.search(r"#[0-9a-fA-F]{3,8}\b", line) and not re.match(r"\s*--[a-z0-9-]+:", line)
    ]
    assert loose == []
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", STYLES)) <= set(re.findall(r"(--[a-z0-9-]+):", STYLES))


# What Firefox or Safari do not know, and how it is written for them.
KNOWN_TO_ALL = {
    r"^[^@\n]*attr\([^)]*type\(": "below @supports",
    r"text-decoration: \w+ [^;]*;": "text-decoration-style and the like, each by itself",
    r"(?<!-webkit-)text-size-adjust:.*": "-webkit-text-size-adjust, which all of them know",
}


def test_no_style_is_known_to_one_browser_alone() -> None:
    """What only some browsers know is written for all of them: without its wavy line a doubtful figure would look like any other."""
    sheets = {name: content.decode() for name, content in FILES.items() if name.endswith(".css")}
    asked = re.compile(r"@supports \([^{]*attr\([^{]*\{[^}]*\}")
    found = [
        f"{name}: {match[0].strip()}: {instead}"
        for name, sheet in sheets.items()
        for form, instead in KNOWN_TO_ALL.items()
        for match in re.finditer(form, asked.sub("", sheet), re.MULTILINE)
    ]
    assert found == []


def test_drawings_stand_in_the_style_sheet() -> None:
    """A drawing that the style sheet names is put into it, so that it needs no request; it is no file of its own."""
    assets = make_assets(
        {"styles/a.css": b'i { mask: url("drawings/i.svg"); }', "drawings/i.svg": b'<svg fill="#000"/>\n'}
    ).files
    assert assets["site.css"].content == b"i{ mask:url(\"data:image/svg+xml,%3Csvg fill='%23000'/%3E\"); }"
    assert list(assets) == ["site.css"]
    assert "drawings/" not in STYLES


def test_a_missing_drawing_is_a_problem() -> None:
    """A drawing that is not there stops the build with a letter."""
    assert letters(
        make_assets, {"styles/a.css": b'i { mask: url("drawings/emblme.svg"); }', "drawings/emblem.svg": b"<svg/>"}
    ) == [
        "static/styles:1:1: The drawing 'static/drawings/emblme.svg' is missing.\n    Did you mean 'drawings/emblem.svg'?"
    ]
