"""Books: the site's own pages bound as EPUB and PDF."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
import weasyprint
from epub_check import find_epub_faults
from PIL import Image
from projects import EMPTY_ARCHIVE, append, edit, lay_out, lay_out_in, letters, put

from chronicle import keeping
from chronicle.binding import bind_books, editions_of
from chronicle.books import find_form
from chronicle.books.book import BookDocument
from chronicle.books.epub import _mark_notes
from chronicle.books.pdf import _in_one
from chronicle.books.xhtml import read_html, write_xml
from chronicle.cli import main
from chronicle.pipeline import build_site, load_site
from chronicle.problems import BooksUnavailable
from chronicle.reading import Project, read_downloads
from chronicle.scaffold import init_documentary

XHTML, OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"
CASES = ("charts", "registers", "contradiction")


@pytest.fixture(scope="module", params=CASES)
def epubs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The EPUBs of a tiny site by their names; one has a photograph with a larger view."""
    project = lay_out(request.param, tmp_path_factory.mktemp("books") / "site")
    if request.param == "charts":
        add_photograph(project)
    return {book.path: book.content for book in bind_books(project, forms=["epub"])}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, bytes]:
    """A tiny site with a photograph, and its Chinese book as PDF."""
    project = lay_out("charts", tmp_path_factory.mktemp("books") / "site")
    add_photograph(project)
    (book,) = bind_books(project, forms=["pdf"], only="zh")
    return project, book.content


def add_photograph(project: Project) -> None:
    chapter = project.root / "content/chapters/part/one"
    Image.new("RGB", (1600, 1000), "#14592d").save(chapter / "field.png")
    edit(chapter / "zh.md", "---\n", "---\nimages: {field.png: {credit: {zh: 某人摄, en: Somebody}}}\n", 1)
    append(chapter / "zh.md", "\n\n![一块绿地](field.png)\n")
    append(chapter / "en.md", "\n\n![A green field](field.png)\n")


