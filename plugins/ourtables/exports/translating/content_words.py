"""The directory's own words as texts to translate, and the files of `content/languages/` that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from ourtables.core.translation_faults import Written
from ourtables.exports.translating.units import Unit
from ourtables.listing import formatting
from ourtables.settings import translation_files, vocabulary
from ourtables.settings.settings import FILE, TRANSLATIONS, Settings
from ourtables.settings.translation_files import HELP, LINE, LISTS, PAGE, PAGES
from ourtables.settings.translations import ANSWERS, EXTRA, SETTINGS, TERM
from ourtables.settings.vocabulary import Vocabulary

# Names of places, which most languages write as the country does.
PLACES = ("areas", "area_aliases")
BETWEEN = "; "
_BODY, _SYNONYMS, _EASY = ("words",), "synonyms", "easy"
_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n?(.*)", re.DOTALL)
_HEAD = re.compile(r"(?:(?:#.*|[ \t]*)\n)*")

_TEXTS_ONLY: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Key = tuple[str | int, ...]
Texts = dict[Key, str]


@dataclass(frozen=True)
class WordsFile:
    """One file of the directory's own words, and its translation.

    Attributes:
        name: Its path in the content folder, such as `pages/about.md`.
        main: The file in the main language.
        translated: The file in the further language, which need not be there.
    """

    name: str
    main: Path
    translated: Path

    def units(self) -> Iterator[Unit]:
        """Yield each of its texts, in the order of the main language's file."""
        if self._keeps_its_own_easy_part:
            source = {key: text for key, text in self._source.items() if key[0] != _EASY}
        else:
            source = self._source
        for key, text in source.items():
            if not text.strip():
                continue
            how = Written.MARKDOWN if key == _BODY or (key[0] == _EASY and "lines" in key) else Written.WORDS
            name = "/".join([self.name, *(str(one + 1) if isinstance(one, int) else one for one in key)])
            note = "Words that people search by, with “; ” between them: as many as you like." if _is_list(key) else ""
            whole = f"{self.name}/{_EASY}" if key[0] == _EASY else ""
            yield Unit(name, self._where, text, self._said.get(key, ""), how, text, note, whole=whole)

    @property
    def has_comments_inside(self) -> bool:
        """Whether the translated file has comments elsewhere than at its top, which a new one would lose."""
        front = self._parts(self.translated)[0]
        rest = front[len(_head_of(front)) :]
        return bool(rest and formatting.comments(f"---\n{rest}---\n"))

    def written(self, new: Mapping[str, str]) -> str:
        """Return the translated file with new translations.

        Args:
            new: Translations by the ids of their units.
        """
        said = dict(self._said)
        for unit, key in zip(self.units(), self._keys(), strict=True):
            if unit.id in new:
                said[key] = new[unit.id]
        ordered = {key: said[key] for key in (*self._source, *said) if said.get(key)}
        body = ordered.pop(_BODY, "") if self._is_page else ""
        front = _head_of(self._parts(self.translated)[0]) + _yaml(self._nested(ordered))
        if not self._is_page:
            return front
        return f"---\n{front}---\n" + (f"\n{body}\n" if body else "")

    def _keys(self) -> Iterator[Key]:
        skipped = _EASY if self._keeps_its_own_easy_part else None
        return (key for key, text in self._source.items() if text.strip() and key[0] != skipped)

    @property
    def _is_page(self) -> bool:
        return self.name.endswith(".md")

    @property
    def _where(self) -> str:
        folder, _, name = self.name.rpartition("/")
        kind = {PAGES: "page", HELP: "line of help", vocabulary.FOLDER: "words to choose from"}
        return f"{kind[folder]}: {Path(name).stem}" if folder else "settings"

    @cached_property
    def _source(self) -> Texts:
        return self._texts(self.main)

    @cached_property
    def _said(self) -> Texts:
        return self._texts(self.translated) if self.translated.is_file() else {}

    @cached_property
    def _keeps_its_own_easy_part(self) -> bool:
        """Whether the translated page has easy words that don't answer the main language's line by line."""
        mine = {key for key in self._said if key[0] == _EASY}
        return bool(mine) and mine != {key for key in self._source if key[0] == _EASY}

    def _parts(self, path: Path) -> tuple[str, str]:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n") if path.is_file() else ""
        found = _FRONT_MATTER.fullmatch(text) if self._is_page else None
        return (found[1], found[2]) if found else ("" if self._is_page else text, "")

    def _texts(self, path: Path) -> Texts:
        front, body = self._parts(path)
        data: Any = yaml.load(front, Loader=_TEXTS_ONLY) or {}  # noqa: S506
        if self.name == FILE:
            return dict(_of_settings(data))
        if not self._is_page:
            return dict(_of_terms(data))
        kind = self.name.partition("/")[0]
        found = dict(_of_page(data, kind))
        return {**found, _BODY: body.strip()} if body.strip() else found

    def _nested(self, texts: Texts) -> Any:
        """The texts as the file has them: mappings and lists, with what isn't translated left empty."""
        if self.name.startswith(f"{vocabulary.FOLDER}/"):
            terms: dict[str, dict[str, Any]] = {}
            for (key, *rest), text in texts.items():
                term = terms.setdefault(str(key), {"key": str(key)})
                _put(term, rest, text.split(BETWEEN) if rest == [_SYNONYMS] else text)
            return list(terms.values())
        found: dict[str, Any] = {}
        for whole, text in texts.items():
            _put(found, list(whole), text)
        return found


