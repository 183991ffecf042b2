"""A documentary to begin with: what `init` makes builds at once, in any languages, and nothing is written over."""

import re
from pathlib import Path

import pytest
import yaml
from projects import append, edit, letters, put

from chronicle.cli import main
from chronicle.loading import load_site
from chronicle.pipeline import make_site
from chronicle.reading import Project, read_site
from chronicle.scaffold import init_documentary, read_languages
from chronicle.scaffold.documentary import SAMPLE

TODAY = "2021-02-03"
KNOWN = "en,zh,zh-hant,ja,ko,fr,de,es,pt,it,nl,ru,ar"


def begin(folder: Path, languages: str) -> Project:
    """Return a documentary that was begun in a folder."""
    project = Project(folder)
    init_documentary(project, read_languages(languages), TODAY)
    return project


@pytest.mark.parametrize(
    "languages", ["en", "zh,en", "ja,en,ar", "zh-tw", "pt-br,he", "el,fi,en,mn", "no,nn", "pt-pt,pt-br,en-gb,en"]
)
def test_it_builds_at_once(languages: str, tmp_path: Path) -> None:
    """No rule has anything to say of it, in languages that the sample is written in and in others; each has its pages."""
    made = make_site(begin(tmp_path, languages))
    site = made.localized_sites[0].site
    assert site.languages == read_languages(languages)
    assert site.settings.updated == TODAY
    assert {f"{language}/town/water/index.html" for language in site.languages} <= {
        page.file.path for page in made.pages
    }


def test_every_text_stands_in_every_language(tmp_path: Path) -> None:
    """In a language that the sample is written in, no text is left out, and none in `texts.yaml` stands for nothing."""
    project = begin(tmp_path, KNOWN)
    site, problems = read_site(project)
    assert problems == []
    names = {key: one.name for key, one in site.settings.languages.items()}
    assert [phrase for phrase in site.phrases if phrase.text == names[phrase.language]] == []
    english = "\n".join(path.read_text(encoding="utf-8") for path in SAMPLE.glob("content/**/*.*"))
    texts = yaml.safe_load((SAMPLE / "texts.yaml").read_text(encoding="utf-8"))
    assert [text for text in texts if text not in english] == []


def test_a_language_without_texts_begins_with_its_name(tmp_path: Path) -> None:
    """Its half refers to the same as the others, so that only the words are to be written."""
    begin(tmp_path, "en,el")
    half = (tmp_path / "content/chapters/town/water/el.md").read_text(encoding="utf-8")
    assert half == (
        "---\ntitle: Ελληνικά\nsummary: Ελληνικά\n---\n"
        "<!-- Figures and dates are references in braces; the number is never typed. -->\n\n"
        "Ελληνικά {2010} {oldbridge.tap-water-2010} [Oldbridge](place:oldbridge) {2020} {oldbridge.tap-water-2020} [@yearbook]\n\n"
        "{chart:tap-water}\n\n## Ελληνικά {#next}\n\nΕλληνικά\n"
    )


def test_what_only_some_languages_have_is_left_out(tmp_path: Path) -> None:
    """Only Chinese names have pinyin, and figures of all languages but the source's are written by the language's own rules."""
    begin(tmp_path, "de,ja,ko")
    assert "pinyin" not in (tmp_path / "content/places.yaml").read_text(encoding="utf-8")
    languages = yaml.safe_load((tmp_path / "content/site.yaml").read_text(encoding="utf-8"))["languages"]
    assert {key: one["numbers"] for key, one in languages.items()} == {"de": "as-printed", "ja": "own", "ko": "own"}


