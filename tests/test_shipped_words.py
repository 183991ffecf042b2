"""The generator's interface words and units in other languages than its own, with the project's over them."""

import re
from pathlib import Path

import babel
import pytest
import yaml
from click.testing import CliRunner
from projects import HOME, edit, lay_out_in, letters, problems_of, put

from chronicle.cli import commands as chronicle
from chronicle.keeping import digest_of
from chronicle.pipeline import Options, build_site, make_site
from chronicle.problems import Where
from chronicle.reading import Project, read_site
from chronicle.words import parse_words

WORDS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (HOME / "chronicle/shipped/words").iterdir()
}
COMPARED = HOME / "tests/compared_words.yaml"
# The generator has no words in Swedish.
LOCALES = {"zh-hant": "zh_TW", "sv": "sv_SE", "en": "en_GB", "zh-hans": "zh_Hans_CN"}
NAMES = {"zh-hant": "中文", "sv": "Svenska", "en": "English", "zh-hans": "中文"}


def make_project(folder: Path, *languages: str) -> Project:
    """Lay out the base of the tiny sites in some languages, with little more than its own units."""
    settings = {
        one: {"name": NAMES[one], "locale": LOCALES[one], "numbers": "western" if one in ("sv", "en") else "as-printed"}
        for one in languages
    }
    project = lay_out_in(settings, folder)
    put(folder, {"content/units.yaml": "people: {printed: [人]}\nhectares: {printed: [亩]}\n"})
    if "sv" in languages:  # what is the same to the letter would not pass as translated
        for part, words in (("/one", ("had", "hade")), ("", ("opening", "början")), ("/one", ("It has", "Den har"))):
            edit(folder / f"content/chapters/part{part}/sv.md", *words)
    return project


@pytest.mark.parametrize("language", WORDS)
def test_shipped_words(language: str) -> None:
    """The generator's words have the slots and plural forms that the English ones ask for, and no word of their own."""
    words, english = WORDS[language]["words"], WORDS["en"]["words"]
    assert words.keys() <= english.keys()
    _, problems = parse_words({key: {language: word} for key, word in words.items()}, lambda *steps: Where(str(steps)))
    assert problems == []
    forms = {*babel.Locale.parse(language, sep="-").plural_form.tags, "other"}
    assert {key for key, word in words.items() if isinstance(word, dict) and set(word) != forms} == set()
    assert {key for key, word in words.items() if isinstance(word, dict) > isinstance(english[key], dict)} == set()
    assert {key for key in words if key.endswith(".synonyms") and not words[key].strip()} == set()


def test_words_of_shipped_languages_are_whole() -> None:
    """No word of the interface is English on a page in a language that has words."""
    lacking = {name: WORDS["en"]["words"].keys() - words["words"].keys() for name, words in WORDS.items()}
    assert {name: words for name, words in lacking.items() if words} == {}


def test_other_languages_follow_the_english_words(request: pytest.FixtureRequest) -> None:
    """Each English word is the one that the other languages were compared with; after a change compare them, then run with `--refresh`."""
    english = {key: digest_of(word)[:8] for key, word in WORDS["en"]["words"].items()}
    if request.config.getoption("refresh"):
        COMPARED.write_text(yaml.safe_dump(english, sort_keys=False), encoding="utf-8")
    compared = yaml.safe_load(COMPARED.read_text(encoding="utf-8"))
    assert {key for key, _ in english.items() ^ compared.items()} == set(), "compare these words in every language"


def words_of(project: Project, language: str) -> list[str]:
    """Return two interface words and a figure with its unit as a language of a site has them."""
    localized = next(one for one in make_site(project).localized_sites if one.language == language)
    figure = localized.references.figures["sheet.poor"].text.full
    return [localized.words["menu.data"], localized.words["trail.home"], figure]


def test_one_language_alone(tmp_path: Path) -> None:
    """A documentary in English alone has the generator's English words, and no word too many."""
    assert words_of(make_project(tmp_path / "site", "en"), "en") == ["Data", "Home", "468,000 people"]


def test_a_language_under_another_key(tmp_path: Path) -> None:
    """A language is known by its locale, whatever the site calls it."""
    assert words_of(make_project(tmp_path / "site", "zh-hans", "en"), "zh-hans") == ["数据", "首页", "46.8万人"]


def test_english_words_are_told(tmp_path: Path) -> None:
    """Whose words a language has is told, and a list begins its translation: what stands in interface.yaml is on it no more."""
    project = make_project(tmp_path / "site", "en", "sv", "zh-hant")
    (project.root / "content/interface.yaml").write_text("menu.data: {sv: Uppgifter}\n", encoding="utf-8")

    def told(*arguments: str) -> list[str]:
        result = CliRunner().invoke(chronicle, ["words", "--project", str(project.root), "--lang", "en", *arguments])
        assert result.exit_code == 0, result.output
        return result.output.splitlines()

    count = len(WORDS["en"]["words"])
    assert told() == [
        f"en: {count} words",
        f"sv: {count} words, {count - 1} of them English: build.py words sv lists them",
        f"zh-hant: {count} words; the built-in texts have not been reviewed by a native speaker",
    ]
    listed = yaml.safe_load("\n".join(told("sv")))
    assert len(listed) == count - 1
    assert listed["facts.count"] == {"sv": {"one": "{n} figure.", "other": "{n} figures."}}
    assert told("en") == []


