"""The values of the program. `entries`: the input of editors · `settings`, `site`, `facts`, `registers`: the nouns made from it · `texts`: what editors write · `body`: one rendered text."""

from chronicle.model.body import (
    HEADINGS as HEADINGS,
    SWALLOWING as SWALLOWING,
    Block as Block,
    Body as Body,
    Heading as Heading,
    Item as Item,
    Mention as Mention,
    Note as Note,
    Outline as Outline,
    OutputFile as OutputFile,
    SafeHtml as SafeHtml,
    Visible as Visible,
)
from chronicle.model.borrowed import Borrowed as Borrowed, Written as Written, written_in as written_in
from chronicle.model.facts import (
    Bound as Bound,
    ChartKind as ChartKind,
    ChartRow as ChartRow,
    ChartSpec as ChartSpec,
    Comparison as Comparison,
    Conversion as Conversion,
    Count as Count,
    Expression as Expression,
    Fact as Fact,
    Factsheet as Factsheet,
    Figure as Figure,
    Relation as Relation,
    Sign as Sign,
    Unit as Unit,
)
from chronicle.model.keys import (
    FACT_ID as FACT_ID,
    KEY_PATTERN as KEY_PATTERN,
    PERIOD_PATTERN as PERIOD_PATTERN,
    find_period as find_period,
    plain_key as plain_key,
    suggest_key as suggest_key,
)
from chronicle.model.registers import (
    FACE_SIDE as FACE_SIDE,
    FELT_COLOURS as FELT_COLOURS,
    PLACE_KINDS as PLACE_KINDS,
    Boundaries as Boundaries,
    Caption as Caption,
    Drawing as Drawing,
    Event as Event,
    Ground as Ground,
    GroundLine as GroundLine,
    MapSettings as MapSettings,
    Person as Person,
    Piece as Piece,
    Place as Place,
    Polygons as Polygons,
    Quote as Quote,
    Source as Source,
    Term as Term,
    parse_piece as parse_piece,
)
from chronicle.model.registry import (
    Document as Document,
    Location as Location,
    Reference as Reference,
    Registry as Registry,
    Spot as Spot,
    beside as beside,
)
from chronicle.model.settings import (
    Derived as Derived,
    Doubt as Doubt,
    Language as Language,
    PartGroup as PartGroup,
    Refrain as Refrain,
    Settings as Settings,
    Story as Story,
    Target as Target,
)
from chronicle.model.site import Site as Site
from chronicle.model.texts import (
    Half as Half,
    Image as Image,
    Part as Part,
    Phrase as Phrase,
    Profile as Profile,
    SourceMention as SourceMention,
    Text as Text,
    TextKind as TextKind,
)