def unpack(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(text: str) -> str:
    """Return a text without spaces: lines of a PDF break anywhere."""
    return re.sub(r"\s+", "", text)


def test_a_book_for_each_language_and_each_pair(epubs: dict[str, bytes]) -> None:
    """There is a book in each language, and one in each two, with either of them first."""
    assert set(epubs) == {"zh.epub", "en.epub", "zh-en.epub", "en-zh.epub"}


def test_epub_is_valid(epubs: dict[str, bytes], tmp_path: Path) -> None:
    """EPUBCheck finds no error and has no warning."""
    for name in ("en.epub", "zh-en.epub"):
        (tmp_path / name).write_bytes(epubs[name])
        assert find_epub_faults(tmp_path / name) == []


def test_epub_begins_with_its_type(epubs: dict[str, bytes]) -> None:
    """The first file of the archive is `mimetype`, not compressed, as programs look for it at byte 38."""
    for content in epubs.values():
        assert content[30:38] == b"mimetype"
        assert content[38:58] == b"application/epub+zip"


def test_links_within_a_book_lead_somewhere(epubs: dict[str, bytes]) -> None:
    """Each link leads to a document and anchor of the book, or has a full address; none leads to a page by its path."""
    for content in epubs.values():
        documents = {
            name.removeprefix("book/"): ElementTree.fromstring(text)
            for name, text in unpack(content).items()
            if name.endswith(".xhtml")
        }
        anchors = {name: {one.get("id") for one in root.iter()} for name, root in documents.items()}
        for name, root in documents.items():
            for link in root.iter(f"{XHTML}a"):
                file, _, anchor = link.attrib["href"].partition("#")
                if not file.startswith("https://"):
                    assert (file or name) in documents, link.attrib["href"]
                    assert not anchor or anchor in anchors[file or name], f"{name}: {link.attrib['href']}"


def test_nothing_for_windows(epubs: dict[str, bytes]) -> None:
    """A book has no controls, scripts, or ways around a site."""
    for content in epubs.values():
        for name, text in unpack(content).items():
            if name.endswith(".xhtml") and name != "book/nav.xhtml":
                tags = {element.tag.removeprefix(XHTML) for element in ElementTree.fromstring(text).iter()}
                assert not tags & {"button", "form", "input", "nav", "script", "select", "details"}
                assert not re.search('class="(inline )?way"', text.decode())


def test_drawings_fit_their_book() -> None:
    """Of a chart's two drawings an EPUB has the narrow one, which can be read on a phone, and a PDF the wide one."""
    html = '<figure><svg class="drawing bars narrow"></svg><svg class="drawing bars wide"></svg><p>Source</p></figure>'
    document = BookDocument("one.xhtml", "en", "One", 1, read_html(html))
    for body, form in ((_mark_notes(document), "narrow"), (_in_one(document), "wide")):
        assert [svg.get("class") for svg in body.iter("svg")] == [f"drawing bars {form}"]
        assert [paragraph.text for paragraph in body.iter("p")] == ["Source"]


def test_every_figure_of_a_text_is_in_the_book(epubs: dict[str, bytes], request: pytest.FixtureRequest) -> None:
    """The figures that stand in the site's texts stand in the books, with the same letters."""
    case = request.node.callspec.params["epubs"]
    project = Project(lay_out(case, Path(request.getfixturevalue("tmp_path")) / "site").root)
    site, _, references, bodies, *_ = load_site(project)
    for language in site.languages:
        book = unpack(epubs[f"{language}.epub"])
        text = "".join(
            words_of("".join(ElementTree.fromstring(content).itertext()))
            for name, content in book.items()
            if name.endswith(".xhtml")
        )
        told = {
            fact for one in site.texts for block in bodies[one.halves[language].path].blocks for fact in block.facts
        }
        assert told
        for fact in told:
            assert words_of(references[language].figures[fact].text.plain) in text


def test_two_languages_take_turns(epubs: dict[str, bytes]) -> None:
    """In a book of two languages each block stands in the one, then in the other."""
    for content in epubs["zh-en.epub"], epubs["en-zh.epub"]:
        book = unpack(content)
        first = ElementTree.fromstring(book["book/package.opf"]).attrib["{http://www.w3.org/XML/1998/namespace}lang"]
        texts = [ElementTree.fromstring(text) for name, text in book.items() if "-part" in name]
        pairs = [one for text in texts for one in text.iter(f"{XHTML}div") if one.get("class") == "pair"]
        sides = [[side.get("lang") for side in pair.iter() if side.get("class") == "side"] for pair in pairs]
        assert sides
        other = {"zh": "en", "en": "zh"}[first]
        assert all(languages == [first, other] * (len(languages) // 2) for languages in sides)


def test_same_bytes(tmp_path: Path) -> None:
    """Two runs of the same content, in other folders, give the same bytes, in both forms."""
    books = [
        {book.path: book.content for book in bind_books(lay_out("charts", tmp_path / name), only="en")}
        for name in ("a", "b")
    ]
    assert set(books[0]) == {"en.epub", "en.pdf"}
    assert books[0] == books[1]


def test_a_book_of_which_nothing_has_changed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of English, only the English book is set again."""
    project = lay_out("charts", tmp_path / "site")
    set_anew: list[str] = []

    def set_type(string: str, **rest: Any) -> weasyprint.HTML:
        set_anew.append(string.partition('lang="')[2][:2])
        return set_it(string=string, **rest)

    set_it = weasyprint.HTML
    monkeypatch.setattr(weasyprint, "HTML", set_type)
    keeping._memory.clear()  # what other tests kept
    before = [list(bind_books(project, forms=["pdf"], only=name)) for name in ("zh", "en")]
    edit(project.root / "content/chapters/part/one/en.md", "title: Chapter one", "title: Chapter first")
    keeping._memory.clear()
    assert set(set_anew) == {"zh", "en"}
    set_anew.clear()
    after = [list(bind_books(project, forms=["pdf"], only=name)) for name in ("zh", "en")]
    assert set(set_anew) == {"en"}
    assert after[0] == before[0] and after[1] != before[1]


def test_a_site_in_one_language(tmp_path: Path) -> None:
    """A site in one language has one book."""
    project = lay_out("charts", tmp_path / "site")
    site, *_ = load_site(project)
    assert list(editions_of(site)) == ["zh", "en", "zh-en", "en-zh"]


def test_pdf_is_tagged(pdf: tuple[Project, bytes]) -> None:
    """The PDF says that it is PDF/UA-1, has a structure, a language, bookmarks for its parts and chapters, and B5 pages."""
    reader = pypdf.PdfReader(io.BytesIO(pdf[1]))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "zh"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [176, 250]
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles, "parts have bookmarks"
    below = [item.title for item in _flat(reader.outline)]
    assert below.count("第一章") == 1, "a link to a chapter is no bookmark beside the chapter's own"


def test_pdf_has_the_photographs(pdf: tuple[Project, bytes]) -> None:
    """A photograph of a text is in the book."""
    pages = pypdf.PdfReader(io.BytesIO(pdf[1])).pages
    assert {image.image.size for page in pages for image in page.images if image.image} == {(960, 600)}


def test_photographs_fit_their_page(pdf: tuple[Project, bytes]) -> None:
    """A photograph is no wider than the text, and keeps its proportions."""
    drawn = []

    def note(operator: bytes, _: Any, matrix: Sequence[float], __: Any) -> None:
        if operator == b"Do" and abs(matrix[0]) > 1:  # other forms are drawings
            drawn.append((abs(matrix[0]), abs(matrix[3])))

    for page in pypdf.PdfReader(io.BytesIO(pdf[1])).pages:
        if page.images:
            page.extract_text(visitor_operand_before=note)
    millimetres = 72 / 25.4
    assert drawn and all(100 < width / millimetres < 140 for width, _ in drawn), drawn
    assert all(abs(width / height - 1.6) < 0.01 for width, height in drawn), drawn


def _flat(outline: list[Any]) -> Iterator[Any]:
    for item in outline:
        yield from _flat(item) if isinstance(item, list) else [item]


def test_pdf_has_the_figures(pdf: tuple[Project, bytes]) -> None:
    """The figures that stand in the site's texts stand in the PDF, with the same letters."""
    project, content = pdf
    site, _, references, bodies, *_ = load_site(project)
    text = words_of("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))
    told = {fact for one in site.texts for block in bodies[one.halves["zh"].path].blocks for fact in block.facts}
    assert told
    for fact in told:
        assert words_of(references["zh"].figures[fact].text.plain) in text


def test_page_numbers_lead_to_their_pages(pdf: tuple[Project, bytes]) -> None:
    """The numbers in the contents and in the registers are those that the pages bear, where the chapter begins; parts begin on right pages."""
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf[1])).pages]
    listed = [line for text in texts for line in re.findall(r"(\S.*?)(?: *\.){3,} *(\d+)", text)]
    assert listed
    starts = {title: int(number) for title, number in listed}
    for title, number in starts.items():
        assert title in texts[number - 1]
        assert texts[number - 1].rstrip().endswith(f"\n{number}")
    assert starts["术语"] % 2 == 1
    assert f"第一章 {starts['第一章']}" in "".join(texts[starts["术语"] - 1 :]), "a register has the pages of texts"


def test_notes_stand_at_the_foot(tmp_path: Path) -> None:
    """A note stands at the foot of the page that has its mark, which links to it; marks side by side are two numbers."""
    project = lay_out("charts", tmp_path / "site")
    chapter = project.root / "content/chapters/part/one/zh.md"
    edit(chapter, "第一节]", "第一节][@book, 第二节]")
    edit(chapter.with_name("en.md"), "第一节]", "第一节][@book, 第二节]")
    for name, title in (("zh", "书"), ("zh-en", "书"), ("en", "book")):
        (book,) = bind_books(project, forms=["pdf"], only=name)
        reader = pypdf.PdfReader(io.BytesIO(book.content))
        (page,) = [page for page in reader.pages if re.search("[；;]1, 2", page.extract_text())]
        *_, first, second, _running_head, _page_number = page.extract_text().splitlines()
        assert first.startswith("1 ") and title in first and second.startswith("2 ") and title in second
        notes = {link.get_object().get("/Dest", "") for link in page["/Annots"]} & set(reader.named_destinations)
        here = [one for one in notes if one.endswith(("--note-1", "--note-2"))]
        assert len(here) == 2
        for one in here:
            assert reader.get_destination_page_number(reader.named_destinations[one]) == reader.get_page_number(page)


def test_notes_begin_at_the_margin(tmp_path: Path) -> None:
    """A note at the foot begins at the margin: it is not indented as the paragraph that mentions it."""
    (book,) = bind_books(lay_out("charts", tmp_path / "site"), forms=["pdf"], only="zh")
    begun: dict[str, float] = {}

    def look(text: str, _: object, matrix: Sequence[float], *__: object) -> None:
        if text.strip():
            begun[text.strip()] = matrix[4]  # the note is below its mark

    pages = pypdf.PdfReader(io.BytesIO(book.content)).pages
    page = next(page for page in pages if re.search(r"\n1 ", page.extract_text()))
    page.extract_text(visitor_text=look)
    assert begun["1"] == min(begun.values())


def test_no_line_is_cut_short_before_a_link(tmp_path: Path) -> None:
    """A line goes on to its end where the next words are a link, however wide the words before it are."""
    project = lay_out_in({"en": {"name": "English", "locale": "en_GB", "numbers": "western"}}, tmp_path / "site")
    chapter = project.root / "content/chapters/part/one/en.md"
    words = "was to be raised is the level of what was grown. Then a"
    widths = [narrow * "i" + wide * "r" for narrow in range(1, 40) for wide in range(3)]
    told = [f"{width} {words} [farm](https://example.org/) and what follows it in the text." for width in widths]
    chapter.write_text("\n\n".join([chapter.read_text("utf-8"), *told]), "utf-8")
    (book,) = bind_books(project, forms=["pdf"], only="en")
    lines = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(book.content)).pages).splitlines()
    assert len([line for line in lines if re.match("i+r* was to be", line)]) == len(told)


