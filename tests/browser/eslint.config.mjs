// What the theme's scripts may use: what every browser of theme/.browserslistrc knows.

import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";

export default [
  esx.configs["flat/restrict-to-es2020"],
  {
    plugins: { compat, "es-x": esx },
    languageOptions: { ecmaVersion: "latest", sourceType: "module" },
    // What is listed here is asked for before it is used.
    settings: { "es-x": { aggressive: true }, polyfills: ["DecompressionStream", "Intl.DisplayNames"] },
    rules: {
      "compat/compat": "error",
      // Older than ES2021, but Safari had them only in 14.1 and 16.4.
      "es-x/no-export-ns-from": "error",
      "es-x/no-regexp-lookbehind-assertions": "error",
      // Newer than ES2020, but every browser of the list has them.
      "es-x/no-class-instance-fields": "off",
      // The plugin for interfaces doesn't know these: Safari 16, Chrome 103.
      "no-restricted-properties": ["error", { object: "AbortSignal", property: "timeout" }, { object: "AbortSignal", property: "any" }],
    },
  },
];
