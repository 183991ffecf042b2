"""The two halves of a text, block by block: which block of one answers to which of the other, and where they do not say the same."""

from chronicle.pairs.align import Pair, align_halves
from chronicle.pairs.differences import compare_halves, tell_difference
from chronicle.pairs.steps import Step, find_steps

__all__ = ["Pair", "Step", "align_halves", "compare_halves", "find_steps", "tell_difference"]
