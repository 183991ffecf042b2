"""The template environment: strict and autoescaped; a slip is a problem with the template's path and line."""

from typing import Any

import pytest
from markupsafe import Markup
from projects import letter, letters, problems_of

from chronicle.model import Borrowed
from chronicle.templating import make_environment, render_template

MEND = "Set the value in chronicle/pages/, or correct the name in the template."
SEE = "See the template designer documentation of Jinja."
TEMPLATES = {
    "page.html": '<h1>{{ title }}</h1>\n{% include "parts/body.html" %}\n',
    "parts/body.html": "<div>\n  <p>\n  {{ body }}</p>\n</div>\n",
    "macro.html": "{% macro row(label) %}\n<td>{{ label }}</td>\n{% endmacro %}\n",
    "caller.html": '\n{% import "macro.html" as rows %}\n\n{{ rows.row() }}\n',
    "child.html": '{% extends "frame.html" %}\n{% block main %}\n\n{{ nothing }}{% endblock %}\n',
    "frame.html": "<main>\n{% block main %}{% endblock %}\n</main>\n",
    "attribute.html": "\n\n{{ site.motto }}",
    "syntax.html": "one\ntwo\n{% if %}\n",
    "unclosed.html": "{% if title %}\n",
    "filter.html": "\n{{ title|shout }}\n",
    "wraps-syntax.html": '\n\n{% extends "syntax.html" %}\n',
    "wants.html": '<p>\n{% include "parts/missing.html" %}\n',
    "adds.html": "\n{{ 1 + text }}",
    "divides.html": "\n{{ 1 / 0 }}",
    "sums.html": "\n{{ [text]|sum }}",
    "escaped.html": "{{ text }}",
    "places.html": '<p title="{{ text }}" {% if text %}id="{{ text }}"{% endif %}>{{ text }}<option>{{ text }}</option>{{ text }}',
    "places.xml": "<p>{{ text }}</p>",
    "json.html": "{{ text|tojson }}",
    "blocks.html": "<ul>\n  {% for one in [1, 2] %}\n  <li>{{ one }}</li>\n  {% endfor %}\n</ul>\n",
}


def render(name: str, **context: Any) -> str:
    return render_template(make_environment(TEMPLATES), name, context)


@pytest.mark.parametrize(
    ("name", "context", "problem"),
    [
        ("page.html", {}, f"templates/page.html:1:1: A value is missing: 'title' is undefined.\n    {MEND}"),
        (
            "page.html",
            {"title": "T"},
            f"templates/parts/body.html:3:1: A value is missing: 'body' is undefined.\n    {MEND}",
        ),
        (
            "caller.html",
            {},
            f"templates/macro.html:2:1: A value is missing: parameter 'label' was not provided.\n    {MEND}",
        ),
        ("child.html", {}, f"templates/child.html:4:1: A value is missing: 'nothing' is undefined.\n    {MEND}"),
        (
            "attribute.html",
            {"site": {}},
            f"templates/attribute.html:3:1: A value is missing: 'dict object' has no attribute 'motto'.\n    {MEND}",
        ),
    ],
)
def test_missing_values(name: str, context: dict[str, Any], problem: str) -> None:
    """A value that a template asks for and nobody gives is told with the line of the innermost template."""
    assert letters(render, name, **context) == [problem]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "syntax.html",
            "templates/syntax.html:3:1: This template cannot be read: Expected an expression, got 'end of statement block'.",
        ),
        (
            "wraps-syntax.html",
            "templates/syntax.html:3:1: This template cannot be read: Expected an expression, got 'end of statement block'.",
        ),
        ("filter.html", "templates/filter.html:2:1: This template cannot be read: No filter named 'shout'."),
        (
            "unclosed.html",
            "templates/unclosed.html:1:1: This template cannot be read: Unexpected end of template. Jinja was looking for the following "
            "tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.",
        ),
    ],
)
def test_syntax_errors(name: str, problem: str) -> None:
    """A template that cannot be read is told with its own path and line, also where another one asked for it."""
    assert letters(render, name, title="T") == [f"{problem}\n    {SEE}"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("adds.html", "unsupported operand type(s) for +: 'int' and 'str'"),
        ("divides.html", "division by zero"),
        ("sums.html", "unsupported operand type(s) for +: 'int' and 'str'"),
    ],
)
def test_what_cannot_be_done(name: str, reason: str) -> None:
    """An expression that fails with the value it is given is told with the template's line."""
    hint = "Correct the expression in the template, or the value that chronicle/pages/ gives it."
    assert letters(render, name, text="T") == [f"templates/{name}:2:1: This cannot be done: {reason}.\n    {hint}"]


