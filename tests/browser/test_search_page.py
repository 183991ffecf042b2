"""The search page in a real browser, under the site's Content-Security-Policy: what it finds, shows and says."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lent_pages import LentPages, watching
from markupsafe import Markup
from playwright.sync_api import Page, Route, expect
from projects import HOME
from searching import ask, make_search_files
from web_server import serving

from chronicle.catalogue import SearchEntry
from chronicle.search import SearchDocument, place_search_files

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAME = (
    '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>Search</title><link rel="icon" href="data:,">'
    '<script type="module" src="/chronicle/scripts/box.js"></script>'
    '<script type="module" src="/chronicle/scripts/page.js"></script></head><body><main>{}</main></body></html>'
)
OPENED = '<!doctype html><title>Page</title><link rel="icon" href="data:,">'
BOX = '{% import "parts/navigation.html" as navigation with context %}{{ navigation.search_box() }}<p><textarea></textarea></p>'
KINDS = {"county": "County", "chapter": "Chapter", "figure": "Figure", "term": "Term", "page": "Page"}
SHARED: dict[str, Any] = {
    "ignored": "了多少 的 how many",
    "counting": "多少 many",
    "who": "谁 who",
    "comparing": ["最多", "哪个", "which county"],
    "numerals": "二=2、四=4、六=6、八=8、十=10、百=100、万=10000、亿=100000000、点=.、million=1000000",
    "languages": {"zh": "中文", "en": "English"},
    "quoted": "“{word}”",
    "sentences": "{one} {next}",
}
MESSAGES: dict[str, Any] = {
    "zh": {
        **SHARED,
        "busy": "正在找……",
        "other": "找到 {count} 页。",
        "none": "没有页面含有“{query}”。",
        "failed": "搜索暂时不可用。",
        "instead": "“{from}”没有，改找{to}。",
        "and": "和",
        "partial": "只有一部分。",
    },
    "en": {
        **SHARED,
        "busy": "Looking…",
        "one": "{count} page found.",
        "other": "{count} pages found.",
        "none": "No page has “{query}”.",
        "failed": "Search is not available.",
        "instead": "No “{from}”, so {to}.",
        "and": " and ",
        "partial": "Some of them.",
    },
}
CARDS = (
    SearchEntry("zh/millet/", "county", "敖汉小米", ("Aohan millet", "汉米"), ("ao han xiao mi",), place="敖汉旗", twin=("en", "Millet of Aohan", "en/millet/")),
    SearchEntry("en/millet/", "county", "Millet of Aohan", ("敖汉小米",), ("ao han xiao mi",), place="Aohan", twin=("zh", "敖汉小米", "zh/millet/")),
    SearchEntry("zh/facts/#moved", "figure", "搬迁人数 46.8万人", numbers=("468000", "46.8", "0.468"), years=("2019",)),
    SearchEntry("zh/facts/#share", "figure", "搬迁比例 468人", numbers=("468",), years=("2020",), compares=True, summary="468人 · 2020年"),
)  # fmt: skip

CHINESE_PAGES = {
    "relocation": (
        "易地搬迁",
        "<p>住在山沟里的人家，吃水靠肩挑，出门靠步行。搬迁，易地而居，是他们自己作的决定。</p>"
        "<h2 id='new'>新村</h2><p>新村离镇上<strong>三公里</strong>，通了<a href='#'>自来水</a>和班车，\n"
        "孩子们走着去上学。2019年共有46.8万人搬进新居。</p>",
    ),
    "millet": (
        "敖汉小米",
        "<p>旱作农业靠天吃饭，谷子耐旱，正合这里的土。</p>"
        "<table><tr><th>品种</th><td>黄金苗</td></tr><tr><th>产量</th><td>二百斤</td></tr></table>"
        "<p>合作社收购谷子，把谷子加工成小米，卖到外地去。“爱心超市”里也有它。</p>",
    ),
    "forest": (
        "生态护林",
        "<p>护林员每天上山，看火、防虫、补苗。</p><ul><li>造林</li><li>封山</li></ul>"
        "<p>山绿了，水清了，搬迁户的旧宅基地也种上了树。黄沙地里种苗木。那一旗贫弱，旧日贫困发生率最高。</p>",
    ),
    "school": (
        "教育帮扶",
        "<p>学校离家远，孩子住校，老师轮流守夜。三年里没有一个孩子因为没钱而离开课堂。</p>"
        "<p>马树友老师教了二十九年书，<em>𠮷</em>字也会教。GDP增长不是课本里的词。</p>",
    ),
    "name-only": ("红山名录", "<p>本页只列名称。</p>"),
    "facts": (
        "数字",
        "<article id='moved'><h2>搬迁人数</h2><p>46.8万人</p></article><article id='share'><h2>搬迁比例</h2><p>468人</p></article>",
    ),
    "escape": ("记号", "<p>尖括号&lt;img src=x onerror=alert(1)&gt;只是文字。</p>"),
}
ENGLISH_PAGES = {
    "relocation": ("Relocation", "<p>Families were relocated from the hills; the county paid for the new houses.</p>"),
    "millet": (
        "Millet of Aohan",
        "<p>Dry-land farming suits millet. The county's cooperative buys it. They re-elected its head.</p>",
    ),
    "super": ("Love supermarkets", "<p>Points are earned by work &amp; spent on goods (爱心超市 in Chinese).</p>"),
    "digits": ("Digits", "<p>The bridge (built in ٢٠٢٠ or so) is the oldest. (It is of stone.)</p>"),
    "river": ("The river", f"<p>Otters swim here.</p><p>{'A long way down. ' * 12}</p><p>Beavers build.</p>"),
    "pond": ("The pond", "<p>Otters have been seen.</p>"),
    "rules": ("Rules", "<p>The new rules of the houses.</p><ul><li>Mule foals 骡驹</li></ul>"),
}


class Words(dict[str, str]):
    """Interface words that stand for themselves."""

    def __missing__(self, key: str) -> str:
        return key


def ways(language: str) -> list[dict[str, str]]:
    """Return the links that the page has without a script."""
    return [{"path": f"{language}/{path}", "title": path} for path in ("", "glossary/")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny site of pages below /chronicle/, its index, and the two search pages."""
    folder = tmp_path_factory.mktemp("site")
    documents = [
        SearchDocument(f"{language}/{key}/", language, title, "chapter", f"<h1 id='title'>{title}</h1>{html}")
        for language, pages in (("zh", CHINESE_PAGES), ("en", ENGLISH_PAGES))
        for key, (title, html) in pages.items()
        if key != "name-only"
    ]
    documents.append(SearchDocument("zh/name-only/", "zh", *["红山名录", "chapter", CHINESE_PAGES["name-only"][1]]))
    documents += [
        SearchDocument(f"en/day-{n}/", "en", f"Day {n}", "chapter", "<p>A diary entry.</p>") for n in range(45)
    ]
    documents += [
        SearchDocument(f"zh/{kind}/", "zh", "月份", kind, "<p>日历</p>") for kind in ("map", "timeline", "chapter")
    ]
    place_search_files(make_search_files(documents, CARDS, {"zh": KINDS, "en": KINDS}), folder / "index")
    environment = Environment(loader=FileSystemLoader(HOME / "templates"), undefined=StrictUndefined, autoescape=True)
    environment.filters["url"] = "/chronicle/{}".format
    environment.filters["lang"] = lambda language: Markup(f'lang="{language}"')
    environment.globals["is_offline"] = False
    template = environment.get_template("pages/search.html")
    for language, messages in MESSAGES.items():
        main = template.render(
            root="/chronicle/",
            words=Words(),
            site={"search_index": "index/"},
            content={
                "messages": messages,
                "lists": [],
                "examples": ["搬迁", "46.8万"],
                "ways": ways(language),
                "filters": ["kind", "year"],
            },
        )
        (folder / language / "search").mkdir(parents=True)
        (folder / language / "search" / "index.html").write_text(FRAME.format(language, main), encoding="utf-8")
        box = environment.from_string(BOX).render(
            root="/chronicle/",
            words=Words(),
            page={"kind": {"searches": False}},
            site={"search": f"{language}/search/", "search_index": "index/"},
        )
        (folder / language / "index.html").write_text(
            FRAME.replace("/page.js", "/box.js").format(language, box), encoding="utf-8"
        )
        for opened in ("millet", "facts"):
            (folder / language / opened).mkdir()
            (folder / language / opened / "index.html").write_text(OPENED)
    shutil.copytree(HOME / "static" / "search", folder / "scripts")
    return folder


