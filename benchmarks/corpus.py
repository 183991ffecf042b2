"""A generated documentary of any size, the same for the same seed: for measurements of builds."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

HOME = Path(__file__).parent.parent
CHAPTERS_PER_PART = 25
FACTS_PER_CHAPTER = 6
PARAGRAPHS = 8
ROWS = 40
HAN = "山河田地村镇路桥水井牛羊马谷米豆麦树林草花果园家人手书学校医院房屋工厂市场车船天年月日东西南北中大小新旧高低长短多少好美清明春夏秋冬风雨雪云土石金木火电光声色香味心口目足衣食住行"
NAMES = "甘凉肃宕岷洮渭泾漳秦陇庆武昌瓜沙敦煌酒泉张掖靖临夏宁固原"
WORDS = (
    "the valley road carried grain from every village to a market beside the river where people met in spring and sold cattle wool millet "
    "timber stone water school house clinic teacher doctor worker field bridge well harvest winter summer autumn northern southern small new"
)


def make_corpus(folder: Path, chapters: int, seed: int = 1, has_tables: bool = False) -> None:
    """Write a documentary of so many chapters in two languages, six facts a chapter, with the project's own templates and styles; `has_tables` makes chapters of long tables in place of prose."""
    writer = (TableWriter if has_tables else Writer)(random.Random(seed), chapters)
    content = folder / "content"
    for name, data in writer.registers():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    for name, text in writer.texts():
        path = content / "chapters" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("templates", "static"):
        shutil.copytree(HOME / name, folder / name, dirs_exist_ok=True)


