// Before anything is shown: the light and the size of text that the reader has chosen on this site. settings.js tells of a choice.
{
  const root = document.documentElement;

  const setting = (name) => {
    try {
      return localStorage.getItem(`reading.${name}`) ?? "";
    } catch {
      // The reader's browser keeps nothing.
      return "";
    }
  };

  // The style sheet has the dark colours in a rule for those who prefer dark: a choice makes it hold always, or never.
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .flatMap((rule) => rule instanceof CSSLayerBlockRule ? [...rule.cssRules] : [rule])
    .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText.includes("dark"))
    .map((rule) => ({ media: /** @type {CSSMediaRule} */ (rule).media, text: /** @type {CSSMediaRule} */ (rule).media.mediaText }));

  const apply = () => {
    const theme = setting("theme");
    root.style.colorScheme = theme;
    root.style.setProperty("--size", setting("size"));
    for (const { media, text } of rules) {
      media.mediaText = theme ? { light: "not all", dark: "screen" }[theme] : text;
    }
  };

  root.classList.add("scripted");
  document.addEventListener("settings", apply);
  // A page that a reader goes back to is as it was left.
  addEventListener("pageshow", apply);
  apply();
}
