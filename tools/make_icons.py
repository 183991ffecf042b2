"""Makes the icons that are not SVG from static/favicon.svg, as Chromium draws it: `make icons`, after a change of that file."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser_setup import find_browser
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

STATIC = Path(__file__).parent.parent / "static"
DRAWING = STATIC / "favicon.svg"
FAVICON_SIZES = (16, 32, 48)
TOUCH_SIZE = 180
INSTALLED_SIZES = (192, 512)
PAGE = (
    "<style>html,body{{margin:0;background:{ground}}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}"
)


def draw_icon(browser: Browser, size: int, ground: str = "transparent") -> Image.Image:
    """Return the site's drawing as a square picture; a telephone rounds the corners itself, so its ground is filled."""
    with browser.new_context(viewport={"width": size, "height": size}) as context:
        page = context.new_page()
        page.set_content(PAGE.format(size=size, ground=ground, svg=DRAWING.read_text(encoding="utf-8")))
        return Image.open(BytesIO(page.screenshot(omit_background=True))).convert("RGBA")


def make_icons(browser: Browser) -> dict[str, bytes]:
    """Return file name → bytes for the icons in static/root/."""
    pictures = [draw_icon(browser, size) for size in FAVICON_SIZES]
    favicon, touch = BytesIO(), BytesIO()
    pictures[-1].save(favicon, "ICO", sizes=[(size, size) for size in FAVICON_SIZES], append_images=pictures[:-1])
    ground = draw_icon(browser, TOUCH_SIZE).getpixel((TOUCH_SIZE // 2, 2))
    filled = draw_icon(browser, TOUCH_SIZE, "rgb({},{},{})".format(*ground)).convert("RGB")
    filled.quantize(64).save(touch, "PNG", optimize=True)
    icons = {"favicon.ico": favicon.getvalue(), "apple-touch-icon.png": touch.getvalue()}
    for size in INSTALLED_SIZES:
        icon = BytesIO()
        draw_icon(browser, size).quantize(64).save(icon, "PNG", optimize=True)
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
        for name, content in make_icons(browser).items():
            path = STATIC / "root" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            print(f"Wrote static/root/{name}, {len(content)} bytes")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