def files(content: Path, language: str, settings: Settings, vocabularies: Mapping[str, Vocabulary]) -> list[WordsFile]:
    """Return each file of the directory's own words.

    Args:
        content: The directory's own folder.
        language: The further language.
        settings: The directory's settings.
        vocabularies: Its words, in the main language.

    Raises:
        ContentError: The language's own files can't be used.
    """
    translation_files.load(content, replace(settings, languages=(settings.languages[0], language)), vocabularies)
    names = [FILE, *(f"{vocabulary.FOLDER}/{name}.yml" for name in vocabularies)]
    names += [f"{kind}/{path.name}" for kind in (PAGES, HELP) for path in sorted((content / kind).glob("*.md"))]
    return [WordsFile(name, content / name, content / TRANSLATIONS / language / name) for name in names]


def _is_list(key: Key) -> bool:
    return len(key) == 2 and key[1] == _SYNONYMS


def _head_of(front: str) -> str:
    """The comments that a file begins with."""
    found = _HEAD.match(front)
    return found[0] if found and "#" in found[0] else ""


def _of_settings(data: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    yield from _named(data, SETTINGS)
    yield from _named(data.get("answers") or {}, ANSWERS, "answers")
    decided = data.get("decided") or {}
    for number, one in enumerate(decided.get("questions") or ()):
        yield from _named(one, ("question", "answer"), "decided", "questions", number)


def _of_terms(terms: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Key, str]]:
    for term in terms:
        key = str(term["key"])
        yield from _named(term, TERM, key)
        yield from (((key, "sentences", answer), text) for answer, text in (term.get("sentences") or {}).items())
        yield from _named(term, EXTRA, key)
        if words := term.get(_SYNONYMS):
            yield (key, _SYNONYMS), BETWEEN.join(words)


def _of_page(data: Mapping[str, Any], kind: str) -> Iterator[tuple[Key, str]]:
    yield from _named(data, PAGE if kind == PAGES else LINE)
    for name, texts in LISTS[kind].items():
        for number, one in enumerate(data.get(name) or ()):
            yield from _named(one, texts, name, number)
    for number, part in enumerate(data.get(_EASY) or () if kind == PAGES else ()):
        yield from _named(part, ("heading",), _EASY, number)
        for at, line in enumerate(part["lines"]):
            yield from (((_EASY, number, "lines", at, icon), text) for icon, text in line.items())


def _named(data: Mapping[str, Any], names: Sequence[str], *before: str | int) -> Iterator[tuple[Key, str]]:
    yield from (((*before, name), data[name]) for name in names if data.get(name))


def _put(into: Any, path: Sequence[str | int], value: Any) -> None:
    """Put a value where its path leads to, and make the mappings and lists on the way."""
    *way, last = path
    for step, following in zip(way, path[1:], strict=True):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(into) <= step:
                into.append({})
            into = into[step]
        else:
            into = into.setdefault(step, empty)
    into[last] = value


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and short lists on one line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    flow = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
