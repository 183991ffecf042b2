"""Entries: the shape of what an editor writes in YAML and front matter, checked on reading.

They are pydantic models, and the JSON Schemas are generated from them.
"""

from chronicle.model.entries.facts import (
    ChartEntry,
    ComparisonEntry,
    CountEntry,
    FactEntry,
    RelationEntry,
    SheetEntry,
    UnitEntry,
)
from chronicle.model.entries.registers import (
    BoundaryEntry,
    CaptionEntry,
    DrawingEntry,
    EventEntry,
    MapEntry,
    PersonEntry,
    PlaceEntry,
    SourceEntry,
    TermEntry,
)
from chronicle.model.entries.settings import (
    DerivedEntry,
    LanguageEntry,
    SettingsEntry,
)
from chronicle.model.entries.texts import FrontMatter, ImageEntry, MainFrontMatter
from chronicle.model.entries.values import (
    Countable,
    Entry,
    Key,
)

__all__ = [
    "BoundaryEntry",
    "CaptionEntry",
    "ChartEntry",
    "ComparisonEntry",
    "CountEntry",
    "Countable",
    "DerivedEntry",
    "DrawingEntry",
    "Entry",
    "EventEntry",
    "FactEntry",
    "FrontMatter",
    "ImageEntry",
    "Key",
    "LanguageEntry",
    "MainFrontMatter",
    "MapEntry",
    "PersonEntry",
    "PlaceEntry",
    "RelationEntry",
    "SettingsEntry",
    "SheetEntry",
    "SourceEntry",
    "TermEntry",
    "UnitEntry",
]
