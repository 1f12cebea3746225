"""The site's own words in the directory's language: the message catalogue, and words for days, times and numbers.

English is in the code and in the templates. A translation is `locale/<language>/LC_MESSAGES/ourtables.po`, which is
read as it is: nothing is compiled.
"""

from __future__ import annotations

import gettext
from collections.abc import Container, Iterable
from datetime import date, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal

from ourtables.core import po_files, pseudo_languages
from ourtables.core.po_files import FOLDER, PoFile, path_of
from ourtables.core.spoken import Behind
from ourtables.core.translation_faults import Written, faults

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


def N_(message: str) -> str:
    """Mark a message for the catalogue that is translated later, where it is shown."""
    return message


# Languages that people here use and Unicode's tables have no name for.
_LANGUAGES = {
    "ase": N_("American Sign Language"),
    "bfi": N_("British Sign Language"),
    "isg": N_("Irish Sign Language"),
    "sgn": N_("Sign language"),
    "rmc": N_("Romani"),
    "rme": N_("Angloromani"),
    "sth": N_("Shelta"),
    "sco-ulster": N_("Ulster Scots"),
}


def load(
    language: str,
    folder: Path = FOLDER,
    behind: gettext.NullTranslations | None = None,
    without: Container[str] = (),
    own: Path | None = None,
) -> gettext.NullTranslations:
    """Load the messages of a language: a directory's own words, then the region's, then the language's.

    Args:
        language: The language, such as `cy` or `en-GB`.
        folder: Where catalogues are.
        behind: What says the messages that it has no words for; else the English of the code does.
        without: Messages that it is to have no words for.
        own: The directory's own catalogue of the language, which need not be there. Translations with a fault in
            them are left out of it.

    Raises:
        ValueError: A catalogue can't be read.
    """
    if pseudo := pseudo_languages.messages_of(language):
        return pseudo
    english = names(language)[-1] == "en"
    found = behind or (gettext.NullTranslations() if english else Behind(gettext.NullTranslations(), "en"))
    for path, file in reversed(files(language, folder, own).items()):
        messages = _compiled(file.messages, without, tested=path != own)
        messages.add_fallback(found)
        found = messages
    return found


def files(language: str, folder: Path = FOLDER, own: Path | None = None) -> dict[Path, PoFile]:
    """Return the catalogues that say a language, the finest first: behind a signed one only those signed too.

    Args:
        language: The language.
        folder: Where catalogues are.
        own: The directory's own catalogue of it, which need not be there.

    Raises:
        ValueError: A catalogue can't be read.
    """
    found: dict[Path, PoFile] = {}
    is_signed = False
    for path in (own, *(path_of(name, folder) for name in names(language))):
        if path is not None and path.is_file():
            file = po_files.read(path)
            if file.signed_by or not is_signed:
                found[path] = file
            is_signed = is_signed or bool(file.signed_by)
    return found


def signed_by(language: str, folder: Path = FOLDER, own: Path | None = None) -> str:
    """Return who speaks a language and signed its catalogue, with the day; an empty text when nobody did.

    Args:
        language: The language.
        folder: Where catalogues are.
        own: The directory's own catalogue of it, which need not be there.
    """
    return next(filter(None, (file.signed_by for file in files(language, folder, own).values())), "")


def messages_of(files: Container[str]) -> frozenset[str]:
    """Return the messages that some files of the code have.

    Args:
        files: Their paths in the repository.
    """
    template = po_files.template()
    return frozenset(po_files.first(one) for one in template if any(name in files for name, _ in one.locations))


# Each page asks for the direction and the name of each of the site's languages.
@lru_cache(1024)
def direction(language: str) -> str:
    """The direction a language is written in: `ltr` or `rtl`."""
    parts = language.replace("_", "-").split("-")
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    if script is None:
        likely = get_global("likely_subtags")
        script = next((likely[name].split("_")[1] for name in names(language) if name in likely), "Latn")
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


@lru_cache(1024)
def own_name(language: str) -> str:
    """The name of a language as its speakers write it: "Cymraeg" for `cy`; the code of one that has no name here."""
    locale = _locale(language)
    own = locale.get_language_name(locale) if names(language)[-1] == locale.language else None
    return own[:1].upper() + own[1:] if own else language


