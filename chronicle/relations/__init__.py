"""Arithmetic between facts, with the precision of what was printed: relations that must hold, and calculations in texts."""

from chronicle.relations.calculations import (
    Calculation as Calculation,
    calculate as calculate,
    parse_calculation as parse_calculation,
)
from chronicle.relations.intervals import evaluate as evaluate, figure_interval as figure_interval
from chronicle.relations.statements import (
    holds as holds,
    make_relation as make_relation,
    show_relation as show_relation,
)
