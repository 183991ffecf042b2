"""Makes the icons that are not SVG from favicon.svg, as Chromium draws it, for the generator and for this site: `make icons`, after a change of such a file."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser_setup import find_browser
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "static", ROOT / "content/static")
FAVICON_SIZES = (16, 32, 48)
TOUCH_SIZE = 180
INSTALLED_SIZES = (192, 512)
PAGE = (
    "<style>html,body{{margin:0;background:{ground}}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}"
)


def draw_icon(browser: Browser, folder: Path, size: int, ground: str = "transparent") -> Image.Image:
    """Return the favicon of a folder as a square picture; a telephone rounds the corners itself, so its ground is filled."""
    with browser.new_context(viewport={"width": size, "height": size}) as context:
        page = context.new_page()
        page.set_content(
            PAGE.format(size=size, ground=ground, svg=(folder / "favicon.svg").read_text(encoding="utf-8"))
        )
        return Image.open(BytesIO(page.screenshot(omit_background=True))).convert("RGBA")


def make_icons(browser: Browser, folder: Path) -> dict[str, bytes]:
    """Return file name → bytes for the icons in root/ of a folder."""
    pictures = [draw_icon(browser, folder, size) for size in FAVICON_SIZES]
    favicon, touch = BytesIO(), BytesIO()
    pictures[-1].save(favicon, "ICO", sizes=[(size, size) for size in FAVICON_SIZES], append_images=pictures[:-1])
    ground = draw_icon(browser, folder, TOUCH_SIZE).getpixel((TOUCH_SIZE // 2, 2))
    filled = draw_icon(browser, folder, TOUCH_SIZE, "rgb({},{},{})".format(*ground)).convert("RGB")
    filled.quantize(64).save(touch, "PNG", optimize=True)
    icons = {"favicon.ico": favicon.getvalue(), "apple-touch-icon.png": touch.getvalue()}
    for size in INSTALLED_SIZES:
        icon = BytesIO()
        draw_icon(browser, folder, size).quantize(64).save(icon, "PNG", optimize=True)
        icons[f"icon-{size}.png"] = icon.getvalue()
    return icons


def main() -> int:
    """Write the icons anew."""
    program = find_browser()
    if program is None:
        print("This needs Chromium: 'make test' installs it or says how to get it", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
        for folder in FOLDERS:
            for name, content in make_icons(browser, folder).items():
                path = folder / "root" / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
                print(f"Wrote {path.relative_to(ROOT)}, {len(content)} bytes")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
