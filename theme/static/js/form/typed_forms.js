// A text as it reads once the ways to type around a check are undone (plugins/ourtables/listing/checking/typed_forms.py).

const HTML_CODE = /&(?:#([0-9]{1,6})|#[xX]([0-9A-Fa-f]{1,5})|([a-z]{2,6}));/gu;
const SPELT_AT = /[ ]*(?:[(\[{<][ ]*at[ ]*[)\]}>]|@|[ ]at[ ](?=[a-z0-9-]+[ ](?:dot|[.])[ ]))[ ]*/giu;
const SPELT_DOT = /[ ]*(?:[(\[{<][ ]*dot[ ]*[)\]}>]|[ ]dot[ ](?=[a-z]))[ ]*/giu;
const DIGIT_RUN = /(?:^|[^0-9A-Za-z])([0-9](?:(?:[ .\-/()*_~|;=+'"“”‘’<>`\\\t]|,(?=[0-9])){0,5}[0-9])+)(?![0-9A-Za-z])/gu;

const decoded = (named) => (all, decimal, hex, name) => {
  if (name) return new Map(Object.entries(named)).get(name) ?? all;
  const number = decimal ? Number(decimal) : Number.parseInt(hex, 16);
  return number >= 32 && number < 0x110000 && !(number >= 0xd800 && number < 0xe000) ? String.fromCodePoint(number) : all;
};

// Digits of every alphabet stand in tens.
const digitOf = (letter) => {
  let zero = letter.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && letter.codePointAt(0) - zero < 9) zero -= 1;
  return String(letter.codePointAt(0) - zero);
};

const PLAIN_SIGNS = [[/\p{Nd}/u, digitOf], [/[·•‧∙⋅。]/u, () => "."], [/[\p{Cf}\p{Mn}\p{Me}]/u, () => ""], [/[\p{Pd}\u2212]/u, () => "-"], [/\p{Zs}/u, () => " "], [/[⁄∕]/u, () => "/"]];
const signOf = (letter) => (PLAIN_SIGNS.find(([pattern]) => pattern.test(letter))?.[1] ?? String)(letter);

export const plainSigns = (text, named) => text.replace(HTML_CODE, decoded(named)).normalize("NFKC").replace(/[^\0-\x7f]/gu, signOf);
// Without marks of Markdown, which a page shows none of.
export const unmarked = (text) => text.replace(/\*+|`+|~~|\\(?=[^0-9A-Za-z\s])/gu, "");
export const mailboxesSpelt = (text) => text.replace(SPELT_AT, "@").replace(SPELT_DOT, (said, at, whole) => (/^ *dot *$/i.test(said) && !/[a-z]/i.test(whole.charAt(at - 1)) ? said : "."));
export const oneSpaced = (text) => text.replace(/([0-9A-Za-z])(?:[.\-/*_~])(?=[0-9A-Za-z])/g, "$1 ").replace(/ +/g, " ");

// Every number of 7 to 15 digits in each run of digits that begins and ends with a group.
export const numbersIn = (text) =>
  [...text.split("(0)").join("").matchAll(DIGIT_RUN)].map(([, run]) => {
    const groups = run.match(/[0-9]+/g);
    return groups.flatMap((_, first) => {
      const found = [];
      let number = "";
      for (const group of groups.slice(first, first + 15)) {
        number += group;
        if (number.length > 15) break;
        if (number.length >= 7) found.push(number);
      }
      return found;
    });
  });
