"""What axe finds on an open page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# axe keeps the six numbers of each colour, of which it makes many for each element, in WeakMaps in place of private fields:
# a third of its time on a long page. Here they stand on the object itself.
ON_THE_OBJECT = """
class {
    key = Symbol();
    has(object) { return Object.hasOwn(object, this.key); }
    get(object) { return object[this.key]; }
    set(object, value) { object[this.key] = value; return this; }
    delete(object) { return delete object[this.key]; }
}
"""
# A page has few colours, and axe parses them again for every element: a third of its time.
COLOURS = """
(() => {
    const { Color } = axe.commons.color, parse = Color.prototype.parseString, parsed = new Map();
    Color.prototype.parseString = function (text) {
        if (!parsed.has(text)) parsed.set(text, parse.call(new Color(0, 0, 0), text));
        const { r, g, b, alpha } = parsed.get(text);
        return Object.assign(this, { r, g, b, alpha });
    };
})();
"""
# Contrast is that of a text's look on the looks of all that lies below it: of texts that are alike in both, axe measures one.
LOOKS = """
(() => {
    const check = axe._audit.checks["color-contrast"], { evaluate } = check, { getTextElementStack } = axe.commons.dom;
    let looks, passed;
    window.forgetLooks = () => { looks = new Map(); passed = new Set(); };
    function look(element) {
        if (!looks.has(element)) {
            const seen = getComputedStyle(element);
            looks.set(element, [seen.color, seen.backgroundColor, seen.backgroundImage, seen.opacity, seen.fontSize,
                seen.fontWeight, seen.mixBlendMode, seen.textShadow, seen.filter].join());
        }
        return looks.get(element);
    }
    check.evaluate = function (node, ...rest) {
        const alike = [[node], ...getTextElementStack(node)].map((stack) => stack.map(look).join(";")).join("|");
        if (passed.has(alike)) return true;
        const result = evaluate.call(this, node, ...rest);
        if (result === true) passed.add(alike);
        return result;
    };
})();
"""
# axe's rules on colours. The dark theme changes nothing else, so that the others hold by night if they do by day.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
SCRIPT = f"((WeakMap) => {{{AXE_SCRIPT}\n}})({ON_THE_OBJECT});{COLOURS}{LOOKS}"


def check(page: Page, **options: Any) -> None:
    """Fail with axe's report if it finds a violation; the page's context has `bypass_csp`.

    Without options every rule is asked that is asked by default. May be called again, for example after a change of colours.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    # Describing every rule that passes would take three times as long.
    results = AxeResults(
        page.evaluate("options => { forgetLooks(); return axe.run(options); }", {"reporter": "no-passes", **options})
    )
    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"


def check_by_day_and_night(page: Page) -> None:
    """Fail if axe finds a violation in light colours, or in dark ones, where only its rules on colours are asked."""
    # Colours change at once, or axe would see those on the way.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    check(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    check(page, runOnly=OF_COLOURS)
