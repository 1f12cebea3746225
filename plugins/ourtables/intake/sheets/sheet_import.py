"""An import: each row becomes a file, or a line that says why not; what a group changed stays."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from ourtables.core.boundary import log_fault
from ourtables.core.bounds import bounded
from ourtables.core.errors import OurTablesError, TooMuch, Unusable
from ourtables.core.problems import Problem, Reporter, shorten
from ourtables.intake.drafting import LEFT_OUT, PERSONAL, Draft, answers_of, refusals, settle
from ourtables.intake.sheets.register import FOLDER, Register, RegisteredRow, mark, workshop
from ourtables.intake.sheets.row_answers import Drafts
from ourtables.intake.sheets.rows import Sheet, SheetRow
from ourtables.intake.sheets.sheet_map import Map
from ourtables.intake.typed_areas import TypedAreas
from ourtables.listing import source
from ourtables.listing.checking import Context
from ourtables.listing.checking.between_files import folded
from ourtables.listing.fields import IN_A_CRISIS

WRITTEN, CHANGED, SAME = "written", "changed", "as it was"
EDITED, GONE, LEFT = "edited by hand", "taken away", "left out"
NOTE = "note"
_MOST_TAGS = 30
# The processor time that reading one row may take, or checking what becomes of it.
SECONDS = 5.0
TOO_SLOW = "It takes too long to read."
FAULT = "No listing could be made of it. That is a fault of ours, and the log says what happened."


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the report.

    Attributes:
        row: The row's number, or 0 for all rows.
        listing: The slug of its listing; empty when it has none.
        outcome: What became of it.
        field: The field that the line is about, if any.
        text: What the line says.
    """

    row: int
    listing: str
    outcome: str
    field: str
    text: str


@dataclass(slots=True)
class Outcome:
    """What became of every row by outcome, the report's lines in the order of rows, and rows that our fault stopped."""

    rows: Counter[str] = field(default_factory=Counter)
    lines: list[ReportLine] = field(default_factory=list)
    unmade: list[int] = field(default_factory=list)