@contextmanager
def watched(lent_pages: LentPages) -> Iterator[Callable[[str], Page]]:
    """Open pages of which no script may fail and no rule of the policy be broken."""
    with ExitStack() as pages:

        def open_page(address: str) -> Page:
            page = pages.enter_context(lent_pages.lend())
            pages.enter_context(watching(page, warnings=True))
            page.goto(address)
            return page

        yield open_page


@pytest.fixture
def open_search(site: Path, lent_pages: LentPages, serve: Callable[..., str]) -> Iterator[Callable[..., Page]]:
    """Open the search page of a language."""
    address = serve(site, headers={"/*": {"Content-Security-Policy": POLICY}}, prefix="/chronicle/")
    with watched(lent_pages) as open_page:
        yield lambda language="zh", query="", path="search/": open_page(
            f"{address}{language}/{path}" + (f"?q={quote(query)}" if query else "")
        )


@pytest.fixture(scope="module")
def put(site: Path, lent_pages: LentPages) -> Iterator[Callable[[str, str], Page]]:
    """Put a query to the search page of a language, which stays open for the next."""
    headers = {"/*": {"Content-Security-Policy": POLICY}}
    with serving(site, headers, "/chronicle/") as address, watched(lent_pages) as open_page:
        pages: dict[str, Page] = {}

        def ask_page(language: str, query: str) -> Page:
            if language not in pages:
                pages[language] = open_page(f"{address}{language}/search/")
            ask(pages[language], query)
            return pages[language]

        yield ask_page