def test_each_language_has_a_short_name(tmp_path: Path) -> None:
    """It is the code of the language, and the first character of a name in Chinese, Japanese or Korean characters; of two forms of a language each has its own."""
    site = read_site(begin(tmp_path, "zh,zh-hant,zh-tw,ja,ko,en,pt-br,ar"))[0]
    marks = [one.mark for one in site.settings.languages.values()]
    assert marks == ["中", "繁", "ZH-TW", "日", "한", "EN", "PT-BR", "AR"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Where there is content already, one problem is told, and nothing is made; other files stay as they are."""
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    project = begin(tmp_path, "en")
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert letters(begin, tmp_path, "zh") == [
        "content:1:1: There is content here already, and nothing is overwritten.\n    Begin in another folder."
    ]
    assert not (project.root / "content/chapters/town/zh.md").exists()


def test_hidden_files_are_no_content(tmp_path: Path) -> None:
    """A folder that only git or a file manager has looked into is empty."""
    for name in (".gitkeep", ".DS_Store"):
        put(tmp_path, {f"content/{name}": ""})
    assert make_site(begin(tmp_path, "en"))


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        (["/usr/bin/chronicle"], "chronicle serve --project 'Rio Tejo'"),
        (["tools/build.py"], "python3.12 tools/build.py serve --project 'Rio Tejo'"),
    ],
)
def test_the_next_step_can_be_typed_as_it_is_told(
    started: list[str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It begins as the program was started, and a name with a space is in quotation marks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", started)
    monkeypatch.setattr("sys.orig_argv", ["python3.12", *started])
    main(["init", "Rio Tejo"])
    assert capsys.readouterr().out.endswith(f"Look at it with: {expected}\n")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("xx", "CLDR has no language 'xx'; write codes with commas between them: ja,en,zh-hant."),
        ("en,", "CLDR has no language ''; write codes with commas between them: ja,en,zh-hant."),
        ("en/../x", "CLDR has no language 'en/../x'; write codes with commas between them: ja,en,zh-hant."),
        ("en,zh,EN", "The language 'en' is repeated."),
    ],
)
def test_slips_in_languages(written: str, message: str) -> None:
    """A language that nobody knows, or one named twice, is told."""
    with pytest.raises(ValueError) as error:
        read_languages(written)
    assert str(error.value) == message


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`init` tells what it has made and what comes next; all halves are in step, and the keys can be completed."""
    folder = tmp_path / "new" / "city"
    main(["init", str(folder), "--languages", "fr, en"])
    out = capsys.readouterr().out
    assert "Created content/chapters/town/water/fr.md\n" in out
    assert out.endswith(f"Look at it with: chronicle serve --project {folder}\n")
    with pytest.raises(SystemExit) as done:
        main(["translations", "--project", str(folder)])
    assert (done.value.code, capsys.readouterr().out) == (0, "7 in step.\n")
    assert (folder / "content/.schemas/keys.json").exists()
    assert "/content/.schemas/keys.json\n" in (folder / ".gitignore").read_text(encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["init", str(folder), "--languages", "xx"])
    assert done.value.code == 2


@pytest.mark.parametrize(
    ("language", "unit", "shown"), [("en", "people", "58 people; 1 person"), ("de", "Häuser", "58 Häuser; 1 Haus")]
)
def test_a_calculated_figure_has_its_plural(language: str, unit: str, shown: str, tmp_path: Path) -> None:
    """Where figures stand as printed, one that a text works out is in the plural or singular that its number needs."""
    project = begin(tmp_path, language)
    sheet, half = "content/facts/oldbridge.yaml", f"content/chapters/town/water/{language}.md"
    if language == "de":
        forms = "houses: {printed: [Häuser, Haus], text: {de: {one: '{n} Haus', other: '{n} Häuser'}}}\n"
        put(tmp_path, {"content/units.yaml": forms})
    edit(tmp_path / sheet, "%" if language == "en" else "\u00a0%", f" {unit}")
    append(
        tmp_path / half,
        "\n{= oldbridge.tap-water-2020 - oldbridge.tap-water-2010}; {= oldbridge.tap-water-2020 / 96}\n",
    )
    body = next(body for path, body in load_site(project).bodies.items() if path == half)
    assert re.sub("<[^>]*>", "", body.html).endswith(shown)
