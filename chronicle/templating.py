"""The Jinja2 environment: strict and autoescaped; a slip in a template is a problem with its line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from chronicle.problems import ContentError, Problem, Where, suggest

def make_environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """Return the environment in which every template of the site is rendered."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["safe_html"] = Markup
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return environment


def render_template(environment: jinja2.Environment, name: str, context: Mapping[str, Any]) -> str:
    """Render one template; raises ContentError with the template's line where it has a mistake."""
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        where = Where(f"templates/{error.name or name}", error.lineno)
        raise ContentError([Problem(where, f"This template cannot be read: {error.message}.", "See https://jinja.palletsprojects.com.")]) from error
    except jinja2.TemplateNotFound as error:
        problem = Problem(Where(f"templates/{name}"), f"The template '{error.message}' is missing.", suggest(str(error.name), environment.list_templates()))
        raise ContentError([problem]) from error
    except jinja2.UndefinedError as error:
        message = re.sub(r"\.$", "", str(error.message))
        hint = "Give the value in chronicle/pages.py, or mend the name in the template."
        raise ContentError([Problem(_template_line(error, name), f"A value is missing: {message}.", hint)]) from error


def _template_line(error: Exception, name: str) -> Where:
    """Find the innermost frame of a traceback that lies in a template."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return Where(f"templates/{name}")
    return Where(f"templates/{frames[-1].filename}", frames[-1].lineno or 1)