def test_a_book_from_right_to_left(tmp_path: Path) -> None:
    """In a script from right to left the documents of an EPUB say so, and its pages go on to the left; drawings do not, and lists are counted in the digits of the language."""
    project = Project(tmp_path)
    init_documentary(project, ("ar", "en"), "2021-02-03")
    for name, way in (("ar", "rtl"), ("en", "ltr")):
        (book,) = bind_books(project, forms=["epub"], only=name)
        (tmp_path / book.path).write_bytes(book.content)
        assert find_epub_faults(tmp_path / book.path) == []
        files = unpack(book.content)
        assert f'page-progression-direction="{way}"' in files["book/package.opf"].decode()
        documents = [text.decode() for path, text in files.items() if path.endswith(".xhtml")]
        assert all(f'lang="{name}" dir="{way}" xml:lang="{name}">' in text for text in documents)
        drawings = [
            svg for text in documents for svg in ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}svg")
        ]
        assert drawings and {svg.get("direction") for svg in drawings} == {"ltr"}
        assert ("ol { list-style-type: arabic-indic; }" in files["book/book.css"].decode()) == (name == "ar")


def test_drawings_find_their_patterns_in_a_pdf() -> None:
    """Documents that become one have other ids, and what refers to them does so by these: a band is drawn with its pattern."""
    band = read_html('<svg><pattern id="felt"></pattern><rect fill="url(#felt)" /></svg>')
    body = _in_one(BookDocument("en-part.xhtml", "en", "Part", 1, band))
    assert [element.get("id") for element in body.iter("pattern")] == ["en-part--felt"]
    assert [element.get("fill") for element in body.iter("rect")] == ["url(#en-part--felt)"]