def test_a_query_of_thousands_of_words(open_search: Callable[..., Page]) -> None:
    """A query is cut to what the field takes, so that a page of words in an address does not keep the browser busy."""
    page = open_search("en", "millet " * 5000)
    assert results(page).count() > 0
    assert len(page.get_by_role("searchbox").input_value()) == 200


def results(page: Page) -> Any:
    """Wait for the answer and return its links."""
    page.wait_for_selector("[data-search-results][data-search-state=done]", state="attached")
    return page.locator("[data-search-results] > li > a")


def found(page: Page) -> list[str]:
    """Return the last step of each result's address, best first."""
    paths = results(page).evaluate_all("links => links.map((link) => link.pathname)")
    return [str(path).strip("/").rpartition("/")[2] for path in paths]


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("易地搬迁", {"relocation"}),
        ("旱作农业", {"millet"}),
        ("搬迁", {"relocation", "forest", "facts"}),
        ("镇上三公里", {"relocation"}),  # across <strong>
        ("了自来水和", {"relocation"}),  # across <a>
        ("搬迁 护林", {"forest"}),
        ("搬迁　护林", {"forest"}),
        ("搬迁，易地", {"relocation"}),
        ("黄", {"millet", "forest"}),
        ("𠮷字", {"school"}),
        ("二十九年", {"school"}),
        ("46.8万", {"relocation", "facts"}),
        ("468000", {"relocation", "facts"}),
        ("0.468 million", {"relocation", "facts"}),
        ("GDP增长", {"school"}),
        ("gdp", {"school"}),
        ("红山", {"name-only"}),  # only in the title
        ('"孩子们走着去上学"', {"relocation"}),
        ("“爱心超市”", {"millet"}),
    ],
)
def test_chinese(put: Callable[[str, str], Page], query: str, pages: set[str]) -> None:
    """A run of Han characters finds the pages where it stands; several words all have to be there."""
    assert set(found(put("zh", query))) == pages


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("relocation", {"relocation"}),
        ("relocating families", {"relocation"}),
        ("houses rules", {"rules"}),
        ("reelected", {"millet"}),  # re-elected
        ('"new houses"', {"relocation"}),
        ('"new rules" houses', {"rules"}),
        ("county", {"relocation", "millet"}),
        ("爱心超市", {"super"}),
        ("supermarkets 爱心", {"super"}),
    ],
)
def test_english(put: Callable[[str, str], Page], query: str, pages: set[str]) -> None:
    """English is found by stems, phrases in quotes as they stand, Chinese words on English pages like everywhere."""
    assert set(found(put("en", query))) == pages


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("zh", '"迁易地"'),  # 搬迁，易地
        ("zh", '"村新村"'),  # heading and paragraph
        ("zh", '"种黄金"'),  # two cells
        ("zh", '"林封山"'),  # two items
        ("zh", '"班车孩子"'),  # a comma and a soft line break
        ("zh", '"里通"'),
        ("zh", '"山录"'),
        ("zh", "6.8万"),
        ("zh", "chapter"),  # the kind of all these pages
        ("zh", "驯鹿"),
        ("zh", "猪八戒西游"),
        ("en", '"houses new"'),
        ("en", "xylophone"),
        ("en", "mole"),  # not a mule
    ],
)
def test_nothing(put: Callable[[str, str], Page], language: str, query: str) -> None:
    """What stands nowhere is not found: not across the borders of blocks, not as part of a number."""
    assert found(put(language, query)) == []