class Import:
    """One spreadsheet, by one map, into one folder."""

    def __init__(self, map_: Map, sheet: Sheet, context: Context, folder: Path) -> None:
        self._sheet, self._context, self._folder, self._key = sheet, context, folder, map_.id
        self._slug = map_.slug
        self._drafts = Drafts(map_, context, TypedAreas(context))
        self._register = Register.load(folder.parent / FOLDER / f"{map_.path.stem}.csv")
        self._outcome = Outcome()
        self._seen: dict[str, SheetRow] = {}
        self._by_name: dict[str, list[tuple[SheetRow, frozenset[str]]]] = {}
        self._slugs: dict[str, str] = {}
        self._aliases: set[str] = set()
        self._strangers: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._taken = {entry.slug for entry in self._register.entries.values()}

    def run(self, each: Callable[[], None] = lambda: None) -> Outcome:
        """Write what can be written.

        Each file is complete or missing, so that the next import completes one that was stopped.

        Args:
            each: Called after every row.

        Returns:
            What became of every row.

        Raises:
            OSError: When the folder can't be written.
            Busy: When another import is writing there.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._read_folder()
        self._outcome.lines += [ReportLine(0, "", NOTE, "", note) for note in self._sheet.notes]
        with workshop(self._folder) as place:
            try:
                for row in self._sheet.rows:
                    self._one(row, place)
                    each()
            finally:
                self._register.close()
        self._outcome.lines += self._endnotes()
        return self._outcome

    def _read_folder(self) -> None:
        """The names, areas and earlier addresses of what is in the folder already."""
        for path in source.listings(self._folder):
            read = source.read(path, Reporter(str(path)))
            answers = answers_of(read)
            name, areas, aliases = (_texts(answers.get(key)) for key in ("name", "areas", "aliases"))
            self._slugs[mark(path.stem)] = path.stem
            self._aliases |= set(aliases)
            if name and mark(path.stem) not in self._taken:
                self._strangers.setdefault(folded(name[0]), []).append((path.stem, frozenset(areas)))

    def _one(self, row: SheetRow, place: Path) -> None:
        draft = Draft()
        try:
            key = self._identity(row)
            with bounded(SECONDS):
                draft = self._drafts.make(row)
            slug, outcome, why = self._settle(row, key, draft, place)
        except Unusable as skip:
            slug, outcome, why = "", LEFT, str(skip)
        except TooMuch:
            slug, outcome, why = "", LEFT, TOO_SLOW
        except (OSError, OurTablesError):
            raise
        except Exception:
            log_fault()
            self._outcome.unmade.append(row.number)
            slug, outcome, why = "", LEFT, FAULT
        self._outcome.rows[outcome] += 1
        if why:
            self._outcome.lines.append(ReportLine(row.number, slug, outcome, "", why))
        if outcome not in (LEFT, EDITED, GONE):
            self._outcome.lines += [ReportLine(row.number, slug, NOTE, name, text) for name, text in draft.notes]

    def _identity(self, row: SheetRow) -> str:
        """The mark of a row; raises `Unusable` for a row that has no id or another's."""
        if row.fault:
            raise Unusable(row.fault)
        text = self._key.fill(row)
        if not text:
            raise Unusable(" ".join(["The row has no id.", *row.notes.values()]))
        key = mark(text)
        before = self._seen.setdefault(key, row)
        if before is not row:
            other = [name for name, cell in row.cells.items() if cell != before.cells.get(name)]
            differs = f"; it differs in: {', '.join(other)}" if other else " and says the same"
            raise Unusable(f"The row has the id of row {before.number}{differs}.")
        return key

    def _settle(self, row: SheetRow, key: str, draft: Draft, place: Path) -> tuple[str, str, str]:
        """What becomes of a row that has an id: its slug, the outcome, and the reason where it needs one."""
        entry = self._register.entries.get(key)
        slug = self._slugs.get(entry.slug, "") if entry else ""
        if entry and not slug:
            self._register.note(key, RegisteredRow("", ""))
            return "", GONE, "The listing of an earlier import was taken away. It isn't written again."
        with bounded(SECONDS):
            text = settle(draft, slug or "listing", self._context, refusals, partial(self._leave_out, draft))
        slug = slug or self._new_slug(row, draft, text)
        path = self._folder / f"{slug}.md"
        then, now, wanted = entry.text if entry else None, _mark_of(path), mark(text)
        if entry and now not in (then, wanted):
            return slug, EDITED, "Somebody changed this listing since it was imported. It is left as it is."
        if now != wanted:
            self._refuse_retired(draft, slug)
            _put(place / path.name, path, text)
        self._register.note(key, RegisteredRow(mark(slug), wanted))
        self._slugs[mark(slug)] = slug
        self._taken.add(mark(slug))
        self._name_once(row, draft)
        return slug, SAME if now == wanted else CHANGED if entry else WRITTEN, ""

    def _leave_out(self, draft: Draft, problems: list[Problem]) -> None:
        problem = problems[0]
        name = problem.field.partition(".")[0]
        if problem.code == "emergency-needed":
            words = self._context.vocabularies["offers"]
            offers = [key for key in draft.answers["offers"] if IN_A_CRISIS not in (key, *words.ancestors(key))]
            draft.answers["offers"] = offers
            draft.note("offers", "What it offers in a crisis is left out: how it responds isn't known.")
        elif name in draft.answers and name not in ("name", "areas", "consent"):
            del draft.answers[name]
            draft.note(name, f"{problem.message} {LEFT_OUT}")
        else:
            told = [text.removesuffix(LEFT_OUT).strip() for at, text in draft.notes if at == name]
            empty = problem.code in ("missing", "body-missing")
            reasons = told or [f"Nothing in the row gives “{name}”." if empty else problem.message]
            asked = ["Nobody was asked, so it isn't published."] if problem.code in PERSONAL else []
            raise Unusable(" ".join([*reasons, *asked]))

    def _new_slug(self, row: SheetRow, draft: Draft, text: str) -> str:
        """A slug that no listing has; a file with this very text is this row's, written just before a stop."""
        name, areas = draft.answers["name"], frozenset(draft.answers["areas"])
        for slug in self._possible(row, name, draft.answers["areas"][0]):
            if mark(slug) not in self._taken and _mark_of(self._folder / f"{slug}.md") == mark(text):
                return slug
            if mark(slug) not in self._slugs and mark(slug) not in self._taken and slug not in self._aliases:
                break
        for other, others in self._strangers.get(folded(name), []):
            if areas & others or not others:
                raise Unusable(f"A listing of this name and area is there already: {other}.md.")
        return slug

    def _possible(self, row: SheetRow, name: str, area: str) -> Iterator[str]:
        """Slugs for a row, the plainest first, without those that the site keeps for itself."""
        own = source.slug_from(self._key.fill(row))
        plain = source.slug_from(self._slug.fill(row)) if self._slug else ""
        plain = plain or source.slug_from(name)
        if not plain:
            raise Unusable(
                f"“{shorten(name, 40)}” has no letter of a–z for the page's address. Choose a word, "
                "put it into a column, and name that in the map: slug."
            )
        for words in (plain, f"{plain} {area}", f"{plain} {own}"):
            if (slug := source.slug_from(words)) not in source.RESERVED:
                yield slug
        stem = plain[: source.SLUG_MOST - 7].rstrip("-")
        yield from (f"{stem}-{number}" for number in count(2))

    def _refuse_retired(self, draft: Draft, slug: str) -> None:
        for one in dict.fromkeys((source.slug_from(draft.answers["name"]), slug)):
            if self._context.registers.is_retired(one):
                raise Unusable("A group of this name asked to be taken out.")

    def _name_once(self, row: SheetRow, draft: Draft) -> None:
        """Tell of rows that may be one group: of the same name, with an area in common."""
        areas = frozenset(draft.answers["areas"])
        same = self._by_name.setdefault(folded(draft.answers["name"]), [])
        for other, others in same:
            if areas & others:
                draft.note("name", f"Row {other.number} has the same name and area. Are they one group?")
        same.append((row, areas))

    def _endnotes(self) -> Iterator[ReportLine]:
        """What the report says once for all rows."""
        if self._drafts.titled:
            text = f"Texts in capitals that were given small letters, as the map asks: {self._drafts.titled:,}."
            yield ReportLine(0, "", NOTE, "name", text)
        for name, tags in self._drafts.unknown.items():
            most = ", ".join(f"{shorten(tag, 40)} ({number:,})" for tag, number in tags.most_common(_MOST_TAGS))
            more = f" and {len(tags) - _MOST_TAGS:,} more" if len(tags) > _MOST_TAGS else ""
            yield ReportLine(0, "", NOTE, name, f"No word stands for these tags: {most}{more}.")
        gone = len(set(self._register.entries) - set(self._seen))
        if gone:
            text = f"Rows of earlier imports that aren't in the file any more: {gone:,}. Nothing was done about them."
            yield ReportLine(0, "", NOTE, "", text)


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item]


def _mark_of(path: Path) -> str | None:
    """The mark of a file's text; `None` when nothing is there, and of no text when it isn't a plain file."""
    if not os.path.lexists(path):
        return None
    if path.is_symlink() or not path.is_file():
        return ""
    return mark(path.read_bytes().decode("utf-8", errors="surrogateescape"))


def _put(made: Path, path: Path, text: str) -> None:
    """Write a file completely or not at all: it is completed elsewhere and moved."""
    with made.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)
