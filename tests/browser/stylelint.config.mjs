// What the theme's style sheets may use: what every browser of theme/.browserslistrc knows, or stands behind @supports.

// Newer features that are let through, each with what a browser gets that doesn't know it.
const FALLBACKS = {
  "css-color-adjust": "form controls without their colours on paper",
  "css-content-visibility": "folded parts, which the script of each page opens before it prints",
  "css-focus-visible": "the browser's own ring around what has the focus",
  "css-has": "a plain frame, a plain link, and a folded filter that shows its ticks only among the filters that are on",
  "css-logical-props": "shorthands of two sides, which stand for room to scroll only",
  "css-media-scripting": "what needs a script once the script has run, though things move then",
  "css-not-sel-list": "nothing: the rules name one thing in each :not, and the tool counts the brackets",
  "css-paged-media": "the browser's own margins on paper",
  "css-resize": "fields of a fixed size",
  "css-scroll-behavior": "nothing: this only takes movement away",
  "css-selection": "the browser's own colour of what is marked",
  "css-widows-orphans": "lines that stand alone on a sheet",
  "extended-system-fonts": "the browser's own typewriter font",
  "flexbox-gap": "margins instead of gaps (75-older.css)",
  "text-size-adjust": "the browser's own size of text on a phone turned on its side",
  "viewport-unit-variants": "the height of the window as older browsers count it, named just before",
};

export default {
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: {
    // The plugin counts these as known in part: Chrome before 88 drops a rule with :is, and before 87 a side's shorthand.
    "selector-pseudo-class-disallowed-list": ["is", "where"],
    "property-disallowed-list": ["/^inset/", "/^(margin|padding)-(block|inline)$/"],
    "unit-disallowed-list": ["lh"],
    "plugin/no-unsupported-browser-features": [true, { severity: "error", ignorePartialSupport: true, ignore: Object.keys(FALLBACKS) }],
  },
};
