"""The keepers' words in further languages: `content/languages/<tag>/`, in the same files and under the same keys.

A translation has words only. What it leaves out is shown in the main language, as a `Spoken`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from ourtables.core.spoken import spoken
from ourtables.settings.settings import Settings
from ourtables.settings.vocabulary import Term, Vocabulary

T = TypeVar("T")
# The settings that are words, and those of the sections beneath them.
SETTINGS = ("title", "motto", "lede", "description")
ANSWERS = ("led_by_note", "host", "funding_note", "domain_held_by", "takes_over")
# What is words in a term of a vocabulary.
TERM = ("label", "definition", "sentence")
EXTRA = ("part",)


def translated(record: T, names: Iterable[str], words: Mapping[str, str | None], language: str) -> T:
    """Return a record with some of its texts in other words.

    Args:
        record: A dataclass.
        names: The names of its texts.
        words: The other words, by those names.
        language: The language of the record, which a text without other words is marked with.
    """
    texts: dict[str, Any] = {}
    for name in names:
        before = getattr(record, name)
        texts[name] = words.get(name) or (spoken(before, language) if before else before)
    made: T = replace(record, **texts)  # type: ignore[type-var]
    return made


@dataclass(frozen=True, slots=True)
class TermWords:
    """The words of one term in a further language; `extra` holds what only some vocabularies have."""

    texts: Mapping[str, str]
    synonyms: tuple[str, ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What the term is called in this language: its label and its synonyms."""
        label = self.texts.get("label")
        return (label, *self.synonyms) if label else self.synonyms


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page or a line of help in a further language.

    `texts` are its single words, `lists` those of its lists, in the order of the main language's, and `body` is
    Markdown, empty when it isn't translated.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """The keepers' words in one further language.

    Attributes:
        settings: Those of `directory.yml`, by name.
        answers: The directory's own answers, by name.
        questions: What the criteria leave to the keepers: each question and its answer, as far as they are translated.
        terms: Those of each vocabulary, by key.
        pages: Pages by the name of their file.
        help: Lines of help by the name of their file.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[tuple[str, str | None], ...] = ()
    terms: Mapping[str, Mapping[str, TermWords]] = field(default_factory=dict)
    pages: Mapping[str, PageWords] = field(default_factory=dict)
    help: Mapping[str, PageWords] = field(default_factory=dict)

    def settings_in(self, language: str, main: Settings) -> Settings:
        """Return the settings with these words; those that are missing say that they are in the main language."""
        questions = []
        for number, one in enumerate(main.decided.questions):
            question, answer = self.questions[number] if number < len(self.questions) else ("", None)
            words = {"question": question, "answer": answer if one.answer else None}
            questions.append(translated(one, ("question", "answer"), words, main.language))
        return replace(
            translated(main, SETTINGS, self.settings, main.language),
            language=language,
            sources=tuple(spoken(line, main.language) for line in main.sources),
            answers=translated(main.answers, ANSWERS, self.answers, main.language),
            decided=replace(main.decided, questions=tuple(questions)),
        )

    def vocabularies_in(
        self, main: Mapping[str, Vocabulary], language: str, kept: Iterable[str] = ()
    ) -> dict[str, Vocabulary]:
        """Return the vocabularies with these words.

        Args:
            main: The vocabularies in the main language.
            language: The main language, which missing words are marked with.
            kept: The names of vocabularies that stay in the main language.
        """
        return {
            name: Vocabulary(name, list(_terms(terms, {} if name in kept else self.terms.get(name, {}), language)))
            for name, terms in main.items()
        }


def _terms(terms: Vocabulary, words: Mapping[str, TermWords], language: str) -> Iterator[Term]:
    """Yield each term in its new words. It is still found by its words in the main language."""
    for term in terms:
        new = words.get(term.key, TermWords({}))
        extra = {
            name: new.extra.get(name) or spoken(term.extra[name], language) for name in EXTRA if name in term.extra
        }
        before = (term.label,) if new.texts.get("label") not in (None, term.label) else ()
        yield replace(
            translated(term, TERM, new.texts, language),
            synonyms=tuple(dict.fromkeys((*new.synonyms, *before, *term.synonyms))),
            sentences={key: new.sentences.get(key) or spoken(text, language) for key, text in term.sentences.items()},
            extra={**term.extra, **extra} if extra else term.extra,
        )