def test_each_language_has_its_letters(tmp_path: Path) -> None:
    """In a book of two languages English is set in a Latin font, in which quotation marks are narrow, and Chinese in one of Han."""
    (book,) = bind_books(lay_out("charts", tmp_path / "site"), forms=["pdf"], only="zh-en")
    fonts: dict[str, set[str]] = {"There were": set(), "第一章": set()}

    def look(text: str, _: object, __: object, font: Any, *___: object) -> None:
        for begun in (one for one in fonts if text.lstrip().startswith(one)):
            fonts[begun].add(font["/BaseFont"])

    for page in pypdf.PdfReader(io.BytesIO(book.content)).pages:
        page.extract_text(visitor_text=look)
    assert fonts["There were"] and not any("CJK" in name for name in fonts["There were"])
    assert fonts["第一章"] and all("CJK" in name for name in fonts["第一章"])


def test_the_imprint_stands_on_the_title_page(tmp_path: Path) -> None:
    """Under two titles with long subtitles the description, licence and address are still on the title page."""
    project = lay_out("good-site", tmp_path / "site")
    edit(project.root / "content/site.yaml", "zh: 试验, en: A trial", f"zh: {'试验' * 30}, en: {'A trial ' * 12}")
    edit(project.root / "content/site.yaml", "A small site for tests.", "A small site for tests. " * 8)
    (book,) = bind_books(project, forms=["pdf"], only="zh-en")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(book.content)).pages]
    assert [number for number, text in enumerate(pages) if "https://example.org/" in text] == [2]
    assert "A trial" in pages[2]


