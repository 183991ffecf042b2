"""Which browser the tests use, and how it gets onto a machine (`make test` runs this file for that)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# The shell is the same engine without the windows around it: a page takes less than half as long.
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
APT = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")


class Part(NamedTuple):
    description: str
    debian: tuple[str, ...]


BROWSER = Part("Chromium or Chrome (or name one in CHRONICLE_BROWSER)", ("chromium-headless-shell",))
FONTS = Part("a font with Chinese characters (one that 'fc-list :lang=zh' lists)", ("fontconfig", "fonts-noto-cjk"))
DRIVER = Part("the library libatomic.so.1 (Playwright's driver uses it)", ("libatomic1",))


def find_browser() -> str | None:
    """The path of a Chromium: the one named in CHRONICLE_BROWSER, an installed one, or Playwright's own."""
    if named := os.environ.get("CHRONICLE_BROWSER"):
        return shutil.which(named)
    if found := next(filter(None, map(shutil.which, COMMANDS)), None):
        return found
    return next((place for place in (*PLACES, *_playwright_browsers()) if os.access(place, os.X_OK)), None)


def missing_parts() -> list[Part]:
    """What a browser test needs and this machine has not."""
    there = {BROWSER: find_browser() is not None, FONTS: _has_chinese_font(), DRIVER: _driver_starts()}
    return [part for part, is_there in there.items() if not is_there]


def main() -> int:
    missing = missing_parts()
    if missing and _is_debian() and os.geteuid() == 0:
        _install_on_debian(missing)
        missing = missing_parts()
    if missing:
        names = ", and ".join(part.description for part in missing)
        print(f"The browser tests need {names}: {_how_to_get(missing)}", file=sys.stderr)
        return 2
    return 0


def _has_chinese_font() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True  # part of the system
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def _driver_starts() -> bool:
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _playwright_browsers() -> list[str]:
    """Browsers that `playwright install` has put into its cache; newest first."""
    caches = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    names = ("chromium_headless_shell-*/chrome-*/*headless*shell", "chromium-*/chrome-*/chrome")
    return [str(path) for name in names for cache in caches for path in sorted(cache.glob(name), reverse=True)]


def _is_debian() -> bool:
    return shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def _install_on_debian(missing: list[Part]) -> None:
    """Install by apt-get. Ubuntu has Chromium as a snap only, which no container runs: there Playwright's is taken."""
    packages = [package for part in missing for package in part.debian]
    print(f"Installing for the browser tests: {' '.join(packages)}", flush=True)
    _run(*APT, "update")
    use_playwright = BROWSER in missing and not _apt_has(*BROWSER.debian)
    if use_playwright:
        packages = [package for package in packages if package not in BROWSER.debian]
    if packages:
        _run(*APT, "install", "--no-install-recommends", *packages)
    if use_playwright:
        _run(sys.executable, "-m", "playwright", "install", "--with-deps", "--only-shell", "chromium")


def _run(*command: str) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}", file=sys.stderr)


def _apt_has(package: str) -> bool:
    policy = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=False).stdout
    candidate = next((line.split()[1] for line in policy.splitlines() if "Candidate:" in line), "(none)")
    return candidate != "(none)" and "snap" not in candidate


def _how_to_get(missing: list[Part]) -> str:
    if _is_debian():
        return "as root, apt-get install " + " ".join(package for part in missing for package in part.debian)
    return "install what is missing from your system's packages, then run 'make test' again"


if __name__ == "__main__":
    sys.exit(main())
