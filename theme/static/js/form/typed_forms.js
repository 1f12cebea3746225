// A text as it reads once the ways to type around a check are undone (plugins/ourtables/listing/checking/typed_forms.py).

const HTML_CODE = /&(?:#0*([0-9]{1,7});?|#[xX]0*([0-9A-Fa-f]{1,6});?|([A-Za-z]{2,28}[0-9]{0,2};|[A-Za-z]{2,31}(?=[0-9])))/gu;
const SPELT_AT = /[ ]{0,9}(?:[(\[{<][ ]{0,9}at[ ]{0,9}[)\]}>]|@|[ ]at[ ](?=[a-z0-9-]+[ ](?:dot|[.])[ ]))[ ]{0,9}/giu;
const SPELT_DOT = /[ ]{0,9}(?:[(\[{<][ ]{0,9}dot[ ]{0,9}[)\]}>]|[ ]dot[ ](?=[a-z]))[ ]{0,9}/giu;
// What NFKC leaves or loses: an A in a circle or a box that is read as @, numerals in black circles and of Chinese, letters
// without a shape, and letters of Cyrillic and Greek that look like Latin ones.
const DRAWN = new Map([
  ...[..."ⓐⒶ🅐🅰🄰"].map((sign) => [sign, "@"]),
  ...[0x2776, 0x2780, 0x278a, 0x24f5].flatMap((first) => [..."123456789"].map((digit, at) => [String.fromCodePoint(first + at), digit])),
  ...[..."〇一二三四五六七八九⓿🄋🄌"].map((sign, place) => [sign, "0123456789000"[place]]),
  ...[..."\u115f\u1160\u3164\uffa0\u2800"].map((blank) => [blank, " "]),
  ...[..."аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅοΟ"].map((letter, place) => [letter, "aeopcyxijsdhABEKMHOPCTYXIJSoO"[place]]),
]);
// A tag, or a remark: neither is seen on a page. An address in angle brackets is no tag.
const HTML_TAG = /<\/?[A-Za-z][A-Za-z0-9]*(?:[ \t][^<>@0-9\n]{0,200})?\/?>|<!--[^<>\n]{0,200}-->/g;
// What may part the second half of a postcode from its first; “E1, 2nd floor” is none.
const BEFORE_HALF = /([0-9A-Za-z])[^0-9A-Za-z]{1,4}(?=([0-9][A-Za-z]{2})(?![0-9A-Za-z]))/gu;
const ONE_BY_ONE = /(^|[^0-9A-Za-z])((?:[0-9A-Za-z] ){4,7}[0-9A-Za-z])(?![0-9A-Za-z])/g;
// However a mailbox is spelt out, over small letters. Too wide for anything but a warning.
const AT_SPELT = /[^0-9a-z\n]{1,4}(?:at(?:[ -]?s(?:ign|ymbol))?|a t|ät|arobase)[^0-9a-z\n]{1,4}|[ ]?[([{<|"'*][ ]?a[ ]?[)\]}>|"'*][ ]?|[\s"'()[\]{}<>*|]{0,4}@+[\s"'()[\]{}<>*|]{0,4}/gu;
const DOT_SPELT = /[^0-9a-z\n]{1,4}(?:dot|d o t|point|period|full[ -]?stop|punkt)[^0-9a-z\n]{1,4}|[ ]?[.]+[ ]?(?=[0-9a-z])/gu;
const END_SPELT = /(@[a-z0-9-]+)(?:[ ,;]{1,3}(com|net|org|uk)(?![0-9a-z])|(?![0-9a-z.-]))/g;

const decoded = (named) => (all, decimal, hex, name) => {
  if (name) return new Map(Object.entries(named)).get(name.replace(";", "")) ?? " ";
  const number = decimal ? Number(decimal) : Number.parseInt(hex, 16);
  if (number < 32) return " ";
  return number < 0x110000 && !(number >= 0xd800 && number < 0xe000) ? String.fromCodePoint(number) : all;
};

// Digits of every alphabet stand in tens.
const digitOf = (letter) => {
  let zero = letter.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && letter.codePointAt(0) - zero < 9) zero -= 1;
  return String(letter.codePointAt(0) - zero);
};

const PLAIN_SIGNS = [[/\p{Nd}/u, digitOf], [/[·•‧∙⋅。]/u, () => "."], [/[\p{Cf}\p{Mn}\p{Me}]/u, () => ""], [/[\p{Pd}\u2212]/u, () => "-"], [/\p{Zs}/u, () => " "], [/[⁄∕]/u, () => "/"]];
const signOf = (letter) => (PLAIN_SIGNS.find(([pattern]) => pattern.test(letter))?.[1] ?? String)(letter);

export const plainSigns = (text, named) => text.replace(HTML_CODE, decoded(named)).replace(/[^\0-\x7f]/gu, (letter) => DRAWN.get(letter) ?? letter).normalize("NFKC").replace(/[^\0-\x7f]/gu, signOf);
// Without marks of Markdown, which a page shows none of.
export const unmarked = (text) => text.replace(/\*+|`+|~~|\\(?=[^0-9A-Za-z\s])/gu, "");
export const mailboxesSpelt = (text) => text.replace(SPELT_AT, "@").replace(SPELT_DOT, (said, at, whole) => (/^ *dot *$/i.test(said) && !/[a-z]/i.test(whole.charAt(at - 1)) ? said : "."));
export const unescapedSigns = (text) => text.replace(/%[2-7][0-9A-Fa-f]/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
export const withoutTags = (text) => text.replace(HTML_TAG, "");
// Whatever could be meant as a mailbox is one, in small letters.
export const mailboxesMeant = (text) =>
  withoutTags(unescapedSigns(text)).toLowerCase().replace(/google mail/g, "googlemail").replace(AT_SPELT, "@").replace(DOT_SPELT, ".").replace(END_SPELT, (all, address, end = "com") => `${address}.${end}`);
// One space for each run of spaces, and for the signs within a word or a postcode.
export const oneSpaced = (text) =>
  withoutTags(text)
    .replace(ONE_BY_ONE, (all, before, letters) => before + letters.replace(/ /g, ""))
    .replace(BEFORE_HALF, (all, before, half) => (/^(?:1st|2nd|3rd|[04-9]th)$/i.test(half) ? all : `${before} `))
    .replace(/([0-9A-Za-z])[.\-/*_~](?=[0-9A-Za-z])/g, "$1 ")
    .replace(/ +/g, " ");