class Writer:
    """Writes the files of a documentary: names, sheets of facts, chapters that tell them."""

    def __init__(self, chance: random.Random, chapters: int) -> None:
        self.chance = chance
        self.words = WORDS.split()
        # Each once: what two facts print alike is asked about.
        self.figures = iter(chance.sample(range(1, 10_000_000), chapters * FACTS_PER_CHAPTER))
        self.chapters = [
            (f"part-{number // CHAPTERS_PER_PART + 1}", f"chapter-{number % CHAPTERS_PER_PART + 1}")
            for number in range(chapters)
        ]
        self.parts = list(dict.fromkeys(part for part, _ in self.chapters))
        self.places = {f"place-{number}": self._name(number) for number in range(40)}
        self.terms = {f"term-{number}": self._name(100 + number) for number in range(60)}

    def registers(self) -> Iterator[tuple[str, object]]:
        """Yield the YAML files with what stands in them."""
        yield "site.yaml", self._settings()
        yield "sources.yaml", {"book": self._source()}
        yield (
            "places.yaml",
            {
                key: {"name": {"zh": f"{zh}镇", "en": f"{en} Town"}, "pinyin": en, "kind": "town"}
                for key, (zh, en) in self.places.items()
            },
        )
        yield "glossary.yaml", {
            key: {"term": {"zh": f"{zh}法", "en": f"{en} method"}, "kind": "term", "meaning": {"zh": f"{self._han(20)}。", "en": f"{self._english(12)}."}}
            for key, (zh, en) in self.terms.items()
        }  # fmt: skip
        for part in self.parts:
            yield f"facts/{part}.yaml", self._sheet(part)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the Markdown files with their texts."""
        for part in self.parts:
            number = part.removeprefix("part-")
            yield (
                f"{part}/zh.md",
                f"---\ntitle: 第{self._count(int(number))}部\nsummary: {self._han(15)}。\n---\n{self._han(60)}。\n",
            )
            yield (
                f"{part}/en.md",
                f"---\ntitle: Part {self._letters(int(number))}\nsummary: {self._english(8)}.\n---\n{self._english(40)}.\n",
            )
        for number, (part, key) in enumerate(self.chapters):
            zh, en = self._chapter(number, part)
            yield f"{part}/{key}/zh.md", zh
            yield f"{part}/{key}/en.md", en

    def _settings(self) -> dict[str, object]:
        return {
            "title": {"zh": "长编", "en": "A long chronicle"},
            "subtitle": {"zh": "试验", "en": "A trial"},
            "description": {"zh": "用来计时。", "en": "For measurements."},
            "languages": {
                "zh": {"name": "中文", "short": "中", "locale": "zh_CN", "numbers": "as-printed"},
                "en": {"name": "English", "short": "EN", "locale": "en_GB", "numbers": "western"},
            },
            "base_url": "https://example.org/",
            "updated": "2020-01-01",
            "author": {"zh": "编者", "en": "The editors"},
            "license": {"zh": "许可。", "en": "A licence."},
            "license_url": "https://example.org/licence",
            "parts": {
                part: [key for other, key in self.chapters if other == part] for part in self.parts
            },
            "themes": {"results": {"zh": "成果", "en": "Results"}},
        }  # fmt: skip

    def _source(self) -> dict[str, object]:
        return yaml.safe_load((HOME / "tests/sites/_base/content/sources.yaml").read_text(encoding="utf-8"))["book"]

    def _sheet(self, part: str) -> dict[str, object]:
        facts = {}
        for number, (other, _) in enumerate(self.chapters):
            if other == part:
                for turn in range(FACTS_PER_CHAPTER):
                    facts[f"f{number}-{turn}"] = {
                        "label": {"zh": f"{self._han(4)}{self._count(number)}{self._count(turn)}", "en": f"{self._english(2)} {self._letters(number)}{self._letters(turn)}"},
                        "printed": f"{next(self.figures)}人",
                        "as_of": str(self.chance.randrange(2013, 2020)),
                        "section": "第一节",
                    }  # fmt: skip
        place = self.chance.choice(list(self.places))
        return {"title": {"zh": f"{self._han(4)}表", "en": f"Sheet {part}"}, "source": "book", "place": place, "theme": "results", "facts": facts}  # fmt: skip

    def _chapter(self, number: int, part: str) -> tuple[str, str]:
        """Return a chapter's two halves, block by block with the same references."""
        facts = [f"{part}.f{number}-{turn}" for turn in range(FACTS_PER_CHAPTER)]
        place = self.chance.choice(list(self.places))
        zh = [
            f"---\ntitle: {self._han(6)}{self._count(number)}\nsummary: {self._han(20)}。\nplace: {place}\nsources:\n  - {{source: book, section: 第一节}}\nhighlights: [{facts[0]}]\n---"
        ]
        en = [f"---\ntitle: {self._english(3)} {self._letters(number)}\nsummary: {self._english(12)}.\n---"]
        for turn in range(PARAGRAPHS):
            if turn % 3 == 1:
                zh.append(f"## {self._han(5)} {{#section-{turn}}}")
                en.append(f"## {self._english(3)} {{#section-{turn}}}")
            fact, link, term = (
                facts[turn % len(facts)],
                self.chance.choice(list(self.places)),
                self.chance.choice(list(self.terms)),
            )
            zh.append(
                f"{self._han(40)}，[{self.places[link][0]}镇](place:{link}){self._han(10)}有{{{fact}}}，{self._han(30)}；**{self._han(4)}**，[{self.terms[term][0]}法](term:{term})。[@book, 第一节]"
            )
            en.append(
                f"{self._english(25)}, [{self.places[link][1]} Town](place:{link}) {self._english(6)} had {{{fact}}}, {self._english(20)}; **{self._english(2)}**, [{self.terms[term][1]} method](term:{term}).[@book, 第一节]"
            )
        zh.append("\n".join(f"- {self._han(12)}{{{fact}}}" for fact in facts[:3]))
        en.append("\n".join(f"- {self._english(7)} {{{fact}}}" for fact in facts[:3]))
        rows = "\n".join(f"| {{0}} | {{{{{fact}}}}} |" for fact in facts[3:])
        zh.append("| 名 | 数 |\n|---|---|\n" + rows.format(self._han(4)))
        en.append("| name | figure |\n|---|---|\n" + rows.format(self._english(2)))
        return "\n\n".join(zh) + "\n", "\n\n".join(en) + "\n"

    def _name(self, number: int) -> tuple[str, str]:
        first, second = divmod(number, 26)
        return f"{NAMES[first]}{NAMES[second]}", f"{chr(65 + first)}{'aeiou'[second % 5]}{chr(97 + second)}an"

    def _han(self, length: int) -> str:
        return "".join(self.chance.choices(HAN, k=length))

    def _english(self, length: int) -> str:
        text = " ".join(self.chance.choices(self.words, k=length))
        return text[0].upper() + text[1:]

    def _count(self, number: int) -> str:
        return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))

    def _letters(self, number: int) -> str:
        return "".join("abcdefghij"[int(digit)] for digit in str(number)).capitalize()


class TableWriter(Writer):
    """Writes chapters that have a paragraph and a long table under each of two headings."""

    def _chapter(self, number: int, part: str) -> tuple[str, str]:
        """Return a chapter's two halves, with the same figures in the same rows."""
        zh, en = (half.partition("\n---\n")[0] + "\n---" for half in super()._chapter(number, part))
        for turn in range(2):
            zh += (
                f"\n\n## {self._han(5)} {{#section-{turn}}}\n\n{self._han(60)}。\n\n| 名 | 数 | 说明 |\n|---|---:|---|"
            )
            en += f"\n\n## {self._english(3)} {{#section-{turn}}}\n\n{self._english(40)}.\n\n| name | figure | note |\n|---|---:|---|"
            for row in range(ROWS):
                is_fact = row % 12 == 0 and row // 12 < FACTS_PER_CHAPTER // 2
                figure = f"{{{part}.f{number}-{turn * 3 + row // 12}}}" if is_fact else "—"
                zh += f"\n| {self._han(4)} | {figure} | {self._han(12)} |"
                en += f"\n| {self._english(2)} | {figure} | {self._english(7)} |"
        return f"{zh}\n", f"{en}\n"
