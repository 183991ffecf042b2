"""`translations`: lists the blocks of texts that are not in step in two languages, and records that they are in step."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from chronicle.loading import load_site
from chronicle.model import Half, Text
from chronicle.pairs import Step, find_steps
from chronicle.problems import suggest
from chronicle.project import Project
from chronicle.reading import STEPS

HEADER = "# Blocks in step: language, digest in the main language, digest in this one. Written by `chronicle translations --accept`."


@dataclass(frozen=True)
class Translation:
    """The steps of one half of a text."""

    text: Text
    language: str
    steps: tuple[Step, ...]

    @property
    def is_missing(self) -> bool:
        """Return whether the half is not written, so that the half of the main language is shown."""
        return self.language in self.text.untranslated


def find_translations(project: Project, only: Collection[str] = ()) -> list[Translation]:
    """Return the translations of all texts, or of those with some keys. Raises ContentError with the problems of the content.

    Raises ValueError for a key that no text has.
    """
    loaded = load_site(project)
    site, bodies = loaded.site, loaded.bodies
    texts = [text for text in site.texts if not only or text.key in only]
    known = {text.key for text in site.texts}
    for key in only:
        if key not in known:
            raise ValueError(f"There is no text '{key}'. {suggest(key, known)}".strip())
    main, *others = site.languages

    def steps_of(first: Half, half: Half) -> tuple[Step, ...]:
        seen = site.steps.get(half.path, frozenset())
        return tuple(find_steps(first, bodies[first.path], half, bodies[half.path], seen))

    return [
        Translation(text, language, steps_of(text.halves[main], text.halves[language]))
        for text in texts
        for language in others
    ]


def find_dates(project: Project) -> Mapping[str, str]:
    """Return the path of each file of the content → the day of its last commit; empty if there is no git."""
    log = ["log", "--format=%x00%cs", "--name-only", "--relative", "--", "content"]
    command = ["git", "-c", "core.quotepath=off", *log]
    try:
        done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, encoding="utf-8", check=True)
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return {}
    dates: dict[str, str] = {}
    for commit in done.stdout.split("\0")[1:]:
        day, *paths = commit.split("\n")
        for path in filter(None, paths):
            dates.setdefault(path, day)
    return dates


def tell_translations(
    translations: Collection[Translation], dates: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield a line for each block that is not in step, with its place in both halves and the day on which one of these was last changed, and a line of sums.

    A half that is not translated or was never compared has one line.
    """
    counts: Counter[str] = Counter()
    for one in translations:
        main = next(iter(one.text.halves))
        names = {
            "in-step": "in step",
            "main-changed": f"changed in {main}",
            "other-changed": f"changed in {one.language}",
            "both-changed": "changed in both",
            "missing": f"missing in {one.language}",
            "added": f"missing in {main}",
            "unseen": "never compared",
        }
        if one.is_missing:
            yield f"{one.text.halves[one.language].path}: not translated"
            counts["not translated"] += len(one.steps)
            continue
        if all(step.state == "unseen" for step in one.steps):
            half = one.text.halves[one.language].path
            yield f"{half}: never compared"
            counts["never compared"] += len(one.steps)
            continue
        for step in one.steps:
            counts[names[step.state]] += 1
            if step.state != "in-step":
                first, *second = (where for where in (step.other, step.main) if where)
                others = [f"{where.path}:{where.line}" for where in second]
                days = sorted({dates[where.path] for where in (first, *second) if where.path in dates}, reverse=True)
                told = ", ".join([*others, *days[:1]])
                yield f"{first.path}:{first.line}: {names[step.state]}{f' ({told})' if told else ''}"
    yield ", ".join(f"{count} {name}" for name, count in counts.most_common()) + "."


def accept_translations(project: Project, translations: Collection[Translation]) -> int:
    """Record that all corresponding blocks are in step as they are now; return how many there are."""
    files: dict[Path, list[str]] = {}
    count = 0
    for one in (one for one in translations if not one.is_missing):
        folder = "pages" if one.text.kind == "page" else "chapters"
        path = project.root / "content" / STEPS / folder / f"{one.text.key}.txt"
        lines = [f"{one.language} {step.digests[0]} {step.digests[1]}" for step in one.steps if all(step.digests)]
        files.setdefault(path, []).extend(dict.fromkeys(lines))
        count += len(lines)
    for path, lines in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return count


def is_in_step(translations: Collection[Translation]) -> bool:
    """Return whether all blocks are in step; halves of a partial language that are not written yet do not count."""
    return all(step.state == "in-step" for one in translations if not one.is_missing for step in one.steps)
