"""Values → the five steps of colour, each with the lowest and highest value in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

STEPS = 5
# Which steps few different values take, so that they are told apart as well as they can be.
SPREAD = {1: (3,), 2: (1, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True)
class Grade:
    """One step of colour, 1 (light) to 5 (strong), and two places that have the lowest and the highest value in it."""

    step: int
    lowest: str
    highest: str


def grade(values: Mapping[str, Decimal]) -> tuple[dict[str, int], list[Grade]]:
    """Return the step of each place, and the steps in use from low to high.

    Up to five different values have a step each; more are divided into fifths by rank, since the figures of a few poor and
    many less poor places would all fall into the lowest of five equal intervals.
    """
    different = sorted(set(values.values()))
    steps = SPREAD.get(len(different)) or [rank * STEPS // len(different) + 1 for rank in range(len(different))]
    step_of = dict(zip(different, steps, strict=True))
    graded = {place: step_of[value] for place, value in values.items()}
    grades = []
    for step in sorted(set(graded.values())):
        inside = [place for place, its in graded.items() if its == step]
        grades.append(Grade(step, min(inside, key=values.__getitem__), max(inside, key=values.__getitem__)))
    return graded, grades
