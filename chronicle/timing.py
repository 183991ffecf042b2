"""The stages of a build: how long each took, and how far the work is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from chronicle.executors import Watch


@dataclass(frozen=True)
class Stage:
    """One stage of a build. `began` is a time of a clock that only orders stages; `seconds` is how long the stage took."""

    name: str
    began: float
    seconds: float


@dataclass
class Timer:
    """Measures stages.

    `tell` is called after each stage. `show` is called while things are made: with what they are, how many are done, and how many there are.
    """

    tell: Callable[[Stage], None] = lambda stage: None
    show: Callable[[str, int, int], None] = lambda what, done, total: None
    stages: list[Stage] = field(default_factory=list)

    def watch(self, what: str) -> Watch:
        """Return a function that passes things on and shows how many of them are done."""

        def watch(made: Iterable[Any], total: int) -> Iterator[Any]:
            for done, one in enumerate(made):
                self.show(what, done, total)
                yield one

        return watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one stage."""
        began = time.perf_counter()
        yield
        self.stages.append(Stage(name, began, time.perf_counter() - began))
        self.tell(self.stages[-1])

    @property
    def seconds(self) -> float:
        """How long all stages took together."""
        return sum(stage.seconds for stage in self.stages)
