"""The two halves of a text, block by block: how blocks correspond, and where the halves differ."""

from chronicle.pairs.align import APART, Pair, align_halves
from chronicle.pairs.differences import compare_halves, tell_difference
from chronicle.pairs.steps import Step, find_steps

__all__ = ["APART", "Pair", "Step", "align_halves", "compare_halves", "find_steps", "tell_difference"]
