"""A typed answer becomes what a listing holds, when it can be told without guessing; else it is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from babel import Locale

from ourtables.checking import Context
from ourtables.checking.contacts import is_phone
from ourtables.checking.records import READERS
from ourtables.checking.values import Reading, is_link
from ourtables.fields import Field
from ourtables.importing.areas import Found
from ourtables.importing.listings import node
from ourtables.problems import Reporter
from ourtables.receiving.reading import folded
from ourtables.receiving.sender import ADDRESS, LEFT_OUT
from ourtables.receiving.times import Times
from ourtables.vocabulary import Term, Vocabulary

LISTS = frozenset({"words", "languages", "slugs", "texts", "dates"})
_PIECES = re.compile(r"\s*(?:[,;\n•]|\s\+\s)\s*")
_AND = re.compile(r"\s+(?:and|&|or)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the|some|our|we have|we offer|and)\s+", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]+[^\s<>\"'().,;:!?]", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[0-9][0-9 ()\-]{4,18}[0-9]")
FindArea = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something typed that isn't in the listing, with the field it was for and what else may be said about it."""

    field: str
    said: str
    hint: str = ""


class Values:
    """Reads typed answers by one directory's words; `find_area` knows places."""

    def __init__(self, context: Context, find_area: FindArea) -> None:
        self._context, self._find_area = context, find_area
        self._times = Times(context.settings.language)
        self.doubts: list[Doubt] = []

    def read(self, field: Field, text: str) -> Any:
        """What a listing holds for an answer, or `None`; what can't be told becomes a doubt."""
        if LEFT_OUT in text and field.kind != "note":
            return self._doubt(field, text)
        value = self._typed(field, text)
        return self.taken(field, value, text) if value not in (None, "", [], {}) else None

    def taken(self, field: Field, value: Any, text: str = "") -> Any:
        """A value that the checker takes, item by item; what it refuses becomes a doubt."""
        if field.kind != "note" and LEFT_OUT in str(value):
            return self._doubt(field, LEFT_OUT)
        if isinstance(value, list) and len(value) > 1:
            kept = [item for item in value if self._fits(field, [item], str(item) if field.kind in LISTS else text)]
            return kept if kept and self._fits(field, kept, text) else None
        return value if self._fits(field, value, text) else None

    def _fits(self, field: Field, value: Any, text: str) -> bool:
        report = Reporter("")
        READERS[field.kind](field, node(value), Reading(self._context, report))
        stopping = [problem for problem in report.problems if problem.stops]
        for problem in stopping[:1]:
            self.doubts.append(Doubt(field.name, text or _shown(value), f"{problem.message} {problem.hint}"))
        return not stopping

    def _doubt(self, field: Field, said: str) -> Any:
        """Remember what can't be told; the answer is then nothing."""
        self.doubts.append(Doubt(field.name, said))
        return None

    def _typed(self, field: Field, text: str) -> Any:
        own: dict[str, Callable[[], Any]] = {
            "areas": lambda: list(dict.fromkeys(key for piece in self._areas(field, text) for key in piece)),
            "contact": lambda: self.contacts(field, text),
            "meetings": lambda: self._times.read(text) or self._doubt(field, text),
        }
        kinds: dict[str, Callable[[], Any]] = {
            "date": lambda: self._times.day(text) or text,
            "answers": lambda: self._answers(field, text),
            **dict.fromkeys(("word", "words"), lambda: self._words(field, text)),
            **dict.fromkeys(("language", "languages"), lambda: self._languages(field, text)),
            **dict.fromkeys(("record", "records", "named-records"), lambda: self._doubt(field, text)),
        }
        return (own.get(field.name) or kinds.get(field.kind) or (lambda: self._plain(field, text)))()

    def _plain(self, field: Field, text: str) -> Any:
        if field.kind in LISTS:
            return [piece for piece in _PIECES.split(text) if piece]
        if field.kind in ("yes", "answer", "choice"):
            return text.strip(" .!").casefold()
        if field.kind == "number":
            numbers = re.findall(r"[0-9]+", text)
            return numbers[0] if len(numbers) == 1 else text
        if field.kind == "link":
            found = _WEB.search(text)
            return _whole(found[0]) if found else text
        return text if field.kind == "note" else " ".join(text.split())

    def _words(self, field: Field, text: str) -> Any:
        """The words of a vocabulary in an answer: each piece by key, label or a synonym that only one word has."""
        words = self._context.vocabularies[field.vocabulary]
        whole = known(text, words)
        pieces = [text] if whole else [part for piece in _PIECES.split(text) for part in self._parts(piece, words)]
        found = []
        for piece in filter(None, pieces):
            term = known(piece, words)
            if term:
                found.append(term.key)
            else:
                self._doubt(field, piece)
        keys = list(dict.fromkeys(found))
        if field.kind == "words":
            return keys
        if len(keys) > 1:
            self._doubt(field, text)
        return keys[0] if len(keys) == 1 else None

    def _parts(self, piece: str, words: Vocabulary) -> list[str]:
        return [piece] if known(piece, words) else _AND.split(piece)

    def _areas(self, field: Field, text: str) -> Iterable[tuple[str, ...]]:
        for piece in filter(None, _PIECES.split(text.strip(" ."))):
            whole = self._find_area(piece)
            parts = [whole] if whole.keys else [self._find_area(part) for part in _AND.split(piece)]
            if all(part.keys for part in parts):
                yield from (part.keys for part in parts)
            else:
                self.doubts.append(Doubt(field.name, piece, whole.note))

    def _languages(self, field: Field, text: str) -> Any:
        names: dict[str, str] = {}
        for locale in ("en", self._context.settings.language.split("-")[0]):
            names |= {str(name).casefold(): code for code, name in Locale.parse(locale).languages.items()}
        pieces = [part for piece in _PIECES.split(text) for part in _AND.split(piece) if part]
        codes = [names.get(piece.strip(" .").casefold(), piece.strip(" .")) for piece in pieces]
        return codes if field.kind == "languages" else " ".join(codes)

    def _answers(self, field: Field, text: str) -> dict[str, str]:
        words = self._context.vocabularies[field.vocabulary]
        found = {}
        for piece in filter(None, re.split(r"\s*[,;\n]\s*", text)):
            parts = re.fullmatch(r"[-*•]?\s*(.+?)\s*[:=]?\s+(\w+)\.?", piece)
            term = known(parts[1], words) if parts else None
            if term and parts and parts[2].casefold() in field.known:
                found[term.key] = parts[2].casefold()
            else:
                self._doubt(field, piece)
        return found

    def contacts(self, field: Field, text: str, way: str = "") -> list[dict[str, str]]:
        """The ways to reach a group in an answer: addresses, links and numbers, each as what it looks like."""
        found = []
        for line in filter(None, (line.strip(" -*•\t") for line in re.split(r"\n|;", text))):
            rest, here = line, []
            for pattern, kind in ((ADDRESS, "email"), (_WEB, "website"), (_NUMBER, "phone")):
                for match in pattern.findall(rest):
                    if kind != "phone" or is_phone(match, self._context):
                        here.append(self._contact(match, kind, way or self._named(line.partition(match)[0])))
                        rest = rest.replace(match, " ", 1)
            found += here
            if not here:
                self._doubt(field, line)
        return [one for one in found if self._fits(field, [one], one["value"])]

    def _named(self, before: str) -> str:
        """The way that stands before a value, such as `text` in "or text us on 07…"."""
        words = folded(before).split()[-4:]
        named = [term.key for term in self._context.vocabularies["contact_ways"] if term.key in words]
        return max(named, key=words.index) if named else ""

    def _contact(self, value: str, kind: str, way: str) -> dict[str, str]:
        takes = {term.key: term.extra.get("takes", "") for term in self._context.vocabularies["contact_ways"]}
        wanted = {"email": "email", "website": "link", "phone": "phone"}[kind]
        how = way if way and wanted in takes.get(way, "").split("-or-") else kind
        return {"how": how, "value": _whole(value) if kind == "website" else " ".join(value.split())}


def known(text: str, words: Vocabulary) -> Term | None:
    """The one term that a text names by key, label or synonym; `None` when none does, or several do."""
    plain = folded(_ARTICLE.sub("", text.strip(" .!")))
    for names in (lambda term: (term.key, term.label), lambda term: term.synonyms):
        found = [term for term in words if plain in {form for name in names(term) for form in _forms(name)}]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _forms(name: str) -> tuple[str, str]:
    """A name, and the same of many."""
    plain = folded(name)
    return plain, f"{plain}s"


def _whole(address: str) -> str:
    return address if is_link(address) or "://" in address else f"https://{address}"


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