@pytest.mark.parametrize(
    ("language", "query", "pages", "status"),
    [
        ("zh", "敖汉旱作", {"millet"}, "“敖汉旱作”没有，改找“敖汉”和“旱作”。 找到 1 页。"),
        # A county is offered for its name though the rest stands elsewhere.
        ("zh", "敖汉小米 护林", {"millet", "forest"}, "只有一部分。 找到 2 页。"),
        ("zh", "搬迁 旱作", {"relocation", "forest", "facts", "millet"}, "只有一部分。 找到 5 页。"),
        ("en", "familes", {"relocation"}, "No “familes”, so “families”. 1 page found."),
        ("en", "coperative", {"millet"}, "No “coperative”, so “cooperative”. 1 page found."),
        ("en", "zebra county", {"relocation", "millet"}, "Some of them. 2 pages found."),
        ("en", "how many county houses", {"relocation", "millet", "rules"}, "Some of them. 3 pages found."),
        ("en", "county houses", {"relocation"}, "1 page found."),
        # Words that stand far apart in a text that neither of them names.
        ("en", "otters beavers", {"river", "pond"}, "Some of them. 2 pages found."),
        ("en", "otters pond", {"pond"}, "1 page found."),
    ],
)
def test_second_best(put: Callable[[str, str], Page], language: str, query: str, pages: set[str], status: str) -> None:
    """What stands nowhere is looked for in parts or as the nearest word, and the page says so."""
    page = put(language, query)
    assert set(found(page)) == pages
    expect(page.get_by_role("status")).to_have_text(status)


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("zh", "aohan xiaomi"), ("zh", "Áo hàn xiǎo mǐ"), ("zh", "ahxm"), ("zh", "aohanxiao"), ("zh", "敖漢小米"), ("zh", "Aohan millet"), ("zh", "汉米"),
        ("en", "aohanxiaomi"), ("en", "敖汉小米"), ("en", "AOHAN"),
    ],
)  # fmt: skip
def test_names(put: Callable[[str, str], Page], language: str, query: str) -> None:
    """A name is found however it is spelled, and stands first."""
    assert found(put(language, query))[0] == "millet"


def test_the_other_language(open_search: Callable[..., Page]) -> None:
    """A page asked for by its name in another language is offered in both, each marked with the language that it opens."""
    page = open_search("zh", "Aohan millet")
    hrefs = results(page).evaluate_all("links => links.map((link) => link.pathname)")
    assert hrefs[:2] == ["/chronicle/zh/millet/", "/chronicle/en/millet/"]
    expect(page.locator(".search-language")).to_have_text(["中文", "English"])
    expect(results(page).nth(1)).to_have_attribute("hreflang", "en")


@pytest.mark.parametrize(
    ("query", "anchors"), [("46.8", ["moved"]), ("468", ["share"]), ("468,000", ["moved"]), ("46.8万人", ["moved"])]
)
def test_figures(put: Callable[[str, str], Page], query: str, anchors: list[str]) -> None:
    """A figure is a result of its own, found by its number and by no other."""
    links = results(put("zh", query))
    hashes = links.evaluate_all(
        "links => links.map((link) => link.getAttribute('href').split('#')[1]?.split(':~:')[0]).filter(Boolean)"
    )
    assert [anchor for anchor in hashes if anchor in ("moved", "share")] == anchors


def test_answer(open_search: Callable[..., Page]) -> None:
    """A figure asked for by its number stands first, set apart, and says what it rests on."""
    answer = open_search("zh", "468").locator(".search-answer")
    expect(answer.locator("a")).to_have_text("搬迁比例 468人")
    expect(answer.locator(".search-excerpt")).to_have_text("468人 · 2020年")


def test_filters(open_search: Callable[..., Page]) -> None:
    """Results are narrowed down by kind; the choice stands in the address."""
    page = open_search("zh", "搬迁")
    results(page)
    page.get_by_label("search.by-kind").select_option(label="Figure (2)")
    expect(page.locator("[data-search-results] > li")).to_have_count(2)
    expect(page).to_have_url(re.compile("kind=figure"))
    page.reload()
    expect(page.locator("[data-search-results] > li")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("找到 2 页。")


def test_keyboard(open_search: Callable[..., Page]) -> None:
    """Slash leads to the field, arrows through the results, Enter opens one, Escape leads back and empties the field."""
    page = open_search("zh", "搬迁")
    links = results(page)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page.locator("[data-search-results]")).to_have_attribute("data-search-state", "idle")


def test_title_first(open_search: Callable[..., Page]) -> None:
    """A page whose title is asked for stands first."""
    assert found(open_search("zh", "搬迁"))[0] == "relocation"
    assert found(open_search("en", "millet"))[0] == "millet"


