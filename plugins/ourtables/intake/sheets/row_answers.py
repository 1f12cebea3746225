"""A row becomes a listing's answers; a value that the checker refuses is left out, with a note that says why."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from ourtables.core.problems import shorten
from ourtables.intake.contact_names import ContactNames
from ourtables.intake.drafting import LEFT_OUT, Draft, problems_with, refusals
from ourtables.intake.sheets import cell_text
from ourtables.intake.sheets.rows import SheetRow
from ourtables.intake.sheets.sheet_map import Map, MapRule, Plan, folded
from ourtables.intake.timings import Timings
from ourtables.intake.typed_areas import TypedAreas
from ourtables.intake.typed_contacts import TypedContacts
from ourtables.listing import prose
from ourtables.listing.checking import Context
from ourtables.listing.fields import BODY, BY_NAME, NOT_ASKED, Field
from ourtables.listing.kinds import CONTACT_VALUE, DAYS, MEETINGS, NAMED_RECORDS, NOTE, NUMBER, TIME

_WHOLE = re.compile(r"^([0-9]+)\.0+$")


class Drafts:
    """Makes drafts by one map.

    Attributes:
        unknown: How often each tag was met that no word stands for, by field.
        titled: How many texts in capitals were written as titles.
    """

    def __init__(self, map_: Map, context: Context, areas: TypedAreas) -> None:
        self._map, self._context, self._areas = map_, context, areas
        self._timings = Timings(context.settings.language)
        self._contacts = TypedContacts(context)
        self._names = ContactNames(context)
        self.unknown: dict[str, Counter[str]] = {}
        self.titled = 0

    def make(self, row: SheetRow) -> Draft:
        """Read one row, value by value.

        Args:
            row: The row.
        """
        draft = Draft()
        for name, plan in self._map.fields.items():
            value = self._value(BY_NAME[name], plan, row, draft)
            kept = self._taken(BY_NAME[name], value, draft) if value else None
            if kept:
                draft.answers[name] = kept
        draft.answers["consent"] = NOT_ASKED
        draft.words = self._words(row, draft)
        for column, why in row.notes.items():
            draft.note(self._uses(column), f"{why} {LEFT_OUT}")
        return draft

    def _uses(self, column: str) -> str:
        """The field that a column is for, of which the body counts first."""
        if any(column in source.columns for source in self._map.body.sources):
            return BODY.name
        return next((name for name, plan in self._map.fields.items() if column in _columns(plan)), "")

    def _words(self, row: SheetRow, draft: Draft) -> str:
        rule = self._map.body
        text = next(filter(None, (source.fill(row, cell_text.as_words) for source in rule.sources)), "")
        text = text or "\n".join(rule.otherwise)
        if rule.cut and len(text.encode()) > prose.MOST_BYTES:
            most = len(text.encode()[: prose.MOST_BYTES].decode(errors="ignore")) - 10
            while len(cell_text.cut(text, most).encode()) > prose.MOST_BYTES:
                most -= 10
            text = cell_text.cut(text, most)
            draft.note(BODY.name, "The words are cut where the room ends.")
        return text.strip()

    def _value(self, one: Field, plan: Plan, row: SheetRow, draft: Draft) -> Any:
        if isinstance(plan, MapRule):
            if one.name == "areas":
                return self._found_areas(plan, row, draft)
            if one.kind is MEETINGS:
                return self._meetings(one, plan, row, draft)
            if one.kind.is_list:
                return self._list(one, plan, row, draft)
            return self._text(one, plan, row, draft)
        if isinstance(plan, tuple):
            records = [record for inner in plan if (record := self._record(one, inner, row, draft))]
            return [meant for one in records for meant in self._meant(one, draft)] if one.name == "contact" else records
        if one.kind is NAMED_RECORDS:
            named = {key: self._record(one, inner, row, draft) for key, inner in plan.items()}
            return {key: record for key, record in named.items() if record}
        return self._record(one, plan, row, draft)

    def _record(self, one: Field, plan: Plan, row: SheetRow, draft: Draft) -> dict[str, Any] | None:
        """The parts of a record; none when a part that it needs is empty, or all that could have come from the row."""
        parts = {part.name: part for part in one.parts}
        plans = plan if isinstance(plan, dict) else {}
        found = {name: self._value(parts.get(name, one), inner, row, draft) for name, inner in plans.items()}
        found = {name: value for name, value in found.items() if value}
        varying = [name for name, inner in plans.items() if _columns(inner)]
        if any(part.required and part.name not in found for part in one.parts):
            return None
        return None if varying and not any(name in found for name in varying) else found or None

    def _meant(self, contact: dict[str, Any], draft: Draft) -> list[dict[str, Any]]:
        """A contact as it was meant, or several that are in one cell; one that isn't understood stays as it is."""
        value, names = self._names.out_of(str(contact.get("value", "")))
        if names:
            draft.note("contact", f"{', '.join(names)}: a name beside a number or an address. {LEFT_OUT}")
        found, unread = self._contacts.read(value, str(contact.get("how", "")))
        return [contact | read for read in found] if found and not unread else [contact | {"value": value}]

    def _text(self, one: Field, rule: MapRule, row: SheetRow, draft: Draft) -> str:
        text = next(filter(None, (source.fill(row) for source in rule.sources)), "")
        if one.kind is TIME:
            text = self._timings.clock(text) or text
        if one.kind is NUMBER:
            # Spreadsheets write 18 as 18.0 when a cell of the column is empty.
            text = _WHOLE.sub(r"\1", text)
        if one.kind not in (NOTE, MEETINGS):
            # Each line of a cell may be a way of its own to reach a group.
            lines = text.split("\n") if one.kind is CONTACT_VALUE else [text]
            text = "; ".join(filter(None, map(cell_text.one_line, lines)))
        if rule.words is not None:
            text = "".join(self._word(one, rule.words, text)[:1])
        text = text or "".join(rule.otherwise[:1])
        if rule.scheme and text and "://" not in text:
            text = f"{rule.scheme}://{text}"
        if rule.title and cell_text.in_capitals(text):
            text = cell_text.titled(text, rule.spell)
            self.titled += 1
        if rule.cut and len(text) > one.most:
            draft.note(one.name, f"“{text}” is cut to {one.most} characters.")
            text = cell_text.cut(text, one.most)
        return text

    def _meetings(self, one: Field, rule: MapRule, row: SheetRow, draft: Draft) -> Any:
        """Days and times of a cell, read as those of a mail are."""
        text = self._text(one, rule, row, draft)
        found = self._timings.read(text) if text else None
        if text and found is None:
            draft.note(one.name, f"“{shorten(text, 80)}” leaves open when they meet. {LEFT_OUT}")
        return found

    def _word(self, one: Field, words: Any, tag: str) -> tuple[str, ...]:
        found: tuple[str, ...] | None = words.get(folded(tag))
        if found is None and tag:
            self.unknown.setdefault(one.name, Counter())[tag] += 1
        return found or ()

    def _list(self, one: Field, rule: MapRule, row: SheetRow, draft: Draft) -> list[str]:
        text = next(filter(None, (source.fill(row) for source in rule.sources)), "")
        pieces = [cell_text.one_line(piece) for piece in (text.split(rule.split) if rule.split else [text])]
        if one.kind is DAYS and rule.words is None:
            pieces = self._timings.weekdays(text) or pieces
        if rule.words is not None:
            pieces = [word for piece in pieces for word in self._word(one, rule.words, piece)]
        found = list(dict.fromkeys(filter(None, pieces))) or list(rule.otherwise)
        if rule.cut and one.most and len(found) > one.most:
            draft.note(one.name, f"{len(found)} are named; the first {one.most} are kept.")
            return found[: one.most]
        return found

    def _found_areas(self, rule: MapRule, row: SheetRow, draft: Draft) -> list[str]:
        """The areas of the first source that gives any, with a note of what couldn't be read.

        The map's own word is for empty cells: where a place is given and isn't understood, it would be a guess.
        """
        troubles, given = [], False
        for source in rule.sources:
            text = source.fill(row)
            given |= bool(text.strip())
            pieces = text.split(rule.split) if rule.split else [text]
            keys: list[str] = []
            for piece in filter(None, (piece.strip() for piece in pieces)):
                known = (rule.words or {}).get(folded(piece))
                found = self._areas.find(piece, first=rule.first) if known is None else None
                keys += found.keys if found else known or ()
                if found and found.note:
                    troubles.append(found.note)
            if keys:
                kept = list(dict.fromkeys(keys))
                break
        else:
            kept = [] if given else list(rule.otherwise)
        for trouble in troubles:
            draft.note("areas", trouble)
        return kept

    def _taken(self, one: Field, value: Any, draft: Draft) -> Any:
        """What of a value the checker takes, item by item; the rest is noted."""
        if isinstance(value, dict):
            kept = {key: item for key, item in value.items() if self._fits(one, {key: item}, draft)}
            return kept if kept and self._fits(one, kept, draft) else None
        if isinstance(value, list):
            value = [item for item in value if self._fits(one, [item], draft)]
        return value if value and self._fits(one, value, draft) else None

    def _fits(self, one: Field, value: Any, draft: Draft) -> bool:
        refused = refusals(problems_with(one, value, self._context))
        for problem in refused:
            draft.note(one.name, f"{problem.message} {LEFT_OUT}")
        return not refused


def _columns(plan: Plan) -> set[str]:
    if isinstance(plan, MapRule):
        return {column for source in plan.sources for column in source.columns}
    inner = plan if isinstance(plan, tuple) else plan.values()
    return {column for one in inner for column in _columns(one)}
