"""The references that are met while Markdown reads a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from chronicle.prose.braces import CalculationReference, ChartReference, FactReference, PeriodReference
from chronicle.prose.findings import Findings
from chronicle.prose.marks import Marks
from chronicle.prose.slots import CalculationSlot, FigureSlot, PeriodSlot

SLOT = "x-slot"


@dataclass(frozen=True)
class NoteReference:
    """`[@pictorial, 发展生产 致富增收]`: a note to a source, and to a section in it."""

    source: str
    section: str


Reference: TypeAlias = FactReference | CalculationReference | PeriodReference | ChartReference | NoteReference


@dataclass
class Met:
    """The references that the patterns met in one text, each with its offset; its index is the number of its slot element in the tree.

    `doubted` are functions that report what may be part of markup of another tool, by offset.
    """

    marks: Marks
    findings: Findings
    locale: str
    references: list[tuple[Reference, int]] = field(default_factory=list)
    doubted: dict[int, Callable[[], None]] = field(default_factory=dict)

    def doubt(self, rule: str, offset: int, **values: str) -> None:
        """Report the problem of a rule at an offset, unless it is part of markup of another tool."""
        self.doubted[offset] = partial(self.findings.tell, rule, offset, **values)

    def slot(self, reference: Reference, offset: int) -> etree.Element:
        """Record a reference and return its slot element."""
        self.references.append((reference, offset))
        element = etree.Element(SLOT, {"met": str(len(self.references) - 1)})
        # The alternative text of an image has no elements: there, only this text of the slot element remains.
        if isinstance(reference, FactReference):
            element.text = AtomicString(self.marks.add(FigureSlot(reference.fact, reference.form, False, "")))
        elif isinstance(reference, CalculationReference):
            element.text = AtomicString(self.marks.add(CalculationSlot(reference.calculation, reference.form, ())))
        elif isinstance(reference, PeriodReference):
            element.text = AtomicString(self.marks.add(PeriodSlot(reference.period)))
        return element

    def offset(self, written: str) -> int:
        """Return the first offset that is marked in a piece of text; 0 if none is."""
        return self.marks.offset_in(written) or 0