def test_every_run_finds_its_pages_and_no_other(open_search: Callable[..., Page]) -> None:
    """Of 200 sampled runs of 2 to 6 Han characters each finds exactly the pages that have it."""
    texts = {
        key: re.sub(
            r"(?<=[^\x00-\x7f])\n",
            "",
            re.sub(r"</?(?:p|h\d|t[dhr]|table|ul|li|article)\b[^>]*>", "|", title + "|" + html),
        )
        for key, (title, html) in CHINESE_PAGES.items()
    }
    texts = {key: re.sub(r"<[^>]*>", "", text) for key, text in texts.items()}
    stretches = re.findall(r"[\u4e00-\u9fff\U00020000-\U0003ffff]{2,}", "|".join(texts.values()))
    chance = random.Random(2020)
    runs = []
    while len(runs) < 200:
        stretch = chance.choice(stretches)
        length = min(chance.randint(2, 6), len(stretch))
        start = chance.randint(0, len(stretch) - length)
        runs.append(stretch[start : start + length])
    answers = open_search("zh").evaluate(
        """async (runs) => {
            const form = document.querySelector("form[data-search]");
            const list = document.querySelector("[data-search-results]");
            const answers = [];
            for (const run of runs) {
                form.elements.q.value = run;
                form.requestSubmit();
                while (list.dataset.searchState === "busy") await new Promise((done) => setTimeout(done, 2));
                const pages = [...list.querySelectorAll("a")].map((link) => link.pathname.split("/").at(-2));
                answers.push([...new Set(pages)].sort());
            }
            return answers;
        }""",
        runs,
    )
    expected = [sorted(key for key, text in texts.items() if run in text) for run in runs]
    assert dict(zip(runs, answers, strict=True)) == dict(zip(runs, expected, strict=True))


def test_result(open_search: Callable[..., Page]) -> None:
    """A result is one link below the site's root and an excerpt without added spaces, its hits marked."""
    page = open_search("zh", "搬进新居")
    item = page.locator("[data-search-results] > li")
    expect(item).to_have_count(1)
    expect(item).to_have_attribute("data-search-kind", "chapter")
    words = quote("搬进新居")
    expect(item.locator("a")).to_have_attribute("href", f"/chronicle/zh/relocation/#new:~:text={words}")
    expect(item.locator(".search-heading")).to_have_text(" › 新村")
    expect(item.locator("a")).to_have_text("易地搬迁")
    expect(item.locator(".search-excerpt")).to_have_text("2019年共有46.8万人搬进新居。")
    expect(item.locator("mark")).to_have_text(["搬进新居"])
    expect(page.get_by_role("status")).to_have_text("找到 1 页。")


def test_marks(open_search: Callable[..., Page]) -> None:
    """Every place in the excerpt where a phrase stands is marked, and so is the title's."""
    item = open_search("zh", "谷子").locator("[data-search-results] > li")
    expect(item.locator(".search-excerpt mark")).to_have_text(["谷子", "谷子"])
    expect(open_search("zh", "小米").locator("a mark")).to_have_text(["小米"])
    expect(open_search("en", "hill relocate").locator("li > .search-excerpt mark")).to_have_text(["relocated", "hills"])


def test_a_name_in_another_language_is_shown(open_search: Callable[..., Page]) -> None:
    """What is found by words that are neither in its title nor in what is said of it shows where they stand, in no sentence too."""
    item = open_search("en", "骡驹").locator("[data-search-results] > li")
    expect(item.locator(".search-excerpt")).to_have_text("Mule foals 骡驹")
    expect(item.locator(".search-excerpt mark")).to_have_text(["骡驹"])


def test_text_is_never_markup(open_search: Callable[..., Page]) -> None:
    """Text of a page that looks like markup stays text."""
    item = open_search("zh", "尖括号").locator("[data-search-results] > li")
    expect(item.locator(".search-excerpt")).to_contain_text("尖括号<img src=x onerror=alert(1)>只是文字。")
    expect(item.locator("img")).to_have_count(0)


def test_english_excerpt(open_search: Callable[..., Page]) -> None:
    """On an English page the spaces around Chinese words are the page's own."""
    item = open_search("en", "points").locator("[data-search-results] > li")
    expect(item.locator(".search-excerpt")).to_contain_text(
        "Points are earned by work & spent on goods (爱心超市 in Chinese)."
    )
    expect(open_search("en", "points").get_by_role("status")).to_have_text("1 page found.")


def test_questions_for_one_of_several(open_search: Callable[..., Page]) -> None:
    """Who asks which place has the most gets first what compares places; the words that ask so need not stand anywhere."""
    assert found(open_search("zh", "搬迁"))[0] == "relocation"
    expect(results(open_search("zh", "哪个搬迁最多")).first).to_contain_text("搬迁比例")
    assert found(open_search("en", "which county buys millet")) == ["millet"]
    expect(open_search("en", "which county, county earned").get_by_role("status")).to_have_text("1 page found.")


