"""The record of one text: its mentions, notes, headings and blocks, and the slots that take the place of its references."""

from __future__ import annotations

from dataclasses import dataclass, field

from chronicle.model import Mention, Note
from chronicle.problems import Where
from chronicle.prose.braces import CalculationReference, ChartReference, FactReference
from chronicle.prose.draft import DraftHeading, TreeBlock
from chronicle.prose.met import NoteReference, Reference
from chronicle.prose.slots import CalculationSlot, ChartSlot, FigureSlot, NoteSlot, PeriodSlot, Slot
from chronicle.urls import use_anchor


@dataclass
class Record:
    """What a text says, in its order. `mentioned` are the mentions of the block that is being read."""

    mentions: list[Mention] = field(default_factory=list)
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)
    headings: list[DraftHeading] = field(default_factory=list)
    blocks: list[TreeBlock] = field(default_factory=list)
    mentioned: list[Mention] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    def mention(self, mention: Mention) -> None:
        """Record a mention, in the text and in the block."""
        self.mentions.append(mention)
        self.mentioned.append(mention)

    def slot(self, reference: Reference, where: Where, in_link: bool) -> Slot:
        """Record a reference and return its slot."""
        if isinstance(reference, NoteReference):
            self.mentions.append(Mention("source", reference.source, where))
            self.mentioned.append(Mention("note", reference.source, where, reference.section))
            return self._note(reference, in_link)
        if isinstance(reference, FactReference):
            self.mention(Mention("fact", reference.fact, where))
            return FigureSlot(reference.fact, reference.form, not in_link, self._use(reference.fact))
        if isinstance(reference, CalculationReference):
            self.mention(Mention("calculation", reference.calculation.text, where))
            for fact in reference.calculation.facts:
                self.mention(Mention("fact", fact, where))
            uses = tuple(use for fact in reference.calculation.facts if (use := self._use(fact)))
            return CalculationSlot(reference.calculation, reference.form, uses)
        if isinstance(reference, ChartReference):
            self.mention(Mention("chart", reference.chart, where))
            return ChartSlot(reference.chart)
        self.mention(Mention("period", reference.period, where))
        return PeriodSlot(reference.period)

    def _use(self, fact: str) -> str:
        """Return the anchor of the first use of a fact; an empty text for a later use."""
        use = use_anchor(fact) if fact not in self._used else ""
        self._used.add(fact)
        return use

    def _note(self, reference: NoteReference, in_link: bool) -> NoteSlot:
        """Number a note and return its slot. Notes to the same section share a number; the list of notes links back to the first of them."""
        key = (reference.source, reference.section)
        is_first = key not in self.notes
        note = self.notes.setdefault(key, Note(len(self.notes) + 1, *key))
        return NoteSlot(note.number, is_first, in_link)
