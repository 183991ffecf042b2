"""Documentaries that have little: what nobody wrote leaves no page in pieces."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from projects import append, edit, problems_of, put

from chronicle.pipeline import build_site, load_site, make_site
from chronicle.reading import Project
from chronicle.scaffold import init_documentary

SMALLEST = {
    "site.yaml": """
        title: {en: Mill}
        subtitle: {en: A mill}
        description: {en: About a mill.}
        languages:
          en: {name: English, locale: en_GB, numbers: own}
        base_url: https://example.org/
        updated: "2020-01-01"
        license: {en: All rights reserved.}
        license_url: https://example.org/licence
        author: {en: Somebody}
        parts: {mill: [wheel]}
        """,
    "sources.yaml": """
        diary:
          title: {en: A diary}
          short: {en: the diary}
          kind: book
          year: "1900"
          date_note: {en: None is printed.}
          description: {en: What the miller wrote.}
          reliability: {en: Unknown.}
        """,
    "chapters/mill/en.md": "---\ntitle: Mill\n---\nThe mill stands.\n",
    "chapters/mill/wheel/en.md": "---\ntitle: The wheel\n---\nThe wheel turns.[@diary, Wheel]\n",
}


def lay_out(folder: Path, files: Mapping[str, str]) -> Project:
    """Write the files of a `content/`, without the indentation that they have here."""
    put(folder / "content", {name: text.replace("\n        ", "\n").strip() + "\n" for name, text in files.items()})
    return Project(folder)


def test_smallest_documentary(tmp_path: Path) -> None:
    """A documentary of one language, one chapter and one source, without figures, places and charts is built."""
    build_site(lay_out(tmp_path, SMALLEST), tmp_path / "output", with_search=False)
    chapter = (tmp_path / "output/en/mill/wheel/index.html").read_text(encoding="utf-8")
    assert "The wheel turns." in chapter
    pages = {path.parent.name for path in (tmp_path / "output/en").glob("*/index.html")}
    assert pages == {"mill", "facts", "sources", "patterns", "search"}, "no register is empty"


def test_many_dates_before_the_site_begins(tmp_path: Path) -> None:
    """Where the events of a documentary are of the century before, that is told once: its first year has to be set."""
    events = "".join(
        f"event-{year}:\n  date: '{year}'\n  event: {{en: It turned.}}\n  chapter: mill/wheel\n"
        for year in range(1805, 1840)
    )
    project = lay_out(tmp_path, {**SMALLEST, "timeline.yaml": events})
    assert [str(problem) for problem in problems_of(load_site, project)] == [
        "content/timeline.yaml:2:9: 35 dates are before 1900; the earliest is 1805, here. [impossible-date]\n"
        "    Correct it, or set 'earliest:' in site.yaml to the first year that the site covers."
    ]
    site = SMALLEST["site.yaml"].replace("2020-01-01", "1810-05-01") + "\nearliest: '1800'"
    assert [
        problem.message
        for problem in problems_of(
            load_site, lay_out(tmp_path, {**SMALLEST, "timeline.yaml": events, "site.yaml": site})
        )
    ] == ["30 dates are after the edition of 1810-05-01; the latest is 1900, here."]


def test_numbers_of_a_page_are_in_the_digits_of_its_language(tmp_path: Path) -> None:
    """Coordinates, marks of notes and the counters of lists are written as the language writes its figures."""
    project = Project(tmp_path)
    init_documentary(project, ("en", "fr", "ar"), "2021-02-03")
    append(tmp_path / "content/places.yaml", "  seat: [-1.25, 51.75]\n")
    pages = {file.path: file.content.decode() for file in make_site(project).output if file.path.endswith(".html")}
    seats = {"en": ("1.25° W", "51.75° N"), "fr": ("1,25°", "51,75°"), "ar": ("١٫٢٥°", "٥١٫٧٥°")}
    for language, numbers in seats.items():
        assert all(number in pages[f"{language}/places/oldbridge/index.html"] for number in numbers), language
    digits = {"en": "1", "fr": "1", "ar": "١"}
    for language, digit in digits.items():
        page = pages[f"{language}/town/water/index.html"]
        assert f'id="note-1-text">{digit}</a></sup>' in page
        assert ('data-digits="arab"' in page) == (language == "ar")


def test_a_place_of_two_chapters_and_a_measure_named_as_its_unit(tmp_path: Path) -> None:
    """On the home page a place stands once, however many chapters are about it; a measure is not followed by a unit of the same name."""
    project = Project(tmp_path)
    init_documentary(project, ("en", "fr"), "2021-02-03")
    content = tmp_path / "content"
    append(content / "places.yaml", "  seat: [-1.25, 51.75]\n")
    for language in ("en", "fr"):
        water = (content / f"chapters/town/water/{language}.md").read_text(encoding="utf-8")
        put(content, {f"chapters/town/wells/{language}.md": water.replace("{chart:tap-water}\n\n", "")})
    edit(content / "site.yaml", "[water]", "[water, wells]")
    edit(content / "facts/oldbridge.yaml", "38%", "380 people")
    edit(content / "facts/oldbridge.yaml", "96%", "960 people")
    edit(content / "charts/tap-water.yaml", "Houses with tap water", "People")
    pages = {file.path: file.content.decode() for file in make_site(project).output if file.path.endswith(".html")}
    assert "1 place" in pages["en/index.html"] and "2 places" not in pages["en/index.html"]
    assert "People (people)" not in pages["en/town/water/index.html"]