def test_words_are_not_cut(open_search: Callable[..., Page]) -> None:
    """A run that stands nowhere is cut between words, though parts of words stand somewhere too."""
    page = open_search("zh", "旗贫困发生率")
    expect(page.locator("[data-search-status]")).to_contain_text("改找“贫困发生率”。")


def test_excerpt_of_other_digits(open_search: Callable[..., Page]) -> None:
    """Beside digits of other scripts and after full stops the spaces of an excerpt are the page's own, and no mark of the index is seen."""
    item = open_search("en", "bridge").locator("[data-search-results] > li")
    expect(item.locator(".search-excerpt")).to_have_text(
        "The bridge (built in ٢٠٢٠ or so) is the oldest. (It is of stone.)"
    )


def test_typing_and_address(open_search: Callable[..., Page]) -> None:
    """Typing searches and keeps the address up to date; submitting makes a step that the back button undoes."""
    page = open_search("zh", "搬迁")
    assert set(found(page)) == {"relocation", "forest", "facts"}
    page.get_by_role("searchbox").fill("旱作")
    expect(page.locator("[data-search-results] a")).to_have_text(["敖汉小米"])
    assert page.url.endswith("?q=" + quote("旱作"))
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("searchbox").fill("")
    expect(page).to_have_url(re.compile("/zh/search/$"))
    expect(page.locator("[data-search-results]")).to_have_attribute("data-search-state", "idle")
    expect(page.locator("[data-search-results] a")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("搬迁")
    expect(page.locator("[data-search-results] a")).to_have_count(4)
    page.go_forward()
    expect(page.locator("[data-search-results]")).to_have_attribute("data-search-state", "idle")


def test_only_the_newest_answer_counts(open_search: Callable[..., Page]) -> None:
    """An answer that comes late does not overwrite that to a newer question."""
    page = open_search("zh")
    held_up: list[Route] = []

    def hold_up_the_first(route: Route) -> None:
        if held_up:
            route.continue_()
        else:
            held_up.append(route)

    page.route("**/*.pf_fragment", hold_up_the_first)
    with page.expect_request("**/*.pf_fragment"):
        page.get_by_role("searchbox").fill("旱作")
        page.get_by_role("searchbox").press("Enter")
    page.get_by_role("searchbox").fill("课堂")
    page.get_by_role("searchbox").press("Enter")
    with page.expect_response("**/*.pf_fragment") as late:
        held_up[0].continue_()
    late.value.finished()
    expect(page.locator("[data-search-results] a")).to_have_text(["教育帮扶"])
    page.evaluate("new Promise(done => requestIdleCallback(done))")
    expect(page.locator("[data-search-results] a")).to_have_text(["教育帮扶"])


def test_all_results(open_search: Callable[..., Page]) -> None:
    """Results come twenty at a time, the next by a button that leads to the first of them; excerpts further down are read a screen before they are seen."""
    page = open_search("en", "diary")
    page.set_viewport_size({"width": 1280, "height": 480})
    expect(results(page)).to_have_count(20)
    expect(page.get_by_role("status")).to_have_text("45 pages found.")
    last = page.locator("[data-search-results] > li").last
    expect(page.locator(".search-excerpt").last).not_to_be_in_viewport()
    expect(last.locator(".search-excerpt")).to_have_count(0)
    more = page.get_by_role("button", name="search.more")
    for first, count in ((20, 40), (40, 45)):
        more.scroll_into_view_if_needed()
        # An excerpt moves the button: a click in the meantime may miss it.
        expect(last.locator(".search-excerpt")).to_have_count(1)
        more.click()
        expect(results(page)).to_have_count(count)
        expect(results(page).nth(first)).to_be_focused()
    expect(more).to_be_hidden()
    last.scroll_into_view_if_needed()
    expect(last.locator(".search-excerpt")).to_have_text("A diary entry.")


def test_nothing_found(open_search: Callable[..., Page]) -> None:
    """The status line says in the page's language that nothing was found, and for what."""
    page = open_search("zh", "驯鹿")
    expect(page.get_by_role("status")).to_have_text("没有页面含有“驯鹿”。")
    expect(results(page)).to_have_count(0)


def test_only_what_is_asked_for(open_search: Callable[..., Page]) -> None:
    """Words that only ask are left out, and the page says how many results what is left has."""
    page = open_search("zh", "课堂了多少新村")
    expect(page.get_by_role("status")).to_have_text(
        "“课堂了多少新村”没有，改找“课堂”和“新村”。 只有一部分。 找到 2 页。"
    )
    assert set(found(page)) == {"school", "relocation"}


def test_did_you_mean(open_search: Callable[..., Page]) -> None:
    """A name is offered only where it is a letter or two from what was asked for."""
    page = open_search("en", "zzqqxx")
    assert found(page) == []
    expect(page.locator("[data-search-near]")).to_be_hidden()


def test_pages_are_one_kind(open_search: Callable[..., Page]) -> None:
    """Kinds without a name of their own are one choice of the filter, however many there are."""
    page = open_search("zh", "日历")
    results(page)
    expect(page.get_by_label("search.by-kind").locator("option")).to_have_text(
        ["search.all", "Page (2)", "Chapter (1)"]
    )
    page.get_by_label("search.by-kind").select_option(label="Page (2)")
    expect(page.locator("[data-search-results] > li")).to_have_count(2)


def test_punctuation_alone(open_search: Callable[..., Page]) -> None:
    """A query without letters finds nothing, and the page says so."""
    page = open_search("zh", "，")
    expect(page.locator("[data-search-results][data-search-state=idle]")).to_be_attached()
    expect(page.get_by_role("status")).to_have_text("没有页面含有“，”。")


def test_missing_index(site: Path, tmp_path: Path, open_page: Callable[..., Page], serve: Callable[..., str]) -> None:
    """Where the index cannot be loaded the page says so instead of waiting."""
    shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("*.pf_*", "items-*"))
    address = serve(tmp_path / "site", headers={"/*": {"Content-Security-Policy": POLICY}}, prefix="/chronicle/")
    page = open_page(f"{address}en/search/?q=millet")
    expect(page.get_by_role("status")).to_have_text("Search is not available.")
    expect(page.locator("[data-search-results][data-search-state=done]")).to_be_attached()