def test_a_language_without_words(tmp_path: Path) -> None:
    """A language that the generator has no words for begins with the English ones, its units too."""
    assert words_of(make_project(tmp_path / "site", "en", "sv"), "sv") == ["Data", "Home", "468\xa0000 people"]


def test_english_words_tell_their_language(tmp_path: Path) -> None:
    """A word that is still English has `lang` on a page, where an element can stand: in no attribute and no title. A word of the project has none."""
    project = make_project(tmp_path / "site", "en", "sv")
    (project.root / "content/interface.yaml").write_text("search.button: {sv: Sök}\n", encoding="utf-8")
    build_site(project, tmp_path / "out", Options(), with_search=False)
    page, english = ((tmp_path / f"out/{one}/index.html").read_text("utf-8") for one in ("sv", "en"))
    assert '<a class="skip" href="#main"><bdi lang="en">Skip to the text</bdi></a>' in page
    assert ">Sök</button>" in page
    assert "<bdi lang=" not in english
    pages = [path.read_text("utf-8") for path in (tmp_path / "out/sv").rglob("*.html")]
    assert not [
        found for page in pages for found in re.findall(r'="[^"]*bdi[^"]*"|<title>[^<]*<(?!/title)|&lt;bdi', page)
    ]


def test_units_of_cldr(tmp_path: Path) -> None:
    """Units have the names that CLDR has in each language; a project that prints them otherwise writes that alone."""
    project = make_project(tmp_path / "site", "sv", "en")
    (project.root / "content/units.yaml").write_text("kilometres: {printed: [Km]}\n", encoding="utf-8")
    edit(project.root / "content/facts/sheet.yaml", "46.8万人", "12 Km")
    site, _ = read_site(project)
    assert site.facts["sheet.poor"].figure.unit == "kilometres"
    assert site.units["kilometres"].text["en"] == {"one": "{n} kilometre", "other": "{n} kilometres"}
    assert site.units["tonnes"].printed == ("ton", "t", "吨")
    assert site.units["tonnes"].text["sv"] == {"one": "{n} ton", "other": "{n} ton"}


def test_the_projects_words_stand_over_the_generators(tmp_path: Path) -> None:
    """A project writes only the words that it wants otherwise, in the languages in which it does."""
    project = make_project(tmp_path / "site", "en", "sv")
    (project.root / "content/interface.yaml").write_text("menu.data: {sv: Uppgifter}\n", encoding="utf-8")
    assert words_of(project, "sv")[:2] == ["Uppgifter", "Home"]
    assert words_of(project, "en")[:2] == ["Data", "Home"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("menu.data: {fr: Données}\n", ["content/interface.yaml:1:13 unknown-language"]),
        ("menu.data: Uppgifter\n", ["content/interface.yaml:1:1 wrong-type"]),
        ("footer.edition: {sv: Läge}\n", ["content/interface.yaml:1:22 wrong-pattern"]),
        ("- menu\n", ["content/interface.yaml:1:1 wrong-type"]),
        ("menu.dta: {en: Figures, sv: Uppgifter}\n", ["content/interface.yaml:1:1 unknown-word"]),
        ("place.spelings: {en: Spellings, sv: Former}\n", ["content/interface.yaml:1:1 unknown-word"]),
        ("my.own: {en: Mine, sv: Min}\n", ["content/interface.yaml:1:1 unknown-word"]),
    ],
)
def test_mistakes_in_the_projects_words(tmp_path: Path, written: str, told: list[str]) -> None:
    """What is wrong with the project's words is told where it stands, once."""
    project = make_project(tmp_path / "site", "en", "sv")
    (project.root / "content/interface.yaml").write_text(written, encoding="utf-8")
    found = [
        f"{one.where.path}:{one.where.line}:{one.where.column} {one.rule}" for one in problems_of(make_site, project)
    ]
    assert found == told


def test_words_that_a_project_adds(tmp_path: Path) -> None:
    """A word is not lost where a template or script of the project names it, whole or put together, or a place may be of its kind."""
    project = make_project(tmp_path / "site", "en", "sv")
    words = ("my.own", "my.kind-a", "his.own", "place.gold-mine", "search.queries", "facts.synonyms")
    put(
        project.root,
        {
            "content/interface.yaml": "".join(f"{key}: {{en: A, sv: B}}\n" for key in words),
            "content/templates/parts/mine.html": '{{ words["my.own"] }} {{ words["my.kind-" ~ kind] }}',
            "content/static/mine.js": "ask('his.own');",
        },
    )
    assert letters(make_site, project) == []
    (project.root / "content/templates/parts/mine.html").unlink()
    assert letters(make_site, project) == [
        f"content/interface.yaml:{line}:1: Nothing asks for the interface word '{key}', so it would be lost.\n"
        "    Take it away, or name it in a template of the project."
        for line, key in enumerate(words[:2], 1)
    ]