@pytest.mark.parametrize(
    "written",
    [
        "{% include 'a.html' %}",
        "{% extends 'a.html' %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    ],
)
def test_templates_without_end(written: str) -> None:
    """A template or macro that contains itself is told with its line."""
    environment = make_environment({"a.html": f"\n{written}"})
    assert letters(render_template, environment, "a.html", {}) == [
        "templates/a.html:2:1: A template, block or macro contains itself without end.\n"
        "    Include, extend or call it only under a condition that ends."
    ]


@pytest.mark.parametrize(
    ("name", "line", "missing"), [("wants.html", 2, "parts/missing.html"), ("nowhere.html", 1, "nowhere.html")]
)
def test_missing_templates(name: str, line: int, missing: str) -> None:
    """A template that is asked for and not there is named, with the line that asks for it."""
    problem = f"templates/{name}:{line}:1: The template '{missing}' is missing."
    assert letters(render, name) == [
        f"{problem}\n    Create templates/{missing}, or correct the name where it is used."
    ]


def test_values_are_escaped() -> None:
    """Text from content cannot become markup."""
    assert render("escaped.html", text='<b title="x">&\'') == "&lt;b title=&#34;x&#34;&gt;&amp;&#39;"


def test_a_text_of_another_language() -> None:
    """A text that tells its language has an element for it where one can stand: in no tag, in no element that holds text alone, in nothing but HTML."""
    text = Borrowed("a&b", "en")
    marked = '<bdi lang="en">a&amp;b</bdi>'
    assert render("places.html", text=text) == (
        f'<p title="a&amp;b" id="a&amp;b">{marked}<option>a&amp;b</option>{marked}'
    )
    assert render("places.xml", text=text) == "<p>a&amp;b</p>"


def test_what_is_html_is_not_escaped_and_numbers_are_text() -> None:
    """HTML comes out as it is, what is no text as text, and what looks equal is not taken for the same."""
    assert render("escaped.html", text=Markup("<b>&amp;</b>")) == "<b>&amp;</b>"
    assert [render("escaped.html", text=value) for value in (1, True, 1.0, "1", "<")] == [
        "1",
        "True",
        "1.0",
        "1",
        "&lt;",
    ]


def test_json_keeps_han_and_order_and_closes_no_script() -> None:
    """Values for scripts are JSON with readable Chinese and sorted keys, safe inside a script element."""
    assert render("json.html", text={"b": "数字", "a": "</script>"}) == '{"a": "\\u003c/script\\u003e", "b": "数字"}'


def test_blocks_leave_no_lines() -> None:
    """A line that holds only a block tag leaves nothing behind; the last line break stays."""
    assert render("blocks.html") == "<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>\n"


@pytest.mark.parametrize(
    "written",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ values.append(1) }}",
        "{{ '{0.__class__.__init__}'.format(values) }}",
        "{{ values['__class__'] }}",
    ],
)
def test_a_template_reaches_no_further_than_its_values(written: str) -> None:
    """The interpreter cannot be reached through a value, nor a value be changed; the letter names the line."""
    environment = make_environment({"page.html": f"\n{written}"})
    (problem,) = problems_of(render_template, environment, "page.html", {"values": [1]})
    assert letter(problem).startswith("templates/page.html:2:1: ")
