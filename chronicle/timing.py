"""The stages of a build: how long each took, what it made, and how far the work is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from chronicle.executors import Span, Watch


class Count(NamedTuple):
    """How many things of a kind a stage has dealt with, and how many of these were kept from an earlier build."""

    total: int
    kept: int = 0


@dataclass(frozen=True)
class Stage:
    """One stage of a build. `began` is a time of a clock that only orders stages; `seconds` is how long the stage took; `counts` are by kind, such as "texts"."""

    name: str
    began: float
    seconds: float
    counts: Mapping[str, Count]


@dataclass
class Timer:
    """Measures stages.

    `tell` is called after each stage. `show` is called while things are made: with their kind, the number done and the total.
    `spans` are pieces of work of other processes, each with the kind of things made.
    """

    tell: Callable[[Stage], None] = lambda stage: None
    show: Callable[[str, int, int], None] = lambda what, done, total: None
    stages: list[Stage] = field(default_factory=list)
    spans: list[tuple[str, Span]] = field(default_factory=list)
    _counts: dict[str, Count] = field(default_factory=dict)

    def watch(self, what: str) -> Watch:
        """Return a watch that counts things of a kind for the running stage, passes them on and shows how many are done."""
        return _TimedWatch(self, what)

    def count(self, what: str, total: int, kept: int = 0) -> None:
        """Add `total` things of a kind, `kept` of them from an earlier build, to the counts of the running stage."""
        before = self._counts.get(what, Count(0))
        self._counts[what] = Count(before.total + total, before.kept + kept)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one stage."""
        began = time.perf_counter()
        yield
        self.stages.append(Stage(name, began, time.perf_counter() - began, self._counts))
        self._counts = {}
        self.tell(self.stages[-1])

    @property
    def seconds(self) -> float:
        """How long all stages took together."""
        return sum(stage.seconds for stage in self.stages)


@dataclass(frozen=True)
class _TimedWatch(Watch):
    timer: Timer
    what: str

    def __call__(self, made: Iterable[Any], total: int, kept: int = 0) -> Iterable[Any]:
        self.timer.count(self.what, total + kept, kept)  # now, not when the first is asked for
        return self._pass_on(made, total)

    def note(self, span: Span) -> None:
        self.timer.spans.append((self.what, span))

    def _pass_on(self, made: Iterable[Any], total: int) -> Iterator[Any]:
        for done, one in enumerate(made):
            self.timer.show(self.what, done, total)
            yield one
