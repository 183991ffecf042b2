"""Makes chronicle/fonts/: the letters that share pictures are set in, cut from Noto CJK. Run by hand; chronicle/fonts/README.md tells how."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

TARGET = Path(__file__).parent.parent / "chronicle" / "fonts"
# (name of ours, file of Noto CJK, family in it, which characters)
CUTS = (
    ("title-han", "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "han"),
    ("title-latin", "NotoSerifCJK-Bold.ttc", "Noto Serif CJK KR", "latin"),
    ("text-han", "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "han"),
    ("text-latin", "NotoSansCJK-Regular.ttc", "Noto Sans CJK KR", "latin"),
)
LATIN = {
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x370, 0x500), *range(0x1E00, 0x1F00), *range(0x2010, 0x2070),
    *range(0x20A0, 0x20D0), *range(0x2100, 0x2300),
}  # fmt: skip
# Dashes, dots and marks that GB 2312 writes with other code points than Unicode texts do.
MARKS = {0xB7, 0x2013, 0x2014, 0x2026, 0x2030, 0x2103}
KERNED = {*range(0x20, 0x7F), 0x2019, 0x201C, 0x201D}


def gb_2312() -> set[int]:
    """Return the characters of GB 2312: 6763 Han characters and the signs beside them."""
    pairs = (bytes(pair) for pair in product(range(0xA1, 0xFE), range(0xA1, 0xFF)))
    return {ord(one) for pair in pairs if (one := pair.decode("gb2312", "ignore"))}


def cut(font: TTFont, characters: set[int]) -> None:
    """Keep the outlines of these characters and nothing that Pillow's simple layout does not read."""
    options = subset.Options()
    options.hinting = False
    options.name_IDs = ["*"]
    options.layout_features = []
    options.drop_tables += ["VORG", "vhea", "vmtx", "GPOS", "GSUB", "GDEF", "BASE", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)


def latin_kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Return the pairs of Latin letters that are set closer or wider, which the font keeps in a table that Pillow does not read."""
    glyphs = {font.getBestCmap()[code] for code in KERNED if code in font.getBestCmap()}
    layout = font["GPOS"].table
    lookups = {
        number
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for number in record.Feature.LookupListIndex
    }
    pairs: dict[tuple[str, str], int] = {}
    for number in sorted(lookups):
        for table in layout.LookupList.Lookup[number].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 2:
                for pair, value in pair_values(table, glyphs):
                    pairs.setdefault(pair, value)
    return {pair: value for pair, value in pairs.items() if value}


def pair_values(table, glyphs):
    """Yield ((first, second), advance) of one table of pairs, of both of its formats, for the glyphs asked for."""
    firsts = [glyph for glyph in table.Coverage.glyphs if glyph in glyphs]
    for first in firsts:
        if table.Format == 1:
            for record in table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord:
                if record.SecondGlyph in glyphs:
                    yield (first, record.SecondGlyph), getattr(record.Value1, "XAdvance", 0) or 0
        else:
            row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
            for second in glyphs:
                value = row[table.ClassDef2.classDefs.get(second, 0)].Value1
                yield (first, second), getattr(value, "XAdvance", 0) or 0


def name_after_us(font: TTFont, name: str) -> None:
    """Give the cut a name of its own, so that it is not taken for the whole font; the licence stays in it."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 16):
            record.string = f"Chronicle {name}"
        elif record.nameID == 6:
            record.string = f"Chronicle-{name}"
    family = font["CFF "].cff
    family.fontNames = [f"Chronicle-{name}"]


def main(folder: Path) -> None:
    """Cut every font from the files of Noto CJK in `folder`."""
    for name, file, family, which in CUTS:
        fonts = TTCollection(folder / file).fonts
        font = next(one for one in fonts if one["name"].getBestFamilyName() == family)
        pairs = latin_kerning(font) if which == "latin" else {}
        cut(font, LATIN if which == "latin" else gb_2312() | MARKS | set(range(0x20, 0x7F)))
        if pairs:
            kerning = KernTable_format_0()
            kerning.coverage, kerning.format, kerning.kernTable = 1, 0, dict(sorted(pairs.items()))
            font["kern"] = newTable("kern")
            font["kern"].version, font["kern"].kernTables = 0, [kerning]
        name_after_us(font, name)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(TARGET / f"{name}.otf")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto"))