def test_without_javascript(site: Path, open_page: Callable[..., Page], serve: Callable[..., str]) -> None:
    """Without JavaScript the form still works as a form, and the page points to the contents and the glossary."""
    address = serve(site, headers={"/*": {"Content-Security-Policy": POLICY}}, prefix="/chronicle/")
    page = open_page(f"{address}en/search/", java_script_enabled=False)
    links = page.get_by_role("link").evaluate_all("links => links.map(link => link.pathname)")
    assert {"/chronicle/en/", "/chronicle/en/glossary/"} <= set(links)
    page.get_by_role("searchbox").fill("millet")
    page.get_by_role("button", name="search.button").click()
    assert page.url.endswith("/en/search/?q=millet")


def suggested(page: Page, typed: str) -> list[str]:
    """Type into the search box of a page and return what is suggested, with its kind."""
    page.locator(".search-box input").fill("")
    page.locator(".search-box input").fill(typed)
    expect(page.get_by_role("option").first).to_be_visible()
    return page.get_by_role("option").all_inner_texts()


def test_suggestions(open_search: Callable[..., Page]) -> None:
    """The box of any page suggests names: by their beginning, a part of a Chinese name, pinyin, its first letters, a number."""
    page = open_search("zh", path="")
    assert suggested(page, "搬迁")[:2] == ["搬迁比例 468人 Figure", "搬迁人数 46.8万人 Figure"]
    assert suggested(page, "小米") == ["敖汉小米 County"]
    assert suggested(page, "aohan") == suggested(page, "ahxm") == ["敖汉小米 County"]
    page = open_search("en", path="")
    assert suggested(page, "mill") == ["Millet of Aohan County"]
    assert suggested(page, "aohan") == ["Millet of Aohan County"]
    page.locator(".search-box input").fill("zzqqxx")
    expect(page.locator("#suggestions")).to_be_hidden()


def test_suggestions_on_their_way(open_search: Callable[..., Page]) -> None:
    """The list of names is asked for together with the scripts that read it; until all are there, dots stand below what is typed."""
    page = open_search("zh", path="")
    waiting: list[Route] = []
    page.route(re.compile("suggest.js"), lambda route: waiting.append(route))
    with page.expect_response("**/names-zh.bin"):
        page.locator(".search-box input").fill("小米")
    expect(page.locator("#suggestions")).to_have_text("…")
    waiting[0].continue_()
    expect(page.get_by_role("option")).to_have_text("敖汉小米 County")


def test_suggestions_by_keyboard(open_search: Callable[..., Page]) -> None:
    """The pattern of a combobox: arrows choose and come back to the field, Enter opens what is chosen, Escape closes the list."""
    page = open_search("zh", path="")
    field = page.locator(".search-box input")
    suggested(page, "搬迁")
    expect(page.get_by_role("combobox", expanded=True)).to_have_attribute("aria-controls", "suggestions")
    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text("搬迁比例 468人 Figure")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-0")
    field.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    field.press("Escape")
    expect(page.get_by_role("combobox", expanded=False)).to_have_value("搬迁")
    expect(page.locator("#suggestions")).to_be_hidden()
    field.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        field.press(key)
    page.wait_for_url("**/zh/facts/#share")


