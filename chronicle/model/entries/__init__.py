"""Entries: the input that editors write in YAML and front matter. They are checked when they are read.

They are pydantic models; the JSON Schemas are generated from them.
"""

from chronicle.model.entries.facts import (
    ChartEntry as ChartEntry,
    ComparisonEntry as ComparisonEntry,
    CountEntry as CountEntry,
    FactEntry as FactEntry,
    RelationEntry as RelationEntry,
    SheetEntry as SheetEntry,
    UnitEntry as UnitEntry,
)
from chronicle.model.entries.registers import (
    BoundaryEntry as BoundaryEntry,
    CaptionEntry as CaptionEntry,
    DrawingEntry as DrawingEntry,
    EventEntry as EventEntry,
    MapEntry as MapEntry,
    PersonEntry as PersonEntry,
    PlaceEntry as PlaceEntry,
    SourceEntry as SourceEntry,
    TermEntry as TermEntry,
)
from chronicle.model.entries.settings import (
    DerivedEntry as DerivedEntry,
    LanguageEntry as LanguageEntry,
    SettingsEntry as SettingsEntry,
)
from chronicle.model.entries.texts import (
    FrontMatter as FrontMatter,
    ImageEntry as ImageEntry,
    MainFrontMatter as MainFrontMatter,
)
from chronicle.model.entries.values import Countable as Countable, Entry as Entry, Key as Key
