"""Cached results of stages, by a digest of all their inputs: in memory for this process, in the project's cache for later ones.

A cached stage is a module-level function, and its key is made from all its arguments: so it has no input that is missing in the key.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from chronicle.cache import Cache, make_key, open_cache, program_sum
from chronicle.executors import AT_ONCE, Watch, share, unwatched
from chronicle.project import Project

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
TEXTS = "texts"  # the kind under which results of texts are kept
MOST_IN_MEMORY = 4_000
FEWEST_FOR_OTHERS = 32  # for fewer, starting other processes would take longer than the work itself
_PLAIN = (str, bytes, int, float, Decimal, Fraction, type(None))
# A key is made from all inputs of a result, so a result of one project is right for any other.
_memory: OrderedDict[str, Any] = OrderedDict()


@dataclass(frozen=True)
class Keeper:
    """Keeps the results of stages of one kind; with `is_reading` nothing is written to the disk, with `is_once` no result stays in memory."""

    cache: Cache
    is_reading: bool = False
    is_once: bool = False

    def keep(
        self,
        stage: Callable[..., T],
        givens: Sequence[tuple[Any, ...]],
        executor: Executor | None = None,
        watch: Watch = unwatched,
    ) -> list[T]:
        """Return the result of a stage for each tuple of arguments in `givens`, in their order."""
        return list(self.stream(stage, givens, executor, watch))

    def stream(
        self,
        stage: Callable[..., T],
        givens: Sequence[tuple[Any, ...]],
        executor: Executor | None = None,
        watch: Watch = unwatched,
    ) -> Iterator[T]:
        """Yield the result of a stage for each tuple of arguments in `givens`, in their order; results that are not kept are made now, by the executor if there is one."""
        _check_stage(stage)
        keys = [make_stage_key(stage, given) for given in givens]
        left = Counter(keys)
        found = {key: kept for key in left if (kept := self._find(key))}
        lacking = {key: given for key, given in zip(keys, givens, strict=True) if key not in found}
        results = iter(watch(_perform(stage, list(lacking.values()), executor, watch), len(lacking), len(found)))
        for key in keys:
            if key in found:
                result = found.pop(key)()
            else:
                result, packed = next(results)
                if not self.is_reading:
                    self.cache.put(key, packed or _pack(result))
            left[key] -= 1
            if left[key]:
                found[key] = partial(_same, result)
            if not self.is_once:
                self._remember(key, result)
            yield result
        if lacking and not self.is_reading:
            self.cache.forget_old()

    def keep_last(self, stage: Callable[..., T], given: tuple[Any, ...], name: str = "") -> T:
        """Return the result of a stage for some arguments. Only the last result is kept, one for each `name`: this is for large results."""
        _check_stage(stage)
        place = make_key(program_sum(), f"last {stage.__module__}.{stage.__qualname__}", name)
        key, kept = make_stage_key(stage, given).encode(), self.cache.get(place)
        if kept and kept.startswith(key):
            last: T = pickle.loads(kept[len(key) :])
            return last
        result = stage(*given)
        if not self.is_reading:
            self.cache.put(place, key + _pack(result))
        return result

    def get(self, *parts: str) -> bytes | None:
        """Return the bytes that this version of the program has kept under some names, or None."""
        key = make_key(program_sum(), *parts)
        kept: bytes | None = _memory.get(key) or self.cache.get(key)
        if kept:
            self._remember(key, kept)
        return kept

    def put(self, content: bytes, *parts: str) -> None:
        """Keep bytes under some names."""
        key = make_key(program_sum(), *parts)
        self._remember(key, content)
        if not self.is_reading:
            self.cache.put(key, content)

    def _find(self, key: str) -> Callable[[], Any] | None:
        """Return a function that returns the result kept under a key; None if there is none."""
        if key in _memory:
            return partial(_same, _memory[key])
        kept = self.cache.get(key)
        return None if kept is None else partial(pickle.loads, kept)  # signed by a build of this user

    def _remember(self, key: str, result: object) -> None:
        _memory[key] = result
        _memory.move_to_end(key)
        while len(_memory) > MOST_IN_MEMORY:
            _memory.popitem(last=False)


def _check_stage(stage: Callable[..., Any]) -> None:
    if getattr(stage, "__closure__", None) or stage.__qualname__ != stage.__name__:
        raise TypeError(f"{stage.__qualname__} sees more than it is given: only a function of a module can be kept")


def open_keeper(root: Path, kind: str, is_reading: bool = False, is_once: bool = False) -> Keeper:
    """Return the keeper of one kind of results in a project's folder."""
    return Keeper(open_cache(root, kind), is_reading, is_once)


def open_site_keeper(project: Project, is_reading: bool = False, is_once: bool = False) -> Keeper:
    """Return the keeper of the stages of a project's builds; with `is_reading` it writes nothing to the disk."""
    return open_keeper(project.root, TEXTS, is_reading=is_reading, is_once=is_once)


def make_stage_key(stage: Callable[..., Any], given: tuple[Any, ...]) -> str:
    """Return the key of a stage's result for some arguments, by this version of the program. Raises TypeError for an argument that has no digest."""
    content = hashlib.sha256(f"{program_sum()}\n{stage.__module__}.{stage.__qualname__}\n".encode())
    for piece in _describe(given):
        content.update(piece.encode("utf-8", "surrogatepass"))
    return content.hexdigest()


def digest_of(value: object) -> str:
    """Return a SHA-256 of everything in a value, the same in every process. Raises TypeError for a value that has no digest."""
    return hashlib.sha256("".join(_describe(value)).encode("utf-8", "surrogatepass")).hexdigest()


def _describe(value: object) -> Iterator[str]:
    """Yield texts that together identify a value; if it has a `digest`, that stands for its content."""
    if isinstance(value, _PLAIN):
        text = repr(value)
        yield f"{type(value).__name__}:{len(text)}:{text};"
    elif isinstance(given := getattr(value, "digest", None), str):
        yield f"{type(value).__qualname__}#{given};"
    elif isinstance(value, Mapping):
        yield from _describe_all("{", (piece for pair in value.items() for piece in pair))
    elif isinstance(value, tuple | list):
        yield from _describe_all("(", value)
    elif isinstance(value, frozenset | set):
        yield from _describe_all("<", sorted(digest_of(one) for one in value))
    elif is_dataclass(value):
        yield type(value).__qualname__
        yield from _describe_all("(", (getattr(value, one.name) for one in fields(value) if one.compare))
    else:
        raise TypeError(f"a {type(value).__qualname__} has no digest")


def _describe_all(sign: str, values: Iterable[object]) -> Iterator[str]:
    yield sign
    for value in values:
        yield from _describe(value)
    yield ")"


def _perform(
    stage: Callable[..., T], givens: Sequence[tuple[Any, ...]], executor: Executor | None, watch: Watch
) -> Iterator[tuple[T, bytes]]:
    """Yield (result, pickled result) of a stage for each tuple of arguments; the bytes are empty if this process made the result."""
    if executor is None or len(givens) < FEWEST_FOR_OTHERS:
        yield from ((stage(*given), b"") for given in givens)
        return
    made = share(partial(_make_packed, stage), givens, executor, watch, min(AT_ONCE, max(1, len(givens) // 16)))
    yield from ((pickle.loads(packed), packed) for packed in made)


def _make_packed(stage: Callable[..., object], given: tuple[Any, ...]) -> bytes:
    return _pack(stage(*given))


def _pack(result: object) -> bytes:
    return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)


def _same(result: T) -> T:
    return result
