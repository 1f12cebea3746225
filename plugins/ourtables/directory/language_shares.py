"""How much of each further language is translated, whether it is published, and how much a directory asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ourtables.core import po_files
from ourtables.core.problems import Problem, Reporter
from ourtables.core.translation_faults import Written, faults
from ourtables.settings import catalogues, translation_files
from ourtables.settings.settings import FILE, Settings
from ourtables.settings.translation_files import HELP, PAGES
from ourtables.settings.translations import ANSWERS, SETTINGS, TERM, PageWords, Translation
from ourtables.settings.vocabulary import Vocabulary

# Names of places, which most languages write as the country does.
_NAMES = frozenset({"areas", "area_aliases"})


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """How much of one language there is.

    Attributes:
        language: The language.
        parts: What is counted, each with how many of it are translated and how many there are.
    """

    language: str
    parts: Mapping[str, tuple[int, int]]

    @property
    def percent(self) -> int:
        """How much of everything is translated, in whole percent, rounded down."""
        done, all_ = (sum(counts) for counts in zip(*self.parts.values(), strict=True))
        return 100 * done // all_ if all_ else 100

    @property
    def told(self) -> str:
        """The counts as words: "1,030 of 1,041 messages, 40 of 212 words …"."""
        return ", ".join(f"{done:,} of {all_:,} {what}" for what, (done, all_) in self.parts.items())


def is_checked(language: str, settings: Settings) -> bool:
    """Return whether a speaker signed the words of a language, here or for all; English needs no one to."""
    return language.split("-")[0] == "en" or bool(catalogues.signed_by(settings, language))


def is_published(language: str, settings: Settings) -> bool:
    """Return whether a further language is published: a speaker signed it, or the directory takes it unsigned."""
    return is_checked(language, settings) or settings.unchecked_languages


def counted(content: Path, settings: Settings, vocabularies: Mapping[str, Vocabulary]) -> Iterator[LanguageShare]:
    """Count what of each further language is translated.

    Args:
        content: The directory's own folder.
        settings: Its settings, in the main language.
        vocabularies: Its words, in the main language.

    Raises:
        ContentError: A translation can't be used.
    """
    for language, words in translation_files.load(content, settings, vocabularies).items():
        pages, lines = (_pages(content / name, found) for name, found in ((PAGES, words.pages), (HELP, words.help)))
        parts = {
            "messages": _share(_messages(language, settings)),
            "words": _share(_words(vocabularies, words)),
            "settings": _share(_settings(settings, words)),
            "pages": _share(pages),
            "lines of help": _share(lines),
        }
        yield LanguageShare(language, {what: counts for what, counts in parts.items() if counts[1]})


def notes(content: Path, settings: Settings, vocabularies: Mapping[str, Vocabulary]) -> list[Problem]:
    """Say of each further language how much of it is missing, and when it isn't published."""
    report = Reporter(str(content / FILE))
    for language in settings.languages:
        report.problems += _own_catalogue(language, settings)
    for one in counted(content, settings, vocabularies):
        if not is_published(one.language, settings):
            what = f"“{one.language}” isn't published: nobody who speaks it has signed its words."
            hint = (
                "Find a speaker who reads and signs them, or write “unchecked_languages: yes”: then each page says so."
            )
            report("keeper-note", field="languages", what=what, hint=hint)
        if one.percent < 100:
            what = f"“{one.language}” is translated to {one.percent} in 100: {one.told}."
            hint = "The rest is shown in the main language; docs/languages.md says where its words go."
            report("keeper-note", field="languages", what=what, hint=hint)
    return report.problems


def _own_catalogue(language: str, settings: Settings) -> list[Problem]:
    """Say which translations of the directory's own catalogue have a fault, and so aren't shown."""
    path = settings.own_catalogue(language)
    report = Reporter(str(path))
    known = {(po_files.first(one), one.context) for one in po_files.template()} if path.is_file() else set()
    for message in po_files.messages_of(catalogues.read(path).messages) if known else ():
        if (po_files.first(message), message.context) not in known:
            what = f"“{po_files.first(message)}” is no message of the software."
            report("keeper-note", message.lineno or 1, what=what, hint="Take it away, or write it as it is now.")
        source = po_files.texts(message.id)[-1]
        for said in po_files.texts(message.string or ""):
            for one in faults(source, said, Written.MESSAGE):
                what = f"“{po_files.first(message)}”: {one.what}"
                report("keeper-note", message.lineno or 1, what=what, hint=f"{one.instead} Till then it isn't shown.")
    return report.problems


def below_the_floor(content: Path, settings: Settings, vocabularies: Mapping[str, Vocabulary]) -> list[Problem]:
    """Say which published languages are translated less than the directory asks for with `translated`."""
    report = Reporter(str(content / FILE))
    for one in counted(content, settings, vocabularies) if settings.translated else ():
        if is_published(one.language, settings) and one.percent < settings.translated:
            asked = f"“translated” asks for {settings.translated}"
            what = f"“{one.language}” is translated to {one.percent} in 100, and {asked}."
            hint = f"There are {one.told}. Translate more, or take the language out of “languages” for now."
            report("keeper-setting", field="translated", what=what, hint=hint)
    return report.problems


def _share(found: Iterable[bool]) -> tuple[int, int]:
    each = list(found)
    return sum(each), len(each)


def _messages(language: str, settings: Settings) -> Iterator[bool]:
    if language.split("-")[0] == "en":
        return
    files = catalogues.files(settings, language)
    for message in po_files.template():
        yield any(any(file.said(message)) and not file.is_unsure(message) for file in files)


def _words(vocabularies: Mapping[str, Vocabulary], words: Translation) -> Iterator[bool]:
    for name, terms in vocabularies.items():
        said = words.terms.get(name, {})
        for term in terms if name not in _NAMES else ():
            new = said.get(term.key)
            yield from (bool(new and new.texts.get(text)) for text in TERM if getattr(term, text))
            yield from (bool(new and new.sentences.get(answer)) for answer in term.sentences)


def _settings(settings: Settings, words: Translation) -> Iterator[bool]:
    yield from (bool(words.settings.get(name)) for name in SETTINGS if getattr(settings, name))
    yield from (bool(words.answers.get(name)) for name in ANSWERS if getattr(settings.answers, name))
    for number in range(len(settings.decided.questions)):
        yield number < len(words.questions) and bool(words.questions[number][0])


def _pages(folder: Path, found: Mapping[str, PageWords]) -> Iterator[bool]:
    for path in sorted(folder.glob("*.md")):
        words = found.get(path.name, PageWords())
        yield bool(words.body or words.texts)
