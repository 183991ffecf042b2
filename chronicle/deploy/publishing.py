"""Publishing to a place that holds files one by one. Readers never find a page whose parts are missing, even if a deploy is killed.

Files that pages need are sent first, then pages, then files that lead to pages, then the checksums: with these a build counts as
published. Then files that no page needs any more are removed. During a deploy a journal at the place lists all files that deploys have
put there. So the next deploy can finish one that was killed, and files of others are neither removed nor replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from chronicle.deploy.release import Plan, Release, compare, rank
from chronicle.deploy.stores import Store
from chronicle.output import CHECKSUMS
from chronicle.output.listing import parse_sums
from chronicle.problems import DeployRefused, name_some
from chronicle.urls import is_permanent

OWN = ".chronicle/"
LOCK = ".chronicle/lock.json"
JOURNAL = ".chronicle/journal"  # while a deploy is under way: all that it, or one before it, has put there
PREVIOUS = ".chronicle/SHA256SUMS"  # of the build that was there before
KEPT = ".chronicle/previous/"  # those files of that build that are no longer at their places, for --rollback
REFRESH = 60.0  # seconds
PATIENCE = 900.0  # seconds after which a lock that was not refreshed is void

Progress = Callable[[int], None]


@dataclass(frozen=True)
class State:
    """The state of a place: the checksums of its current and earlier builds, all files that deploys put there, and the files that are there now."""

    now: Mapping[str, str]
    previous: Mapping[str, str]
    ours: frozenset[str]
    there: Mapping[str, str]

    def plan(self, release: Release) -> Plan:
        """Return what publishing a release here would do."""
        return compare(release, self.there, self.now if self.is_new(release) else self.previous, self.ours)

    def is_new(self, release: Release) -> bool:
        """Return whether a release would replace a different build."""
        return bool(self.now) and self.now != release.listed


def look(store: Store, release: Release) -> State:
    """Return the state of a place. Raises DeployRefused if it holds files of others that the release would replace."""
    now, previous, journal = (parse_sums(store.read(path).decode()) for path in (CHECKSUMS, PREVIOUS, JOURNAL))
    there = {path: one for path, one in store.sums(release, now).items() if not path.startswith(OWN)}
    ours = frozenset((*now, *previous, *journal, *((CHECKSUMS,) if now else ())))
    foreign = [
        path for path, one in there.items() if path in release.sums and path not in ours and one != release.sums[path]
    ]
    if foreign:
        names = name_some(sorted(foreign))
        raise DeployRefused(
            f"{store.name} contains files that no deploy put there and that this one would replace: {names}. Move it away, or choose another place."
        )
    return State(now, previous, ours, there)


def publish(store: Store, release: Release, progress: Progress, break_lock: bool = False) -> Plan:
    """Publish a release at a place; return what was done.

    Raises DeployRefused if another deploy is running, if the release would replace files of others, or if the place does not hold what was sent.
    """
    with _locked(store, break_lock) as keep_lock:
        state = look(store, release)
        plan = state.plan(release)
        if not plan.sent and not plan.removed:
            store.remove(JOURNAL)  # left by a deploy that was killed when only this was not yet done
            return plan
        _write_journal(store, {*state.ours, *release.sums})
        if state.is_new(release):
            _keep_previous(store, state, [path for path in (*plan.changed, *plan.removed) if path in state.now])
        for _, group in groupby((path for path in plan.sent if path != CHECKSUMS), key=rank):
            _send(store, release, list(group), progress)
            keep_lock()
        _verify(store, release, [path for path in plan.sent if path != CHECKSUMS])
        store.write(CHECKSUMS, release.read(CHECKSUMS))
        progress(release.size(CHECKSUMS))
        _each(store, plan.removed, store.remove)
        store.remove(JOURNAL)
    return plan


def roll_back(store: Store, break_lock: bool = False) -> int:
    """Put back the previous build; return how many files were put back. Raises DeployRefused if the place no longer has that build."""
    with _locked(store, break_lock) as keep_lock:
        now, previous = (parse_sums(store.read(path).decode()) for path in (CHECKSUMS, PREVIOUS))
        paths = store.paths()
        back = sorted(
            (path for path in previous if now.get(path) != previous[path]), key=lambda path: (rank(path), path)
        )
        missing = [path for path in back if KEPT + path not in paths and not (is_permanent(path) and path in paths)]
        if not back or missing:
            raise DeployRefused(
                f"{store.name} no longer has the build before this one. Build an earlier state of the content, and deploy that."
            )
        _write_journal(store, {*now, *previous, CHECKSUMS})
        for _, group in groupby((path for path in back if KEPT + path in paths), key=rank):
            _each(store, list(group), lambda path: store.copy(KEPT + path, path))
            keep_lock()
        store.copy(PREVIOUS, CHECKSUMS)
        _each(store, [path for path in now if path not in previous], store.remove)
        _each(store, [path for path in paths if path.startswith(KEPT)], store.remove)
        store.remove(PREVIOUS)
        store.remove(JOURNAL)
    return len(back)


def _keep_previous(store: Store, state: State, paths: Sequence[str]) -> None:
    """Copy files of the published build to where a rollback finds them; copies made by a deploy that was killed stay."""
    kept = {path for path in store.paths() if path.startswith(KEPT)}
    if state.previous != state.now:
        _each(store, sorted(kept), store.remove)
        kept = set()
    there = [path for path in paths if path in state.there and KEPT + path not in kept]
    _each(store, there, lambda path: store.copy(path, KEPT + path))
    if state.previous != state.now:
        store.copy(CHECKSUMS, PREVIOUS)


def _send(store: Store, release: Release, paths: Sequence[str], progress: Progress) -> None:
    def send(path: str) -> None:
        store.write(path, release.read(path))
        progress(release.size(path))

    _each(store, paths, send)


def _verify(store: Store, release: Release, paths: Sequence[str]) -> None:
    """Check that a place holds what was sent; send wrong files once more. Raises DeployRefused if some are still wrong."""
    for last in (False, True):
        there = store.sums(release, release.sums)
        wrong = [path for path in paths if there.get(path) != release.sums[path]]
        if wrong and last:
            raise DeployRefused(
                f"{store.name} does not contain what was sent: {name_some(wrong)}. The previous site still counts as published; deploy again."
            )
        _send(store, release, wrong, lambda _: None)


def _write_journal(store: Store, paths: Iterable[str]) -> None:
    store.write(JOURNAL, "".join(f"-  {path}\n" for path in sorted(paths)).encode())


def _each(store: Store, paths: Sequence[str], act: Callable[[str], None]) -> None:
    """Call `act` for every path, `store.jobs` at a time; the first exception ends this."""
    if store.jobs == 1:
        for path in paths:
            act(path)
        return
    with ThreadPoolExecutor(store.jobs) as threads:
        tasks = [threads.submit(act, path) for path in paths]
        try:
            for task in as_completed(tasks):
                task.result()
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise


@contextmanager
def _locked(store: Store, break_lock: bool) -> Iterator[Callable[[], None]]:
    """Hold the lock of a place; yield a function that refreshes the lock, to be called during the work. Raises DeployRefused if another deploy holds it."""
    owner = {"host": _host(), "pid": os.getpid(), "token": secrets.token_hex(8)}
    while not store.create(LOCK, _write_lock(owner)):
        held = _read_lock(store)
        if not break_lock and not _is_dead(held):
            since = time.strftime("%H:%M", time.localtime(float(str(held.get("since", 0)))))
            raise DeployRefused(
                f"Another deploy to {store.name} is running, last seen at {since}. Wait for it; if it has certainly ended, add --break-lock."
            )
        store.remove(LOCK)
    seen = time.monotonic()

    def keep() -> None:
        nonlocal seen
        if time.monotonic() - seen > REFRESH:
            if not _holds(store, owner):
                raise DeployRefused(f"Another deploy to {store.name} has taken over. Deploy again when it is done.")
            store.write(LOCK, _write_lock(owner))
            seen = time.monotonic()

    try:
        yield keep
    finally:
        if _holds(store, owner):
            store.remove(LOCK)


def _holds(store: Store, owner: Mapping[str, object]) -> bool:
    """Return whether the lock of a place is that of an owner; another deploy may have taken it over."""
    return _read_lock(store).get("token") == owner["token"]


def _write_lock(owner: Mapping[str, object]) -> bytes:
    return json.dumps({**owner, "since": int(time.time())}).encode()


def _read_lock(store: Store) -> Mapping[str, object]:
    try:
        held = json.loads(store.read(LOCK) or b"{}")
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _is_dead(held: Mapping[str, object]) -> bool:
    """Return whether a lock is void: its process on this machine has ended, or it was not refreshed for `PATIENCE` seconds, or it cannot be read."""
    pid, since = held.get("pid"), held.get("since")
    if not isinstance(pid, int) or not isinstance(since, int) or time.time() - since > PATIENCE:
        return True
    if held.get("host") != _host():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


def _host() -> str:
    """Return a digest that identifies this machine without showing its name."""
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:12]