class Catalogue:
    """The words of one language: messages, and how it writes days, times, languages and numbers.

    Attributes:
        tag: The language, such as `en-GB`.
        messages: Its message catalogue.
        comma: What stands between the parts of a list: ", ", or in Urdu "، ".
        stop: What ends a sentence: ".", or in Urdu "۔".
    """

    def __init__(self, language: str, messages: gettext.NullTranslations | None = None) -> None:
        self.tag = language
        self.messages = messages or load(language)
        self.locale = _locale(language)
        self.comma: str = self.locale.list_patterns["standard"]["start"].replace("{0}", "").replace("{1}", "")
        # Translators: what ends a sentence.
        self.stop = self.messages.gettext(".")
        # One page of a large directory shows the same few days again and again.
        self.day = lru_cache(4096)(self._day)
        self.short_day = lru_cache(1024)(self._short_day)
        self.month = lru_cache(1024)(self._month)
        self.clock = lru_cache(1024)(self._clock)
        self.language = lru_cache(1024)(self._language)
        self.number = lru_cache(4096)(self._number)
        self._weekdays = get_day_names("wide", locale=self.locale)
        self._pairs: str = self.locale.list_patterns["standard"]["2"]

    def say(self, message: str, **values: object) -> str:
        """Return a message with its gaps filled."""
        return self.messages.gettext(message) % values

    def _day(self, value: date) -> str:
        """A day in full: "5 October 2026"."""
        return format_date(value, "long", self.locale)

    def _month(self, value: date) -> str:
        """A month and its year: "October 2026"."""
        return format_skeleton("yMMMM", value, locale=self.locale)

    def _short_day(self, value: date) -> str:
        """A day soon to come, with its weekday: "Tue 24 Nov"."""
        # Translators: a near day in Unicode's letters, put in your language's order: "EEE d MMM" is Tue 24 Nov.
        return format_date(value, self.messages.pgettext("pattern of a near day", "EEE d MMM"), self.locale)

    def _clock(self, value: time) -> str:
        """A time of day: "7 pm", "6.30 pm", "12 noon", "midnight"."""
        if value == time(12):
            return self.messages.gettext("12 noon")
        if value == time(0):
            return self.messages.gettext("midnight")
        # Translators: a time in Unicode's letters, without and with minutes: "h a" is 7 pm, "HH:mm" is 19:00.
        if value.minute == 0:
            pattern = self.messages.pgettext("pattern of a full hour", "h a")
        else:
            pattern = self.messages.pgettext("pattern of hour and minutes", "h.mm a")
        return format_time(value, pattern, locale=self.locale)

    def weekday(self, number: int) -> str:
        """The name of a weekday; Monday is 0."""
        return str(self._weekdays[number])

    def _language(self, tag: str) -> str:
        """The name of a language: "Welsh" for `cy`; a tag nobody has named is shown as it is."""
        for name in names(tag):
            known = self.locale.languages.get(name)
            if known:
                return str(known)
            if name.replace("_", "-").lower() in _LANGUAGES:
                return self.messages.gettext(_LANGUAGES[name.replace("_", "-").lower()])
        return tag

    def listed(self, items: Iterable[str]) -> str:
        """Several words as one phrase: "Tuesday and Thursday"; by commas where the "and" depends on what follows it."""
        # Unicode has "a(c)" in Welsh.
        if "(" in self._pairs:
            return self.comma.join(items)
        words = [*items]
        # Most lists are short, and Babel looks for the language's patterns each time.
        return self._pairs.format(*words) if len(words) == 2 else format_list(words, locale=self.locale)

    def _number(self, value: int | float) -> str:
        """A number with its separators: "1,024"."""
        return format_decimal(value, locale=self.locale)


def names(language: str) -> list[str]:
    """`cy-GB` as the names of its catalogues and locales, finest first: `cy_GB`, `cy`."""
    parts = language.replace("-", "_").split("_")
    return ["_".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _locale(language: str) -> Locale:
    for name in names(language):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")


def is_usable(message: Message, *, tested: bool = False) -> bool:
    """Return whether each form of a message is translated, without a fault that would break a page.

    Args:
        message: A message of a catalogue.
        tested: Whether our tests have looked for faults already.
    """
    said = po_files.texts(message.string or "")
    source = po_files.texts(message.id)[-1]
    return all(said) and (tested or not any(any(faults(source, one, Written.MESSAGE)) for one in said))


def _compiled(messages: Catalog, without: Container[str], *, tested: bool) -> gettext.GNUTranslations:
    """The messages as gettext reads them, without those that are marked as unsure."""
    for message in list(po_files.messages_of(messages)):
        if po_files.first(message) in without or not is_usable(message, tested=tested):
            messages.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
