"""The Jinja2 environment: strict, autoescaped and in a sandbox; a mistake in a template is a problem with its line.

The sandbox separates templates from the interpreter: a template reads the values that it is given, but cannot change them, reach a
file or run a command.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Protocol

import jinja2
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from chronicle.problems import ContentError, Problem, Where
from chronicle.typography import hold_numbers

_escape_text = lru_cache(maxsize=16_384)(escape)  # titles, words and addresses stand on many pages


# Where a tag begins or ends, and elements in which values are only text.
_EDGE = re.compile(r"<(?:(?P<begin>/?)(?P<name>title|option|script|style|textarea|svg)\b|(?=[a-zA-Z/!]))|>")


class _Generator(CodeGenerator):
    """Compiles templates so that values are escaped by `_Sandbox.escape`, or by `escape_plain` where no element is possible."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._is_in_tag = not (self.name or "").endswith("html")
        self._is_html = not self._is_in_tag
        self._open = ""  # the open element in which values are only text
        self._plain: set[int] = set()

    def visit_Output(self, node: jinja2.nodes.Output, frame: Any) -> None:
        """Note which values are in a tag or in an element of text only, then compile as usual."""
        for child in node.nodes:
            if isinstance(child, jinja2.nodes.TemplateData):
                self._follow(child.data)
            elif self._is_in_tag or self._open:
                self._plain.add(id(child))
        super().visit_Output(node, frame)

    def _follow(self, written: str) -> None:
        for edge in _EDGE.finditer(written) if self._is_html else ():
            self._is_in_tag = edge[0] != ">"
            if edge["name"] and self._open == (edge["name"] if edge["begin"] else ""):
                self._open = "" if edge["begin"] else edge["name"]

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            name = "escape_plain" if id(node) in self._plain else "escape"
            self.write(f"environment.{name}({finalize.src or ''}")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that knows the public attributes of the program's own classes, and returns these without further checks."""

    code_generator_class = _Generator

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._names: dict[type, frozenset[str]] = {}

    @staticmethod
    def escape(value: Any) -> str:
        """Return a value as HTML; HTML is returned itself, not a copy."""
        if type(value) is str:
            return _escape_text(value)
        return value if isinstance(value, Markup) else escape(value)

    @staticmethod
    def escape_plain(value: Any) -> str:
        """Return a value as HTML within a tag: without the element that gives its language."""
        return value if isinstance(value, Markup) else _escape_text(str(value))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of a value, if a template may have it."""
        names = self._names.get(type(obj))
        if names is None:
            names = self._names[type(obj)] = _public_names(type(obj))
        return getattr(obj, attribute) if attribute in names else super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, /, *given: Any, **named: Any) -> Any:
        """Call what a template calls; a macro is the template's own, so it needs no check."""
        if type(called) is not Macro:
            return super().call(context, called, *given, **named)
        for name in ("_loop_vars", "_block_vars"):
            named.pop(name, None)
        return called(context.eval_ctx, *given, **named)


def _public_names(kind: type) -> frozenset[str]:
    """Return the public fields, properties and methods that the program's own classes and the `loop` of templates have; none of them changes anything."""
    own = [
        name
        for base in kind.__mro__
        if base is LoopContext or base.__module__.startswith("chronicle.")
        for name in vars(base)
    ]
    own += [one.name for one in fields(kind)] if is_dataclass(kind) else []
    return frozenset(name for name in own if not name.startswith("_"))


class BytecodeStore(Protocol):
    """Keeps bytes by everything that they were made from."""

    def get(self, *parts: str) -> bytes | None:
        """Return the kept bytes, or None."""

    def put(self, content: bytes, *parts: str) -> None:
        """Keep bytes."""


class _CompiledTemplates(jinja2.BytecodeCache):
    """Keeps the templates that Jinja2 has compiled, by their names and texts."""

    def __init__(self, store: BytecodeStore) -> None:
        self._store = store

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Load a compiled template, if one was kept."""
        if kept := self._store.get(bucket.key, bucket.checksum):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a compiled template."""
        self._store.put(bucket.bytecode_to_string(), bucket.key, bucket.checksum)


def make_environment(templates: Mapping[str, str], store: BytecodeStore | None = None) -> jinja2.Environment:
    """Return the environment in which all templates of the site are rendered; compiled templates are kept in the store, if there is one."""

    def load(name: str) -> tuple[str, str, None] | None:
        # With this file name, tracebacks show the template and its line.
        return (templates[name], f"templates/{name}", None) if name in templates else None

    environment = _Sandbox(
        loader=jinja2.FunctionLoader(load),
        bytecode_cache=_CompiledTemplates(store) if store else None,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = str
    environment.filters["whole"] = hold_numbers
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return environment


def render_template(environment: jinja2.Environment, name: str, context: Mapping[str, Any]) -> str:
    """Render one template. Raises ContentError with the line of the mistake if it has one."""
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        where = Where(f"templates/{error.name or name}", error.lineno)
        reason = str(error.message).rstrip(".")
        hint = "See the template designer documentation of Jinja."
        raise ContentError([Problem(where, "template", f"This template cannot be read: {reason}.", hint)]) from error
    except jinja2.TemplateNotFound as error:
        hint = f"Create templates/{error.name}, or correct the name where it is used."
        message = f"The template '{error.name}' is missing."
        raise ContentError([Problem(_template_line(error, name), "missing-file", message, hint)]) from error
    except jinja2.UndefinedError as error:
        message = re.sub(r"\.$", "", str(error.message))
        hint = "Set the value in chronicle/pages/, or correct the name in the template."
        raise ContentError(
            [Problem(_template_line(error, name), "template", f"A value is missing: {message}.", hint)]
        ) from error
    except RecursionError as error:
        message = "A template, block or macro contains itself without end."
        hint = "Include, extend or call it only under a condition that ends."
        raise ContentError([Problem(_template_line(error, name), "template", message, hint)]) from error
    except (jinja2.TemplateRuntimeError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        reason = str(error).rstrip(".")
        hint = "Correct the expression in the template, or the value that chronicle/pages/ gives it."
        raise ContentError(
            [Problem(_template_line(error, name), "template", f"This cannot be done: {reason}.", hint)]
        ) from error


def _template_line(error: Exception, name: str) -> Where:
    """Return the place in a template where an error was raised: the innermost frame of its traceback in a template."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("templates/")]
    if not frames:
        return Where(f"templates/{name}")
    return Where(frames[-1].filename, frames[-1].lineno or 1)
