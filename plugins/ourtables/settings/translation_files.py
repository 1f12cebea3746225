"""Reads the keepers' words in further languages from `content/languages/<tag>/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ourtables.core import nodes
from ourtables.core.edit_distance import suggest
from ourtables.core.errors import ContentError
from ourtables.core.problems import Problem, Reporter
from ourtables.core.sections import Section
from ourtables.settings import vocabulary
from ourtables.settings.settings import FILE, OWN_CATALOGUE, TRANSLATIONS, Settings
from ourtables.settings.translations import ANSWERS, EXTRA, SETTINGS, TERM, PageWords, TermWords, Translation
from ourtables.settings.vocabulary import Vocabulary

PAGES, HELP = "pages", "help"
# What is words in a page and in a line of help.
PAGE = ("title", "summary")
LINE = ("name", "cost", "tracing", "sending", "sending_short", "recording")
LISTS = {PAGES: {"grounds": ("says", "where")}, HELP: {"grounds": ("says", "where"), "ways": ("label", "hours_note")}}
_FRONT_MATTER = re.compile(r"---\r?\n(.*?\n)---\r?\n?(.*)", re.DOTALL)


def load(content: Path, settings: Settings, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Translation]:
    """Read the words of each further language; one without a folder has none.

    Args:
        content: The directory's own folder.
        settings: Its settings, in the main language.
        vocabularies: Its words, in the main language.

    Raises:
        ContentError: With every line to mend: a file or a key that the main language hasn't.
    """
    reading = _Reading(content, vocabularies)
    found = {tag: reading.translation(content / TRANSLATIONS / tag) for tag in settings.languages[1:]}
    if reading.problems:
        raise ContentError(reading.problems)
    return found


class _Reading:
    def __init__(self, content: Path, vocabularies: Mapping[str, Vocabulary]) -> None:
        self._content, self._vocabularies = content, vocabularies
        self.problems: list[Problem] = []

    def translation(self, folder: Path) -> Translation:
        self._unknown(folder, {FILE, OWN_CATALOGUE, vocabulary.FOLDER, PAGES, HELP})
        made = self._settings(folder / FILE)
        self._unknown(folder / vocabulary.FOLDER, {f"{name}.yml" for name in self._vocabularies})
        terms = {
            name: self._terms(path, terms)
            for name, terms in self._vocabularies.items()
            if (path := folder / vocabulary.FOLDER / f"{name}.yml").is_file()
        }
        pages, lines = (self._sheets(folder, name, texts) for name, texts in ((PAGES, PAGE), (HELP, LINE)))
        return replace(made, terms=terms, pages=pages, help=lines)

    def _unknown(self, folder: Path, known: set[str]) -> None:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name not in known and not path.name.startswith("."):
                report = Reporter(str(path))
                better = suggest(path.name, known)
                hint = (
                    f"Call it “{better}”."
                    if better
                    else "Give it the name of the file that it translates, or take it away."
                )
                report("keeper-setting", what="The main language has no such file.", hint=hint)
                self.problems += report.problems

    def _parsed(self, path: Path, text: str, first_line: int = 1) -> tuple[nodes.Node | None, Reporter]:
        report = Reporter(str(path))
        return nodes.parse(text, report, first_line=first_line, most_nodes=vocabulary.MOST_NODES), report

    def _settings(self, path: Path) -> Translation:
        if not path.is_file():
            return Translation()
        root, report = self._parsed(path, path.read_text(encoding="utf-8"))
        top = Section(root if isinstance(root, nodes.Mapping) else nodes.Mapping(1, 1), report, "")
        answers, decided = top.section("answers"), top.section("decided")
        questions = decided.sections("questions")
        made = Translation(
            settings=_filled(top, SETTINGS),
            answers=_filled(answers, ANSWERS),
            questions=tuple((one.text("question"), one.maybe("answer")) for one in questions),
        )
        for part in (top, answers, decided, *questions):
            part.close()
        self.problems += report.problems
        return made

    def _terms(self, path: Path, terms: Vocabulary) -> dict[str, TermWords]:
        root, report = self._parsed(path, path.read_text(encoding="utf-8"))
        found = {}
        for item in root.items if isinstance(root, nodes.Sequence) else ():
            if not isinstance(item, nodes.Mapping):
                hint = "Begin with “- key: …”, then “  label: …”."
                report("keeper-setting", item.line, what="A word is a set of names and values.", hint=hint)
                continue
            part = Section(item, report, "")
            key = part.text("key", required=True)
            term = terms.get(key)
            if key and term is None:
                better = suggest(key, terms.keys)
                hint = f"Write “{better}”." if better else f"Use a key of content/{vocabulary.FOLDER}/{path.name}."
                part.complain(item.entries["key"], f"“{key}” is no word of the main language.", hint)
            sentences = part.section("sentences")
            known = tuple(term.sentences) if term else tuple(sentences.node.entries)
            found[key] = TermWords(
                _filled(part, TERM), part.texts("synonyms"), _filled(sentences, known), _filled(part, EXTRA)
            )
            sentences.close()
            part.close()
        self.problems += report.problems
        return found

    def _sheets(self, folder: Path, name: str, texts: tuple[str, ...]) -> dict[str, PageWords]:
        main = self._content / name
        self._unknown(folder / name, {path.name for path in main.glob("*.md")} if main.is_dir() else set())
        paths = sorted((folder / name).glob("*.md")) if (folder / name).is_dir() else []
        return {path.name: self._sheet(path, name, texts) for path in paths if (main / path.name).is_file()}

    def _sheet(self, path: Path, kind: str, texts: tuple[str, ...]) -> PageWords:
        written = path.read_text(encoding="utf-8")
        parts = _FRONT_MATTER.fullmatch(written)
        root, report = self._parsed(path, parts[1] if parts else "", 2)
        if parts is None:
            report(
                "keeper-setting",
                what="It doesn't begin with names and values.",
                hint="Begin with ---, then “title: …” or “name: …”, then --- again.",
            )
        top = Section(root if isinstance(root, nodes.Mapping) else nodes.Mapping(1, 1), report, "")
        single = _filled(top, texts)
        lists = {
            name: tuple(self._row(one, known) for one in top.sections(name)) for name, known in LISTS[kind].items()
        }
        if kind == PAGES:
            # The build reads the parts of an Easy Read page, as those of the main language.
            top.get("easy")
        top.close()
        self.problems += report.problems
        return PageWords(single, lists, parts[2].strip() if parts else "")

    def _row(self, row: Section, known: tuple[str, ...]) -> dict[str, str]:
        found = _filled(row, known)
        row.close()
        return found


def _filled(part: Section, names: Iterable[str]) -> dict[str, str]:
    """Return the texts of a section that aren't empty."""
    return {name: text for name in names if (text := part.text(name))}
