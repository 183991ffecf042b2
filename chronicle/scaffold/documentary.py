"""A small complete documentary to begin with: the sample, in the languages that are wanted.

The sample is written in English. If `sample/texts.yaml` lacks a text in a language, the language's own name is used in its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale as split_locale

from chronicle.figures import write_share
from chronicle.model import KEY_PATTERN
from chronicle.problems import ContentError, Problem, Where, shorten
from chronicle.project import Project
from chronicle.scaffold.files import create
from chronicle.scripts import HAN, HANGUL
from chronicle.typography import is_same_language

SAMPLE = Path(__file__).parent / "sample"
GIT_IGNORED = "/output\n/.output*\n/books\n/offline\n/snapshots\n.cache\n/content/.schemas/keys.json\n"
ENGLISH = "en"
THERE_IS = "There is content here already, and nothing is overwritten."

_LOCALIZED = re.compile(r'\{en: (?:"(?P<quoted>[^"]*)"|(?P<plain>[^{}"]*))\}')
_COMMENT = re.compile(r"(?P<before>(?:#|<!--) )(?P<text>(?!yaml-language-server).*?)(?P<after>(?: -->)?)")
_PRINTED = re.compile(r"(printed: )([0-9]+)%")
_SECTION = re.compile(r"(?P<before>.*section: )(?P<text>[^}]+)(?P<after>\}?)")
_HALF = re.compile(r"(?P<before>(?:title: |summary: |#+ )?)(?P<text>.+?)(?P<after>(?: \{#[a-z-]+\})?)")
_REFERENCE = re.compile(r"\[\w+\]\([^)]*\)|\{[^}]*\}|\[@\w+\]")


@dataclass(frozen=True)
class _Language:
    """A wanted language: its key, the parsed key, the locale in the settings, and `texts`: English → this language."""

    key: str
    parsed: Locale
    locale: str
    texts: Mapping[str, str]

    @cached_property
    def name(self) -> str:
        """The language's name in itself."""
        names = self.parsed.languages
        return names.get(str(self.parsed)) or names.get(self.parsed.language) or self.key

    @cached_property
    def short(self) -> str:
        """The name where there is little room: the first character of a Chinese, Japanese or Korean name, otherwise the code."""
        is_one = re.match(f"[{HAN}{HANGUL}]", self.name) and not self.parsed.territory
        return self.name[0] if is_one else self.key.upper()

    def text(self, english: str) -> str:
        """Return a text of the sample in this language; if there is none, the name of the language and the references of the text."""
        if self.parsed.language == ENGLISH or (not self.texts and english.isalpha()):
            return english  # in languages without texts, names stay as they are
        if found := self.texts.get(english):
            return found
        return " ".join([self.name, *_REFERENCE.findall(english)])

    def comment(self, english: str) -> str:
        """Return a comment of the sample in this language, or in English if there is none."""
        return self.texts.get(english, english)


def read_languages(written: str) -> tuple[str, ...]:
    """Return the keys in a list of languages, such as 'ja, en,ar'. Raises ValueError, with a message for a person, if one is unknown or repeated."""
    keys = [key.strip().lower().replace("_", "-") for key in written.split(",")]
    for key in keys:
        try:
            if not re.fullmatch(KEY_PATTERN, key):
                raise ValueError(key)
            Locale.parse(key, sep="-")
        except (ValueError, UnknownLocaleError):
            message = f"CLDR has no language '{shorten(key, 40)}'; write codes with commas between them: ja,en,zh-hant."
            raise ValueError(message) from None
    if repeated := next((key for key in keys if keys.count(key) > 1), ""):
        raise ValueError(f"The language '{repeated}' is repeated.")
    return tuple(keys)