def test_suggestions_lead_to_the_search(open_search: Callable[..., Page]) -> None:
    """Enter without a choice searches, as the box does without a script; a click opens what is clicked."""
    page = open_search("zh", path="")
    suggested(page, "搬迁")
    page.locator(".search-box input").press("Enter")
    page.wait_for_url("**/zh/search/?q=" + quote("搬迁"))
    page = open_search("zh", path="")
    suggested(page, "敖汉")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/zh/millet/")


def test_keys_that_lead_to_the_search(open_search: Callable[..., Page]) -> None:
    """`/` and Ctrl-K lead to the box, but not out of a text field; where the box is not shown, they open the search page."""
    page = open_search("zh", path="")
    field, text = page.locator(".search-box input"), page.locator("textarea")
    for key in ("/", "Control+k"):
        page.locator("body").press(key)
        expect(field).to_be_focused()
        field.blur()
    text.press("/")
    text.press("Control+k")
    expect(text).to_be_focused()
    expect(text).to_have_value("/")
    text.blur()
    page.evaluate("document.querySelector('.search-box').style.display = 'none'")
    page.locator("body").press("/")
    page.wait_for_url("**/zh/search/")


def test_box_without_an_index(
    site: Path, tmp_path: Path, open_page: Callable[..., Page], serve: Callable[..., str]
) -> None:
    """Where there is no index the box is a form that leads to the search page, and nothing else."""
    shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("names-*"))
    page = open_page(f"{serve(tmp_path / 'site', prefix='/chronicle/')}zh/")
    with page.expect_response("**/names-zh.bin"):
        page.locator(".search-box input").fill("搬迁")
    expect(page.locator("#suggestions")).to_have_count(0)
    page.locator(".search-box input").press("Enter")
    page.wait_for_url("**/zh/search/?q=" + quote("搬迁"))


def test_before_anything_is_asked(open_search: Callable[..., Page]) -> None:
    """The empty search page has examples, which are queries, and goes when something is asked."""
    page = open_search("zh")
    expect(page.locator("[data-search-start]")).to_be_visible()
    page.get_by_role("link", name="46.8万").click()
    expect(results(page).first).to_contain_text("搬迁人数")
    expect(page.locator("[data-search-start]")).to_be_hidden()


def test_slow_network(open_search: Callable[..., Page]) -> None:
    """While the index is still on its way, the page says that something is looked for, and nothing on it moves."""
    page = open_search("zh")
    waiting: list[Route] = []
    page.route("**/items-zh.bin", lambda route: waiting.append(route))
    page.reload()
    page.locator("[data-search] input").fill("搬迁")
    page.locator("[data-search] input").press("Enter")
    status = page.locator("[data-search-status]")
    expect(status).to_have_text("正在找……")
    before = status.bounding_box()
    waiting[0].continue_()
    expect(status).to_have_text("找到 4 页。")
    assert status.bounding_box() == before
    expect(page.get_by_label("search.by-kind")).to_be_visible()


def test_typed_before_the_script_is_there(open_search: Callable[..., Page]) -> None:
    """What a reader types while the script is on its way is asked for when it has come, in the place of what the address says."""
    page = open_search("en")
    waiting: list[Route] = []
    page.route("**/scripts/page.js", lambda route: waiting.append(route))
    page.goto(page.url + "?q=moved", wait_until="commit")
    page.get_by_role("searchbox").fill("millet")
    waiting[0].continue_()
    expect(page).to_have_url(re.compile(r"\?q=millet$"))
    assert "millet" in found(page)


def test_something_is_said_at_once(open_search: Callable[..., Page]) -> None:
    """As long as the index is on its way, the first letter typed is answered by saying that something is looked for."""
    page = open_search("en")
    page.route("**/items-en.bin", lambda route: None)
    page.reload()
    said = page.get_by_role("searchbox").evaluate(
        """field => {
            field.value = "m";
            field.dispatchEvent(new InputEvent("input"));
            return document.querySelector("[data-search-status]").textContent;
        }"""
    )
    assert said == "Looking…"


def test_the_index_is_on_its_way_before_anything_is_typed(open_search: Callable[..., Page]) -> None:
    """Who opens the page can type at once, and the index is loaded meanwhile."""
    page = open_search("en")
    with page.expect_request("**/items-en.bin"):
        page.reload()
    expect(page.get_by_role("searchbox")).to_be_focused()
    ask(page, "millet")  # or the page would be left while the index is on its way, which is an error of Pagefind's
