"""Problems as a browser shows them: each with its line, in the editor's language, with a link that opens the place in the editor's program."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from chronicle.messages import translate, translate_problem
from chronicle.problems import Problem, Where, printable
from chronicle.project import Project

AROUND = 60  # so many characters of a line are shown before and after the column
EDITOR = "vscode://file{path}:{line}"


def tell_problems(problems: Sequence[Problem], project: Project, language: str, editor: str) -> str:
    """Return problems as HTML; empty if there are none."""
    if not problems:
        return ""
    plural = "s" if len(problems) > 1 else ""
    title = translate(f"The content has {len(problems)} problem{plural}.", language)
    items = "".join(_tell(translate_problem(problem, language), project, editor) for problem in problems)
    return f'<h1 lang="{language}">{escape(title)}</h1><ol lang="{language}">{items}</ol>'


def tell_trouble(trouble: str, language: str) -> str:
    """Return as HTML why a change could not be processed, where the reason is no mistake of the content."""
    return f'<h1 lang="{language}">{escape(printable(translate(trouble, language)))}</h1>'


def page_of(told: str, language: str) -> str:
    """Return a page that shows problems while there is no site to show."""
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Preview</title>'
    style = '<link rel="stylesheet" href="/-/preview.css">'
    return (
        f'<!doctype html><html lang="{language}"><head>{head}{style}</head><body class="problems">{told}</body></html>'
    )


def source_pattern(project: Project, editor: str) -> str:
    """Return the pattern of an address that opens a file of the project in the editor's program; `{path}` is below the project."""
    return editor.replace("{path}", f"{_full(project.root)}/{{path}}")


def _full(path: Path) -> str:
    """Return a path in the form of addresses: /home/me/site, /C:/site."""
    return "/" + quote(path.as_posix().lstrip("/"))


def _tell(problem: Problem, project: Project, editor: str) -> str:
    where = problem.where
    address = editor.replace("{path}", _full(project.find(where.path))).replace("{line}", str(where.line))
    place = escape(f"{printable(where.path)}:{where.line}:{where.column}")
    hint = f"<p>{escape(printable(problem.hint))}</p>" if problem.hint else ""
    return (
        f'<li><a href="{escape(address)}">{place}</a> <code>{escape(problem.rule)}</code>'
        f"<p><strong>{escape(printable(problem.message))}</strong></p>{_tell_line(where, project)}{hint}</li>"
    )


def _tell_line(where: Where, project: Project) -> str:
    """Return the line of a problem as HTML, with a mark at its column; empty if it cannot be shown."""
    try:
        lines = project.find(where.path).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    line = lines[where.line - 1] if where.line <= len(lines) else ""
    at = where.column - 1
    before, after = line[max(0, at - AROUND) : at].lstrip(), line[at : at + AROUND].rstrip()
    if not (before or after):
        return ""
    cut = "…" if at > AROUND else ""
    return f"<pre>{cut}{escape(printable(before))}<mark>{escape(printable(after[:1]))}</mark>{escape(printable(after[1:]))}</pre>"