def init_documentary(project: Project, languages: Sequence[str], today: str) -> list[str]:
    """Create a small documentary in some languages, the main one first, as of a day; return what was made.

    Raises ContentError if there is content already; then nothing is made.
    """
    content = project.root / "content"
    if content.is_symlink() or (content.exists() and (not content.is_dir() or not _is_empty(content))):
        raise ContentError([Problem(Where("content"), "existing-file", THERE_IS, "Begin in another folder.")])
    table = yaml.safe_load((SAMPLE / "texts.yaml").read_text(encoding="utf-8"))
    known = [_language(key, table) for key in languages]
    files: dict[str, str] = {}
    for path in sorted(SAMPLE.glob("content/**/*.*")):
        name, sample = path.relative_to(SAMPLE).as_posix(), path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            for one in known:
                files[name.replace(f"{ENGLISH}.md", f"{one.key}.md")] = _half(sample, one, is_main=one is known[0])
        else:
            files[name] = _document(sample, known).replace("2000-01-01", today)
    if not (project.root / ".gitignore").exists():
        files[".gitignore"] = GIT_IGNORED
    return create(project, files)


def _is_empty(folder: Path) -> bool:
    """Return whether a folder has no files but hidden ones, as git and file managers leave them."""
    return all(path.name.startswith(".") and path.is_file() for path in folder.iterdir())


def _language(key: str, table: Mapping[str, Mapping[str, str]]) -> _Language:
    parsed = Locale.parse(key, sep="-")
    known, likely = str(parsed), get_global("likely_subtags")
    territory = split_locale(likely.get(known) or likely.get(parsed.language) or known)[1]
    locale = known if parsed.territory or not _is_locale(f"{known}_{territory}") else f"{known}_{territory}"
    columns = {column for texts in table.values() for column in texts}
    column = next((one for one in sorted(columns) if is_same_language(one.replace("-", "_"), locale)), "")
    texts = {english: texts[column] for english, texts in table.items() if column in texts}
    return _Language(key, parsed, locale, texts)


def _is_locale(locale: str) -> bool:
    try:
        Locale.parse(locale)
    except UnknownLocaleError:  # no_NO, which is nb_NO
        return False
    return True


def _document(sample: str, languages: Sequence[_Language]) -> str:
    """Return a YAML file of the sample in some languages: localized texts are in each of them, comments, headings of sources and printed figures in the main one."""
    main, lines = languages[0], []
    for line in sample.splitlines():
        if line.startswith("  en: {name"):
            lines += [_settings(one, is_main=one is main) for one in languages]
            continue
        line = _PRINTED.sub(lambda found: found[1] + write_share(int(found[2]) / 100, main.locale), line)
        line = _LOCALIZED.sub(lambda found: _localized(found["quoted"] or found["plain"], languages), line)
        line = _replace(_COMMENT, line, main.comment) or _replace(_SECTION, line, main.text) or line
        lines.append(line)
    return "\n".join([*lines, ""])


def _half(sample: str, language: _Language, is_main: bool) -> str:
    """Return a text of the sample in one language; fields that do not depend on the language are only in the front matter of the main one."""
    head, body = sample.removeprefix("---\n").split("---\n", 1)
    fields = [line for line in head.splitlines() if is_main or _is_text(line)]
    lines = [
        _replace(_SECTION, line, language.text) or (_replace(_HALF, line, language.text) if _is_text(line) else line)
        for line in fields
    ]
    blocks = [
        line if line.startswith("{chart:") else _replace(_COMMENT, line, language.comment) or _replace(_HALF, line, language.text)
        for line in body.splitlines()
    ]  # fmt: skip
    return "\n".join(["---", *lines, "---", *blocks, ""])


def _is_text(line: str) -> bool:
    return line.startswith(("title: ", "summary: "))


def _replace(pattern: re.Pattern[str], line: str, text: Callable[[str], str]) -> str:
    found = pattern.fullmatch(line)
    return f"{found['before']}{text(found['text'])}{found['after']}" if found else ""


def _localized(english: str, languages: Sequence[_Language]) -> str:
    return f"{{{', '.join(f'{one.key}: {_quoted(one.text(english))}' for one in languages)}}}"


def _quoted(text: str) -> str:
    """Return a text for use inside YAML braces, in quotation marks if it needs them."""
    return text if re.fullmatch(r"[\w’.《》『』、。，؛؟ -]+", text) else json.dumps(text, ensure_ascii=False)


def _settings(language: _Language, is_main: bool) -> str:
    numbers = "as-printed" if is_main else "own"
    return f"  {language.key}: {{name: {_quoted(language.name)}, short: {language.short}, locale: {language.locale}, numbers: {numbers}}}"
