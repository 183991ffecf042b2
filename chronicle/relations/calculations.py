"""Calculates a figure from others (`harqin.hospital-costs / harqin.hospital-visits`), with no more precision than they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chronicle.model import Expression, Figure, Unit
from chronicle.relations.grammar import facts_of, parse_expression, read_tokens
from chronicle.relations.intervals import Interval, evaluate

MOST_DIGITS, FEWEST_DIGITS = 3, 2
SCALES = ((8, "亿"), (4, "万"))
MOST_SCALED_DECIMALS = 2


@dataclass(frozen=True)
class Calculation:
    """How a figure is calculated. `unit` is empty if it follows from the units of the facts."""

    text: str
    expression: Expression
    unit: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of its facts, each once."""
        return tuple(dict.fromkeys(facts_of(self.expression)))


def parse_calculation(text: str) -> Calculation:
    """Return a calculation: `= a.money / a.visits`, `people = 2.1 * a.households`.

    Raises ValueError, with the reason as a sentence, for anything that is not in the grammar, and for a calculation without a fact.
    """
    unit, _, expression = text.partition("=")
    calculation = Calculation(text, parse_expression(read_tokens(expression)), unit.strip())
    if not calculation.facts:
        raise ValueError("it has no fact in it")
    return calculation


def calculate(calculation: Calculation, figures: Mapping[str, Figure], units: Mapping[str, Unit]) -> Figure:
    """Return the result of a calculation, rounded to the precision of its figures and to three digits at most.

    A result that is exact and has one decimal at most is not rounded; one of figures with a bound, or of a range, is "about". Raises ValueError, with the reason as a sentence, if the
    result has no unit, if a divisor may be zero, or if fewer than two digits of the result are certain.
    """
    unit = calculation.unit or _unit_of(calculation.expression, figures)
    if unit not in units:
        raise ValueError(
            f"the unit '{unit}' is not in units.yaml" if unit else "its unit does not follow from those of its facts"
        )
    try:
        interval = evaluate(calculation.expression, figures, units)
    except ZeroDivisionError:
        raise ValueError("it divides by a value that may be zero") from None
    scale = 100 if unit == "percent" else 1
    value = _round(Interval(interval.low * scale, interval.high * scale))
    number, step = _print(value)
    is_about = any(figures[fact].bound or figures[fact].value_max is not None for fact in calculation.facts)
    printed = ("约" if is_about else "") + number + units[unit].printed[0]
    return Figure(printed, value, None, step, unit, "about" if is_about else "")


def _unit_of(expression: Expression, figures: Mapping[str, Figure]) -> str:
    """Return the key of the unit of an expression, empty for a plain number. A quotient of equal units is a percentage."""
    if expression.operator == "fact":
        return figures[expression.name].unit
    if expression.operator == "number":
        return ""
    left, right = (_unit_of(operand, figures) for operand in expression.operands)
    if expression.operator == "/":
        return "percent" if left and left == right else left
    if expression.operator == "*":
        return left if right in ("", "percent") else right if left in ("", "percent") else ""
    return left if left == right else ""


def _round(interval: Interval) -> Decimal:
    """Return one value for an interval; its last digit is wrong by one at most."""
    middle = (interval.low + interval.high) / 2
    if interval.low == interval.high and (middle * 10).denominator == 1:
        return _plain(Decimal(int(middle * 10)).scaleb(-1))
    first = (Decimal(middle.numerator) / middle.denominator).adjusted()
    for digits in range(MOST_DIGITS, FEWEST_DIGITS - 1, -1):
        place = first - digits + 1
        lowest, shown, highest = (round(one / Fraction(10) ** place) for one in (interval.low, middle, interval.high))
        if highest - 1 <= shown <= lowest + 1:
            return _plain(Decimal(shown).scaleb(place))
    raise ValueError("its figures are not precise enough: fewer than two digits are certain")


def _plain(value: Decimal) -> Decimal:
    """Return a number without zeros at the end of its decimals, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _print(value: Decimal) -> tuple[str, Decimal]:
    """Return a number as the sources print numbers (5175, 53.4万, 1.04亿), and the place value of its last digit."""
    for power, name in SCALES:
        scaled = _plain(value.scaleb(-power))
        if abs(scaled) >= 1 and _exponent(scaled) >= -MOST_SCALED_DECIMALS:
            return f"{scaled:f}{name}", Decimal(1).scaleb(_exponent(scaled) + power)
    return f"{value:f}", Decimal(1).scaleb(_exponent(value))


def _exponent(number: Decimal) -> int:
    """Return the power of ten of a number's last digit: -2 for 11.93."""
    return int(number.as_tuple().exponent)
