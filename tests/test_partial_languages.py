"""Languages in which texts may be missing: what stands in the main one is told as that, and counted once."""

from __future__ import annotations

import csv
import json
import pickle
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from html_validity import validity_messages
from markupsafe import escape
from projects import edit, lay_out

from chronicle.binding import bind_books
from chronicle.catalogue import make_catalogue
from chronicle.editions import make_edition
from chronicle.indexing import make_search_documents
from chronicle.made import MadeSite, remake_text
from chronicle.model import Borrowed
from chronicle.pipeline import build_site, make_site
from chronicle.reading import Project
from chronicle.translations import accept_translations, find_translations, is_in_step, tell_translations

ONE = "content/chapters/part/one"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A tiny site in Chinese, English, and in French in part."""
    return lay_out("partial-language", tmp_path_factory.mktemp("partial") / "site")


@pytest.fixture(scope="module")
def made(project: Project) -> MadeSite:
    """The same, its pages made."""
    return make_site(project)


def page(made: MadeSite, path: str) -> str:
    return next(one.html for one in made.pages if one.page.path == path)


def file(made: MadeSite, path: str) -> str:
    return next(one.content.decode() for one in made.files if one.path == path)


def test_borrowed_text() -> None:
    """As HTML it tells its language, as text it is what was written; other processes get it whole."""
    text = Borrowed("a < b", "zh")
    assert escape(text) == '<bdi lang="zh">a &lt; b</bdi>'
    assert f"{text}" == "a < b"
    assert pickle.loads(pickle.dumps(text)).language == "zh"


def test_a_pair_of_languages_has_a_short_name(made: MadeSite) -> None:
    """Where several pairs are read side by side, a phone names each by its marks: their whole names make the page wider than it is."""
    assert re.findall(r'data-short="([^"]*–[^"]*)"', page(made, "zh/")) == ["中–EN", "中–FR"]


def test_a_long_name_for_both_languages_is_short_on_a_phone(made: MadeSite) -> None:
    """Beside three languages there is room for “Both”, not for “Les deux”."""
    short = {path: re.findall(r'data-short="([^"]*–[^"]*)"', page(made, path)) for path in ("fr/", "en/")}
    assert short == {"fr/": ["FR–中"], "en/": []}


def test_machines_are_told_of_it_once(made: MadeSite) -> None:
    """Search engines are led from a text that is not translated to the original; it is no translation, and in no sitemap."""
    html = page(made, "fr/part/one/")
    assert '<html lang="fr">' in html
    assert '<link rel="canonical" href="https://example.org/zh/part/one/">' in html
    assert 'rel="alternate" hreflang' not in html
    assert '"inLanguage":"zh"' in html and '"inLanguage":"fr"' not in html
    others = re.findall('hreflang="([^"]*)" href="https', page(made, "zh/part/one/"))
    assert others == ["zh", "en", "x-default"]
    assert re.findall('hreflang="([^"]*)" href="https', page(made, "zh/part/")) == ["zh", "en", "fr", "x-default"]
    assert "https://example.org/fr/part/one/" not in file(made, "sitemap.xml")
    assert "https://example.org/fr/part/<" in file(made, "sitemap.xml")


def test_readers_change_languages(made: MadeSite) -> None:
    """The page of a text leads to every language, also to one in which the text stands as it was first written."""
    assert '<a href="/fr/part/one/" lang="fr" hreflang="fr" data-short="FR">Français</a>' in page(made, "zh/part/one/")


def test_feed_has_what_is_written(made: MadeSite) -> None:
    """A feed has the chapters of its language."""
    assert "<entry>" not in file(made, "fr/feed.xml")
    assert "<entry>" in file(made, "en/feed.xml")
    assert "<subtitle>试验</subtitle>" in file(made, "fr/feed.xml")


def test_search_finds_it_in_the_main_language(made: MadeSite) -> None:
    """A text that is not translated is indexed in the main language alone, and so is its entry."""
    documents = {one.url for one in make_search_documents(made.pages)}
    assert "zh/part/one/" in documents
    assert "fr/part/one/" not in documents
    assert "fr/part/" in documents
    entries = {entry.url: entry for entry in make_catalogue(made.localized_sites)[0]}
    assert "fr/part/one/" not in entries
    assert entries["zh/part/one/"].twin[::3] == ("en",)


def test_side_by_side_is_what_is_in_both(made: MadeSite) -> None:
    """A text has a page in two languages where it is written in both; the contents lead to the text itself otherwise."""
    paths = {one.page.path for one in made.pages}
    assert {"zh-fr/part/", "fr-zh/part/", "zh-en/part/one/"} <= paths
    assert not {"zh-fr/part/one/", "fr-zh/part/one/"} & paths


def test_data_has_what_is_written(made: MadeSite) -> None:
    """A column of a language is empty where nobody has written anything in it."""
    rows = {row["id"]: row for row in csv.DictReader(file(made, "data/facts.csv").splitlines())}
    assert rows["sheet.poor"]["label_fr"] == ""
    assert rows["sheet.poor"]["text_fr"] == "468\u202f000 personnes"
    assert rows["sheet.late"]["label_fr"] == "Habitants plus tard"
    assert json.loads(file(made, "data/facts.json"))[0]["label_fr"] == ""
    assert json.loads(file(made, "data/datapackage.json"))["title"] == "Small site"


def test_edition_has_what_is_written(made: MadeSite) -> None:
    """The record of an edition has the texts of each language."""
    one = made.localized_sites[0]
    references = {localized.language: localized.references for localized in made.localized_sites}
    edition = make_edition(one.site, references, one.bodies)
    assert {language: [*texts] for language, texts in edition.texts.items()} == {
        "zh": ["part:part", "chapter:part/one"],
        "en": ["part:part", "chapter:part/one"],
        "fr": ["part:part"],
    }


def test_counted_as_not_translated(project: Project, tmp_path: Path) -> None:
    """The board of translations counts what is missing, and takes it for no change."""
    shutil.copytree(project.root, tmp_path / "site")
    project = Project(tmp_path / "site")
    accept_translations(project, find_translations(project))
    translations = find_translations(project)
    assert list(tell_translations(translations)) == [f"{ONE}/fr.md: not translated", "9 in step, 5 not translated."]
    assert is_in_step(translations)


def test_book_has_all(project: Project) -> None:
    """The book of a partial language has the texts that it lacks as the site has them."""
    (book,) = bind_books(project, forms=["epub"], only="fr")
    with zipfile.ZipFile(BytesIO(book.content)) as archive:
        chapter = archive.read(next(name for name in archive.namelist() if name.endswith("fr-part-one.xhtml"))).decode()
    assert '<div class="prose" lang="zh">' in chapter
    assert "Ce texte n’est pas encore traduit" in chapter


def test_edits_reach_it(project: Project, tmp_path: Path) -> None:
    """An edit of the original is seen where it stands for a translation; one that has just been written is."""
    shutil.copytree(project.root, tmp_path / "site")
    project = Project(tmp_path / "site")
    made = make_site(project)
    edit(project.root / ONE / "zh.md", "是一个", "原是一个")
    text = next(one for one in made.localized_sites[0].site.texts if one.key == "part/one")
    again = remake_text(made, project, text)
    assert again is not None
    assert "原是一个" in page(again, "fr/part/one/")
    assert {one.page.path: one.content for one in again.pages} == {
        one.page.path: one.content for one in make_site(project).pages
    }
    (project.root / ONE / "fr.md").write_text("---\ntitle: Chapitre un\n---\n", encoding="utf-8")
    assert remake_text(made, project, text) is None


@pytest.mark.parametrize("case", ["registers", "charts", "map-and-comparison"])
def test_pages_are_sound(case: str, tmp_path: Path) -> None:
    """A site of which nothing at all is written in a language is valid HTML all the same."""
    project = lay_out(case, tmp_path / "site")
    settings = project.root / "content/site.yaml"
    language = "languages:\n  fr: {name: Français, locale: fr_FR, numbers: as-printed, partial: true}\n"
    text = settings.read_text(encoding="utf-8")
    begin = text.index("base_url:")
    settings.write_text(text[:begin] + language.partition("\n")[2] + text[begin:], encoding="utf-8")
    build_site(project, tmp_path / "output", with_search=False)
    pages = (path.read_text(encoding="utf-8") for path in (tmp_path / "output").rglob("*.html"))
    assert not [html for html in pages if re.search(r'="[^"<>]*&lt;bdi|="<bdi|<title>[^<]*<bdi', html)]
    assert validity_messages(tmp_path / "output") == []
