"""Figures: from print to value, and from value to what a reader sees in Chinese and in English."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from chronicle.figures import (
    FigureText,
    check_units,
    format_printed,
    format_tick,
    format_western,
    parse_figure,
    plural_name,
)
from chronicle.model import Conversion, Figure, Unit
from chronicle.problems import Where
from chronicle.words import Words

Units = Mapping[str, Unit]
AllWords = Mapping[str, Words]


def english(figure: Figure, units: Units, words: AllWords) -> FigureText:
    return format_western(figure, units, "en", "en_GB", words["en"])


POINT = (
    "may stand before decimals or between thousands: "
    "write thousands without a point or with a comma, decimals without zeros at their end"
)


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("46.8万人", "46.8万人", "468,000 people"),
        ("0.98万人", "0.98万人", "9,800 people"),
        ("28527人", "28527人", "28,527 people"),
        ("10.32亿元", "10.32亿元", "1.032 billion yuan"),
        ("3.47亿元", "3.47亿元", "347 million yuan"),
        ("161.88万人次", "161.88万人次", "1,618,800 person-times"),
        ("12.12%", "12.12%", "12.12%"),
        ("7300多亩", "7300多亩", "more than 7,300 mu (about 487 hectares)"),
        ("4.5亿斤", "4.5亿斤", "450 million jin (225,000 tonnes)"),
        ("近10亿元", "近10亿元", "nearly 1 billion yuan"),
        ("6000-10000元", "6000—10000元", "6,000–10,000 yuan"),
    ],
)
def test_figures_read_as_the_contract_says(printed: str, zh: str, en: str, units: Units, words: AllWords) -> None:
    """Every row of the table "How a figure reads" holds in both languages."""
    figure = parse_figure(printed, units)
    assert format_printed(figure, units, "zh_CN").full == zh
    assert english(figure, units, words).full == en


@pytest.mark.parametrize(
    ("printed", "value", "bound", "en"),
    [
        ("3000多户", 3000, "more-than", "more than 3,000 households"),
        ("3000余户", 3000, "more-than", "more than 3,000 households"),
        ("3万多户", 30000, "more-than", "more than 30,000 households"),
        ("100多万元", 1_000_000, "more-than", "more than 1 million yuan"),
        ("3万余元", 30000, "more-than", "more than 30,000 yuan"),
        ("3万元有余", 30000, "more-than", "more than 30,000 yuan"),
        ("20几年", 20, "more-than", "more than 20 years"),
        ("超3000户", 3000, "more-than", "more than 3,000 households"),
        ("超过3000户", 3000, "more-than", "more than 3,000 households"),
        ("逾3000户", 3000, "more-than", "more than 3,000 households"),
        ("近3000户", 3000, "nearly", "nearly 3,000 households"),
        ("将近3000户", 3000, "nearly", "nearly 3,000 households"),
        ("接近3000户", 3000, "nearly", "nearly 3,000 households"),
        ("约3000户", 3000, "about", "about 3,000 households"),
        ("大约3000户", 3000, "about", "about 3,000 households"),
        ("3000户左右", 3000, "about", "about 3,000 households"),
        ("20岁上下", 20, "about", "about 20 years old"),
        ("3000户以上", 3000, "at-least", "at least 3,000 households"),
        ("不少于3000户", 3000, "at-least", "at least 3,000 households"),
        ("至少3000户", 3000, "at-least", "at least 3,000 households"),
        ("3000户以内", 3000, "at-most", "at most 3,000 households"),
        ("3000户及以上", 3000, "at-least", "at least 3,000 households"),
        ("3000户及3000户以上", 3000, "at-least", "at least 3,000 households"),
        ("3000户之内", 3000, "at-most", "at most 3,000 households"),
        ("5年内", 5, "at-most", "at most 5 years"),
        ("最多3000户", 3000, "at-most", "at most 3,000 households"),
        ("≥3000户", 3000, "at-least", "at least 3,000 households"),
        (">3000户", 3000, "more-than", "more than 3,000 households"),
        ("<3000户", 3000, "below", "below 3,000 households"),
        ("≈3000户", 3000, "about", "about 3,000 households"),
        ("3000户+", 3000, "at-least", "at least 3,000 households"),
        ("3000户以下", 3000, "at-most", "at most 3,000 households"),
        ("不到3000户", 3000, "below", "below 3,000 households"),
        ("不足3000户", 3000, "below", "below 3,000 households"),
        ("低于3000户", 3000, "below", "below 3,000 households"),
        ("0.01%以下", "0.01", "at-most", "at most 0.01%"),
        ("不到10%", 10, "below", "below 10%"),
        ("近三分之一", "33.3", "nearly", "nearly 33.3%"),
        ("三分之一以上", "33.3", "at-least", "at least 33.3%"),
        ("近两成", 20, "nearly", "nearly 20%"),
        ("两成以上", 20, "at-least", "at least 20%"),
        ("3000户", 3000, "", "3,000 households"),
    ],
)
def test_approximations(printed: str, value: str, bound: str, en: str, units: Units, words: AllWords) -> None:
    """Each word that qualifies a number in print has its counterpart in English, and the number itself stays."""
    figure = parse_figure(printed, units)
    assert (figure.value, figure.value_max, figure.bound) == (Decimal(value), None, bound)
    assert english(figure, units, words).full == en


@pytest.mark.parametrize(
    ("printed", "value", "en"),
    [
        ("三个", 3, "3"),
        ("十二个", 12, "12"),
        ("两万人", 20000, "20,000 people"),
        ("一百二十三人", 123, "123 people"),
        ("三千零五人", 3005, "3,005 people"),
        ("一万二千人", 12000, "12,000 people"),
        ("百万元", 1_000_000, "1 million yuan"),
        ("万余人", 10000, "more than 10,000 people"),
        ("十余个", 10, "more than 10"),
        ("十几个", 10, "more than 10"),
        ("二十多年", 20, "more than 20 years"),
        ("百分之八十", 80, "80%"),
        ("三分之一", "33.3", "about 33.3%"),
        ("三分之二", "66.7", "about 66.7%"),
        ("四分之一", 25, "25%"),
        ("两成", 20, "20%"),
        ("九成", 90, "90%"),
        ("一成半", 15, "15%"),
        ("百分之三点五", "3.5", "3.5%"),
        ("3分之1", "33.3", "about 33.3%"),
        ("1/3", "33.3", "about 33.3%"),
        ("2/3", "66.7", "about 66.7%"),
        ("½", 50, "50%"),
        ("半数", 50, "50%"),
        ("近一半", 50, "nearly 50%"),
        ("3割", 30, "30%"),
        ("3成", 30, "30%"),
        ("万分之五", "0.05", "0.05%"),
        ("千分之三点五", "0.35", "0.35%"),
        ("千分之1.234", "0.1234", "0.1234%"),
        ("十六分之一", "6.25", "6.25%"),
        ("三千分之一", "0.033", "about 0.033%"),
        ("一千〇五人", 1005, "1,005 people"),
    ],
)
def test_chinese_numerals(printed: str, value: str, en: str, units: Units, words: AllWords) -> None:
    """Numbers in Chinese numerals, fractions and tenths are read; Chinese keeps them as printed."""
    figure = parse_figure(printed, units)
    assert figure.value == Decimal(value)
    assert format_printed(figure, units, "zh_CN").full == printed
    assert english(figure, units, words).full == en


@pytest.mark.parametrize(
    ("printed", "low", "high", "zh", "en"),
    [
        ("3-5万元", 30000, 50000, "3—5万元", "30,000–50,000 yuan"),
        ("3—5万元", 30000, 50000, "3—5万元", "30,000–50,000 yuan"),
        ("3~5万元", 30000, 50000, "3—5万元", "30,000–50,000 yuan"),
        ("3至5万元", 30000, 50000, "3—5万元", "30,000–50,000 yuan"),
        ("3到5万元", 30000, 50000, "3—5万元", "30,000–50,000 yuan"),
        ("1.2万元-1.5万元", 12000, 15000, "1.2万元—1.5万元", "12,000–15,000 yuan"),
        ("0.5万-1万元", 5000, 10000, "0.5万—1万元", "5,000–10,000 yuan"),
        ("1.5-2亿元", 150_000_000, 200_000_000, "1.5—2亿元", "150–200 million yuan"),
        ("10%-15%", 10, 15, "10%—15%", "10–15%"),
        ("5-10%", 5, 10, "5—10%", "5–10%"),
        ("十到二十人", 10, 20, "十—二十人", "10–20 people"),
        ("约30-40人", 30, 40, "约30—40人", "about 30–40 people"),
        ("0.8-1万人", 8000, 10000, "0.8—1万人", "8,000–10,000 people"),
        ("9000万-1.2亿元", 90_000_000, 120_000_000, "9000万—1.2亿元", "90–120 million yuan"),
        ("500万-1.25亿元", 5_000_000, 125_000_000, "500万—1.25亿元", "5–125 million yuan"),
        ("1-2亩", 1, 2, "1—2亩", "1–2 mu (about 0.0667–0.133 hectares)"),
        ("10-20里", 10, 20, "10—20里", "10–20 li (5–10 kilometres)"),
        ("三至五万人", 30000, 50000, "三—五万人", "30,000–50,000 people"),
        ("三至五百户", 300, 500, "三—五百户", "300–500 households"),
        ("三百至五百万元", 3_000_000, 5_000_000, "三百—五百万元", "3–5 million yuan"),
        ("3千-5千万元", 30_000_000, 50_000_000, "3千—5千万元", "30–50 million yuan"),
        ("三到四点五万元", 30000, 45000, "三—四点五万元", "30,000–45,000 yuan"),
        ("三至二十万户", 30000, 200_000, "三—二十万户", "30,000–200,000 households"),
        ("三至十户", 3, 10, "三—十户", "3–10 households"),
        ("8000—1.2万元", 8000, 12000, "8000—1.2万元", "8,000–12,000 yuan"),
        ("1千-2万人", 1000, 20000, "1千—2万人", "1,000–20,000 people"),
        ("五千万至一亿元", 50_000_000, 100_000_000, "五千万—一亿元", "50–100 million yuan"),
        ("1万2345-3万人", 12345, 30000, "1万2345—3万人", "12,345–30,000 people"),
        ("3〜5万人", 30000, 50000, "3—5万人", "30,000–50,000 people"),
        ("3‐5万人", 30000, 50000, "3—5万人", "30,000–50,000 people"),
        ("3−5万人", 30000, 50000, "3—5万人", "30,000–50,000 people"),
    ],
)
def test_ranges(printed: str, low: int, high: int, zh: str, en: str, units: Units, words: AllWords) -> None:
    """The first number of a range borrows the scale of the second unless it has its own, or would be the larger one with it."""
    figure = parse_figure(printed, units)
    assert (figure.value, figure.value_max) == (low, high)
    assert format_printed(figure, units, "zh_CN").full == zh
    assert english(figure, units, words).full == en


@pytest.mark.parametrize(
    ("printed", "en"),
    [
        ("15亩", "15 mu (1 hectare)"),
        ("1500亩", "1,500 mu (100 hectares)"),
        ("5000亩", "5,000 mu (about 333 hectares)"),
        ("近3万亩", "nearly 30,000 mu (about 2,000 hectares)"),
        ("1亩", "1 mu (about 0.0667 hectares)"),
        ("2000斤", "2,000 jin (1 tonne)"),
        ("30000斤", "30,000 jin (15 tonnes)"),
        ("100里", "100 li (50 kilometres)"),
        ("12公顷", "12 hectares"),
    ],
)
def test_conversions(printed: str, en: str, units: Units, words: AllWords) -> None:
    """Chinese measures are followed by known ones, with "about" where three digits do not say it exactly."""
    figure = parse_figure(printed, units)
    assert english(figure, units, words).full == en


@pytest.mark.parametrize(
    ("printed", "en"),
    [
        ("1人", "1 person"),
        ("2人", "2 people"),
        ("1户", "1 household"),
        ("21个月", "21 months"),
        ("1年", "1 year"),
        ("2000年", "2,000 years"),
        ("1,949年", "1,949 years"),
        ("1.5年", "1.5 years"),
        ("1.0公里", "1.0 kilometres"),
        ("1倍", "1 time"),
        ("3个百分点", "3 percentage points"),
        ("16个", "16"),
    ],
)
def test_plural_forms(printed: str, en: str, units: Units, words: AllWords) -> None:
    """The unit stands in the plural form that the language has for the number as it is written."""
    assert english(parse_figure(printed, units), units, words).full == en


@pytest.mark.parametrize(
    ("printed", "step", "en"),
    [
        ("46.8万人", "1000", "468,000 people"),
        ("10.30亿元", "1000000", "1.030 billion yuan"),
        ("100万元", "10000", "1 million yuan"),
        ("1000万元", "10000", "10 million yuan"),
        ("999.9万元", "1000", "9.999 million yuan"),
        ("1.23456亿元", "1000", "123.456 million yuan"),
        ("1234567890元", "1", "1,234,567,890 yuan"),
        ("1,234,567.89元", "0.01", "1,234,567.89 yuan"),
        ("0.10亿元", "1000000", "10 million yuan"),
        ("0.50%", "0.01", "0.50%"),
        ("0元", "1", "0 yuan"),
    ],
)
def test_precision(printed: str, step: str, en: str, units: Units, words: AllWords) -> None:
    """Zeros after the decimal point are kept, zeros that are mere size are not, and no digit is rounded away."""
    figure = parse_figure(printed, units)
    assert figure.step == Decimal(step)
    assert english(figure, units, words).full == en


def test_forms(units: Units, words: AllWords) -> None:
    """`plain` leaves the conversion out, `number` the unit too; both keep the qualification. The digits stand by themselves too."""
    figure = parse_figure("7300多亩", units)
    assert format_printed(figure, units, "zh_CN") == FigureText(
        "7300多亩", "7300多亩", "7300多", digits="7300", after="多亩"
    )
    full, plain = "more than 7,300 mu (about 487 hectares)", "more than 7,300 mu"
    assert english(figure, units, words) == FigureText(
        full, plain, "more than 7,300", before="more than ", digits="7,300", after=" mu"
    )
    assert [english(figure, units, words).show(form) for form in ("full", "plain", "number")] == [
        full,
        plain,
        "more than 7,300",
    ]
    assert format_printed(parse_figure("1.2万元 - 1.5万元", units), units, "zh_CN").number == "1.2万—1.5万"


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("四个", "四个", "four"),
        ("1户", "1户", "one household"),
        ("10余户", "10余户", "more than ten households"),
        ("11户", "11户", "11 households"),
        ("0人", "0人", "0 people"),
        ("2-3人", "2—3人", "2–3 people"),
        ("1.5元", "1.5元", "1.5 yuan"),
        ("3亩", "3亩", "three mu"),
    ],
)
def test_small_numbers_in_words(printed: str, zh: str, en: str, units: Units, words: AllWords) -> None:
    """`words` writes out whole numbers up to ten, with unit and qualification; what is printed stays as it is printed."""
    figure = parse_figure(printed, units)
    assert (format_printed(figure, units, "zh_CN").show("words"), english(figure, units, words).show("words")) == (
        zh,
        en,
    )


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("三百十人", 310), ("三万十人", 30_010), ("百五十人", 150), ("千二百人", 1200), ("四千百人", 4100), ("千人", 1000), ("百二十万人", 1_200_000),
        ("千二百三十四人", 1234), ("千零五人", 1005), ("千万人", 10_000_000), ("一万千二百人", 11_200),
    ],
)  # fmt: skip
def test_numerals_without_one(printed: str, value: int, units: Units) -> None:
    """A 一 that is left out before 十, 百 and 千, as Japanese sources do, counts."""
    assert parse_figure(printed, units).value == value


@pytest.mark.parametrize("printed", ["百十人", "千百人", "七八百人", "千二人", "百五人", "二百百人", "千千人"])
def test_numerals_that_are_vague(printed: str, units: Units) -> None:
    """What Chinese says of about so many is no number."""
    with pytest.raises(ValueError):
        parse_figure(printed, units)


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("近10.32亿元", ("近", "10.32", "亿元"), ("nearly ", "1.032", " billion yuan")),
        ("0.01%以下", ("", "0.01", "%以下"), ("at most ", "0.01", "%")),
        ("6000-10000元", ("", "6000—10000", "元"), ("", "6,000–10,000", " yuan")),
        ("三分之一", ("", "三分之一", ""), ("about ", "33.3", "%")),
        ("1万2300人", ("", "1万2300", "人"), ("", "12,300", " people")),
        ("46万8千人", ("", "46万8", "千人"), ("", "468,000", " people")),
        ("-3.2%", ("", "−3.2", "%"), ("", "−3.2", "%")),
    ],
)
def test_parts(printed: str, zh: tuple[str, str, str], en: tuple[str, str, str], units: Units, words: AllWords) -> None:
    """The digits of a figure, and what stands before and behind them, together are the figure as a reader sees it."""
    figure = parse_figure(printed, units)
    for text, parts in ((format_printed(figure, units, "zh_CN"), zh), (english(figure, units, words), en)):
        assert (text.before, text.digits, text.after) == parts
        assert "".join(parts) == text.plain


@pytest.mark.parametrize(
    ("printed", "value", "step", "zh", "en"),
    [
        ("４６．８万人", "468000", "1000", "46.8万人", "468,000 people"),
        ("４６８，０００人", "468000", "1", "468,000人", "468,000 people"),
        ("12，345人", "12345", "1", "12,345人", "12,345 people"),
        ("１２．１２％", "12.12", "0.01", "12.12%", "12.12%"),
        ("15％", "15", "1", "15%", "15%"),
        ("46.8 万 人", "468000", "1000", "46.8万人", "468,000 people"),
        ("12 345人", "12345", "1", "12345人", "12,345 people"),
        ("1 234 567元", "1234567", "1", "1234567元", "1,234,567 yuan"),
        ("46万8千人", "468000", "1000", "46万8千人", "468,000 people"),
        ("1万2345人", "12345", "1", "1万2345人", "12,345 people"),
        ("1万零5人", "10005", "1", "1万零5人", "10,005 people"),
        ("3亿5000万元", "350000000", "10000", "3亿5000万元", "350 million yuan"),
        ("1亿2345万6789元", "123456789", "1", "1亿2345万6789元", "123,456,789 yuan"),
        ("2千5百万元", "25000000", "1000000", "2千5百万元", "25 million yuan"),
        ("１万２３４５人", "12345", "1", "1万2345人", "12,345 people"),
        ("-5%", "-5", "1", "−5%", "−5%"),
        ("−3.2%", "-3.2", "0.1", "−3.2%", "−3.2%"),
        ("－３．２％", "-3.2", "0.1", "−3.2%", "−3.2%"),
        ("负3.2%", "-3.2", "0.1", "负3.2%", "−3.2%"),
        ("46.8萬人", "468000", "1000", "46.8萬人", "468,000 people"),
        ("3.47億元", "347000000", "1000000", "3.47億元", "347 million yuan"),
        ("兩萬人", "20000", "10000", "兩萬人", "20,000 people"),
        ("百分之12.5", "12.5", "0.1", "百分之12.5", "12.5%"),
        ("三点五倍", "3.5", "0.1", "三点五倍", "3.5 times"),
        ("三亿五千万元", "350000000", "10000000", "三亿五千万元", "350 million yuan"),
        ("一万亿元", "1000000000000", "1000000000000", "一万亿元", "1,000 billion yuan"),
        ("16.483万元", "164830", "10", "16.483万元", "164,830 yuan"),
        ("12.345公里", "12.345", "0.001", "12.345公里", "12.345 kilometres"),
        ("0.125个", "0.125", "0.001", "0.125个", "0.125"),
    ],
)
def test_other_ways_of_printing(
    printed: str, value: str, step: str, zh: str, en: str, units: Units, words: AllWords
) -> None:
    """Full-width digits and marks, spaces, scales between digits, minus signs and traditional numerals are read."""
    figure = parse_figure(printed, units)
    assert (figure.value, figure.step) == (Decimal(value), Decimal(step))
    assert (format_printed(figure, units, "zh_CN").plain, english(figure, units, words).plain) == (zh, en)


@pytest.mark.parametrize(
    ("printed", "bound"),
    [
        ("約3000人", "about"),
        ("3000餘人", "more-than"),
        ("超過3000人", "more-than"),
        ("3千多万人", "more-than"),
        ("約-5%", "about"),
    ],
)
def test_bounds_printed_otherwise(printed: str, bound: str, units: Units) -> None:
    """Words that qualify a number are read in traditional characters too, and 多 between two scales."""
    assert parse_figure(printed, units).bound == bound


@pytest.mark.parametrize(
    ("printed", "value"), [("三〇〇人", 300), ("一二〇余人", 120), ("一〇五〇人", 1050), ("三百〇五人", 305)]
)
def test_numerals_as_digits(printed: str, value: int, units: Units) -> None:
    """In vertical print each numeral may be a digit, which 〇 tells."""
    assert parse_figure(printed, units).value == value


@pytest.mark.parametrize("printed", ["21户（次）", "21户(次)"])
def test_brackets_of_either_width(printed: str, units: Units) -> None:
    """A unit with brackets is the same with full-width and with half-width ones."""
    assert parse_figure(printed, units).unit == "households-or-times"


@pytest.mark.parametrize(
    ("printed", "unit", "message"),
    [
        ("很多人", None, "'很多人' does not begin with a number"),
        ("元", None, "'元' does not begin with a number"),
        ("46.8万", None, "'46.8万' has no unit"),
        ("46.8万只鸡", None, "the unit '只鸡' of '46.8万只鸡' is not in units.yaml"),
        ("3.5.6元", None, "'.6元', behind the number of '3.5.6元', cannot be read"),
        ("五、六人", None, "'、六人', behind the number of '五、六人', cannot be read"),
        ("十数人", None, "'数人', behind the number of '十数人', cannot be read"),
        ("46.8万元", "people", "'元' is not a printed form of the unit 'people'"),
        ("46.8万", "nobody", "the unit 'nobody' is not in units.yaml"),
        ("10000-6000元", None, "'10000-6000元' is a range whose second number is not the larger one"),
        ("100-100元", None, "'100-100元' is a range whose second number is not the larger one"),
        ("三至五十户", None, "the numerals '三至五十户' could be read in more than one way"),
        ("3-2万人", None, "'3-2万人' is a range whose second number is not the larger one"),
        ("七八个", None, "the numerals '七八' could be read in more than one way"),
        ("一二百人", None, "the numerals '一二百' could be read in more than one way"),
        ("一万二人", None, "the numerals '一万二' could be read in more than one way"),
        ("三分之一", "yuan", "'三分之一' is a share, which is read as a percentage, not as 'yuan'"),
        ("两成", "people", "'两成' is a share, which is read as a percentage, not as 'people'"),
        ("零分之一", None, "'零分之一' divides by nothing"),
        ("3/2", None, "'3/2' is more than the whole, and is not read as a share"),
        ("2013年内", None, "'2013年内' may be a date: write it in the text, {2013}; if it counts years, add 'unit:'"),
        ("2013年", None, "'2013年' may be a date: write it in the text, {2013}; if it counts years, add 'unit:'"),
        (
            "2013—2015年",
            None,
            "'2013—2015年' may be a date: write it in the text, {2013}; if it counts years, add 'unit:'",
        ),
        ("2年半", None, "'2年半' has a fraction, which is read only if it stands alone, as a share of a whole: 1/3"),
        ("1½吨", None, "'1½吨' has a fraction, which is read only if it stands alone, as a share of a whole: 1/3"),
        (
            "三分之一人",
            None,
            "'三分之一人' has a fraction, which is read only if it stands alone, as a share of a whole: 1/3",
        ),
        ("1亿亿人", None, "'亿人', behind the number of '1亿亿人', cannot be read"),
        ("46人*", None, "'人*', behind the number of '46人*', cannot be read"),
        ("46人。", None, "'人。', behind the number of '46人。', cannot be read"),
        ("3人-5元", None, "the two ends of '3人-5元' have different units"),
        ("3xyz-5元", None, "the two ends of '3xyz-5元' have different units"),
        ("3个-5%", None, "the two ends of '3个-5%' have different units"),
        ("3,元", None, "',元', behind the number of '3,元', cannot be read"),
        ("1,23,4元", None, "a comma of '1,23,4元' does not stand before three digits: 46,800 has one, 46.8 a point"),
        ("46,8万人", None, "a comma of '46,8万人' does not stand before three digits: 46,800 has one, 46.8 a point"),
        ("468.000人", None, f"the point of '468.000人' {POINT}"),
        ("1.234.567元", None, f"the point of '1.234.567元' {POINT}"),
        ("468.000亩", None, f"the point of '468.000亩' {POINT}"),
        ("12.345人", None, f"the point of '12.345人' {POINT}"),
        ("1-12.345人", None, f"the point of '1-12.345人' {POINT}"),
        ("4 6万人", None, "a space stands within the number of '4 6万人'"),
        ("46. 8万人", None, "a space stands within the number of '46. 8万人'"),
        ("1万2人", None, "the number '1万2' could be read in more than one way"),
        ("3千2345人", None, "the number '3千2345' could be read in more than one way"),
        ("46万8千万人", None, "the number '46万8千万' could be read in more than one way"),
        ("一百二人", None, "the numerals '一百二' could be read in more than one way"),
        ("近-5%", None, "'近-5%' has a minus sign, which cannot be combined with a bound or with zero"),
        ("-5%-3%", None, "'-5%-3%' is a range with a minus sign, which cannot be read"),
        ("٤٦٨人", None, "'٤٦٨人' does not begin with a number"),
        ("1234567890123456人", None, "the number of '1234567890123456人' has more than 15 digits"),
        ("999999999999999万亿元", None, "'999999999999999万亿元' is more than a figure can be"),
        (
            "亿" * 1000 + "人",
            None,
            f"'{'亿' * 20}…' is too long for a figure: it has 1001 characters, at most 60 are allowed",
        ),
        ("近3个以上", None, "'近3个以上' is qualified twice"),
        ("3以上个", None, "the unit '以上个' of '3以上个' is not in units.yaml"),
        ("007人", None, "the number of '007人' begins with 0"),
    ],
)
def test_refusals(printed: str, unit: str | None, message: str, units: Units) -> None:
    """What is not a figure is refused with the reason."""
    with pytest.raises(ValueError) as error:
        parse_figure(printed, units, unit)
    assert str(error.value) == message


def test_named_unit(units: Units) -> None:
    """A fact may name the unit that the print leaves open or that shares its printed form with another."""
    assert parse_figure("46.8万", units, "people").unit == "people"
    assert parse_figure("46.8万人", units, "people").value == 468000


def test_check_units() -> None:
    """A unit needs a pattern for its plural in every language that rewrites figures, and converts to one that exists."""
    units = {
        "mu": Unit(
            printed=["亩"], text={"en": {"one": "{n} mu"}}, convert={"en": Conversion(unit="acres", factor="1/6")}
        ),
        "yuan": Unit(printed=["元"], text={"en": {"other": "{n} yuan"}}),
    }
    found = check_units(units, ["en"], lambda *steps: Where("/".join(steps)))
    assert [f"{problem.where.path}: {problem.message}\n{problem.hint}" for problem in found] == [
        "mu/text/en: The unit 'mu' has no pattern 'other' in the language 'en'.\n"
        'Write the pattern with {n} where the number stands: "{n} people".',
        "mu/convert/en/unit: The unit 'mu' converts to 'acres', which is not in units.yaml.\nKnown here: mu, yuan.",
    ]


def test_no_conversion_into_a_unit_that_was_not_read(units: Mapping[str, Unit], words: Mapping[str, Words]) -> None:
    """A figure stands without its conversion where the other unit could not be read, which is told elsewhere."""
    figure = parse_figure("7300多亩", units)
    read = {key: unit for key, unit in units.items() if key != units[figure.unit].convert["en"].unit}
    assert format_western(figure, read, "en", "en_GB", words["en"]).full == "more than 7,300 mu"


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (500_000_000, "yuan", "5亿元", "500 million yuan"),
        (25_000, "people", "2.5万人", "25,000 people"),
        (1, "households", "1户", "1 household"),
        (20, "percent", "20%", "20%"),
    ],
)
def test_round_values_of_a_legend(value: int, unit: str, zh: str, en: str, units: Units) -> None:
    """A legend tells round values with their unit, large ones by their names in the language of the page."""
    told = [
        format_tick(Decimal(value), units[unit], language, locale, has_unit=True)
        for language, locale in (("zh", "zh_CN"), ("en", "en_GB"))
    ]
    assert told == [zh, en]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(100.0, "100 человек"), (1_000_000.0, "1 миллион человек"), (2.0, "2 человека"), (0.5, "0,5 человека")],
)
def test_a_tick_has_the_plural_form_of_its_number(value: float, shown: str) -> None:
    """In Russian a whole number has another plural form than one with decimals; a unit by itself is in the plural."""
    forms = {"one": "{n} человек", "few": "{n} человека", "many": "{n} человек", "other": "{n} человека"}
    unit = Unit((), text={"ru": forms})
    assert format_tick(Decimal(str(value)), unit, "ru", "ru_RU", has_unit=True) == shown
    assert plural_name(unit, "ru", "ru_RU") == "человек"
    assert plural_name(Unit((), text={"en": {"one": "{n} mile", "other": "{n} miles"}}), "en", "en_GB") == "miles"
    assert plural_name(Unit(("%",), text={"ru": {"other": "{n} %"}}), "ru", "ru_RU") == ""