def test_drawings_keep_their_names() -> None:
    """SVG keeps the letters of its names and its namespace, so that it is drawn outside of HTML too."""
    tree = read_html('<svg class="drawing wide" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>')
    assert write_xml(tree) == (
        '<section><svg class="drawing wide" viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg">'
        '<rect width="1" height="1" /></svg></section>'
    )


def test_text_behind_what_is_left_out_stays() -> None:
    """Only the control goes, not what is written after it."""
    assert write_xml(read_html("<p>a <button>x</button>b</p><nav>c</nav>d")) == "<section><p>a b</p>d</section>"


def test_what_opens_is_open() -> None:
    """What a reader opens on a page stands open in a book."""
    assert write_xml(read_html("<details><summary>More</summary><p>Text</p></details>")) == (
        '<section><div class="opened"><div class="opened-title">More</div><p>Text</p></div></section>'
    )


def test_a_site_offers_the_books_that_were_bound(tmp_path: Path) -> None:
    """What lies in `books/` is published, and `offline/site.zip`, and the newest snapshot; home page and footer lead to it, with languages, form and size. Without it nothing does."""
    project = lay_out("charts", tmp_path / "site")
    build_site(project, tmp_path / "without", with_search=False)
    (project.root / "books").mkdir()
    for name in ("en.epub", "zh-en.pdf", "notes.txt"):
        (project.root / "books" / name).write_bytes(EMPTY_ARCHIVE.rjust(123_456))
    for name in ("zh.epub", "zh-hant.pdf"):
        (project.root / "books" / name).write_bytes(EMPTY_ARCHIVE.rjust(1_300))
    for name in ("offline/site.zip", "snapshots/example.org-2020-01-01.zip", "snapshots/example.org-2019-01-01.zip"):
        (project.root / name).parent.mkdir(exist_ok=True)
        (project.root / name).write_bytes(EMPTY_ARCHIVE.rjust(123_456))
    build_site(project, tmp_path / "with", with_search=False)
    home, chapter = (
        (tmp_path / "with" / page).read_text("utf-8") for page in ("en/index.html", "en/part/one/index.html")
    )
    assert '<a href="/books/en.epub">English, EPUB, 0.1 MB</a>' in home
    assert '<a href="/books/zh-en.pdf">中文–English, PDF, 0.1 MB</a>' in home
    assert '<a href="/books/zh.epub">中文, EPUB, 0.1 MB</a>' in home, "no book is of 0.0 MB"
    assert '<a href="/books/zh-hant.pdf">zh-hant, PDF, 0.1 MB</a>' in home, "a key with a hyphen is one language"
    assert '<a href="/offline/site.zip">The whole site, to read offline, ZIP, 0.1 MB</a>' in home
    snapshot = "The edition of 1 January 2020, to keep and cite, ZIP, 0.1 MB"
    assert f'<a href="/snapshots/example.org-2020-01-01.zip">{snapshot}</a>' in home
    assert '<a href="/en/#book">Downloads</a>' in chapter
    assert {path.name for path in (tmp_path / "with" / "books").iterdir()} == {
        "en.epub",
        "zh-en.pdf",
        "zh.epub",
        "zh-hant.pdf",
    }
    assert {path.name for path in (tmp_path / "with" / "snapshots").iterdir()} == {"example.org-2020-01-01.zip"}
    assert "#book" not in (tmp_path / "without" / "en/index.html").read_text("utf-8")


