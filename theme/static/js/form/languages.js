// Languages by the names people write, as the short codes that a listing has.

// Safari before 14.1 and Firefox before 86 can't name a language; there its code stays.
const tongue = Intl.DisplayNames && new Intl.DisplayNames([document.documentElement.lang], { type: "language", fallback: "none" });
const TAG = /^[a-z]{2,3}(-[a-z0-9]+)*$/i;

// What nobody knows is left as it is, and the checks say so.
export const languageCode = (text, languages) => languages[text.toLowerCase()] ?? text;

export const languageName = (code) => (tongue && TAG.test(code) ? tongue.of(code) : "") || code;