def test_the_newest_snapshot(tmp_path: Path) -> None:
    """It is that of the latest day, whatever the site was called then; what is no snapshot is passed over, and told where there is no other."""
    project = lay_out("good-site", tmp_path / "site")
    names = (
        "snapshots/old.example-2019-01-01.zip",
        "snapshots/new.example-2020-01-01.zip",
        "snapshots/zz-2020-13-01.zip",
    )
    put(project.root, dict.fromkeys((*names, "snapshots/zzz.zip"), EMPTY_ARCHIVE))
    assert [file.path for file in read_downloads(project, ["snapshots"])] == ["snapshots/new.example-2020-01-01.zip"]
    for name in names:
        (project.root / name).unlink()
    assert letters(read_downloads, project, ["snapshots"]) == [
        "snapshots/zzz.zip:1:1: The name of a snapshot ends with the day of its edition: example.org-2026-11-28.zip.\n"
        "    Give it the name again that `chronicle snapshot` gave it, or move it away."
    ]


def test_unknown_book(tmp_path: Path) -> None:
    """A book that is not there is told with those that are."""
    with pytest.raises(BooksUnavailable, match=r"There is no book 'ze'\. Known here: en, en-zh, zh, zh-en\."):
        list(bind_books(lay_out("charts", tmp_path / "site"), only="ze"))


def test_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the packages of the extra the command says what to install; nothing is written."""
    project = lay_out("charts", tmp_path / "site")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "chronicle.books.pdf", raising=False)
    with pytest.raises(SystemExit) as left:
        main(["books", "--project", str(project.root), "--form", "pdf"])
    assert left.value.code == 2
    assert "Books need the package weasyprint, which is not installed." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["snapshot", "--project", str(project.root), "--lang", "zh"])
    assert "做书需要软件包weasyprint" in (told := capsys.readouterr().err) and "--no-books" in told
    monkeypatch.setitem(sys.modules, "tinyhtml5", None)
    with pytest.raises(SystemExit):
        main(["books", "--project", str(project.root), "--form", "epub"])
    assert "Books need the package tinyhtml5, which is not installed." in capsys.readouterr().err
    assert not (project.root / "books").exists()


def test_missing_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no font has the letters of a book, the command says so before it sets anything; an EPUB needs none."""
    project = lay_out("charts", tmp_path / "site")
    program = tmp_path / "bin" / "fc-list"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    with pytest.raises(SystemExit) as left:
        main(["books", "--project", str(project.root), "--only", "zh"])
    assert left.value.code == 2
    assert capsys.readouterr().err == (
        "Error: A PDF needs a font with the glyphs of '小站', and this machine has none. "
        "On Debian or Ubuntu: apt-get install fonts-noto-core fonts-noto-cjk\n"
    )
    main(["books", "--project", str(project.root), "--only", "zh", "--form", "epub"])


def test_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango, which WeasyPrint looks for when it is imported, the command says which packages of the system have it."""

    def fail(name: str) -> object:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("importlib.import_module", fail)
    with pytest.raises(
        BooksUnavailable, match=r"A PDF needs the library Pango: .* apt-get install libpango-1\.0-0 libpangoft2"
    ):
        find_form("pdf")


def test_a_site_in_english_alone(tmp_path: Path) -> None:
    """A documentary in English alone has one book, in both forms, with its figures in it."""
    project = lay_out_in({"en": {"name": "English", "locale": "en_GB", "numbers": "western"}}, tmp_path / "site")
    books = {book.path: book.content for book in bind_books(project)}
    assert set(books) == {"en.epub", "en.pdf"}
    assert "468,000 people" in unpack(books["en.epub"])["book/en-part-one.xhtml"].decode()
    pages = pypdf.PdfReader(io.BytesIO(books["en.pdf"])).pages
    assert "468,000people" in words_of("".join(page.extract_text() for page in pages))


def test_no_ways_to_what_a_book_is_not(epubs: dict[str, bytes]) -> None:
    """A chart of a book has no link to its page with pictures and code for other sites, which say nothing on paper."""
    for content in epubs.values():
        assert not any(b"Picture, embedding, citation" in text for text in unpack(content).values())


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`books` writes the books into their folder, which a later run replaces as a whole."""
    project = lay_out("charts", tmp_path / "site")
    for only in ("en", "zh"):
        main(["books", "--project", str(project.root), "--form", "epub", "--only", only])
    assert "zh.epub" in capsys.readouterr().out
    assert {path.name for path in (project.root / "books").iterdir()} == {"zh.epub", "SHA256SUMS", "chronicle.txt"}
