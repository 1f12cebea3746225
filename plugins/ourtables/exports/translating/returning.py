"""What came back from a translator is compared with what is here: what changes, and which rows are left out and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ourtables.core.translation_faults import Fault, cleaned, faults
from ourtables.exports.translating.content_words import BETWEEN
from ourtables.exports.translating.units import Returned, Row, Unit, fingerprint, marks

_SIGNATURE = re.compile(r'[^"\\<>\n]{2,80}, ([0-9]{4}-[0-9]{2}-[0-9]{2})')
_LIST = "/synonyms"
_BREAKS = re.compile(r"\s*[;؛\n]\s*")


@dataclass(frozen=True, slots=True)
class Translated:
    """One translation that changes: what it was, which is empty for a new one, and what it becomes."""

    unit: Unit
    said: str


@dataclass(frozen=True, slots=True)
class RowLeftOut:
    """One row that is left out: where, why, and what to write instead."""

    row: Row
    fault: Fault


@dataclass(slots=True)
class Compared:
    """What is made of a file that came back.

    Attributes:
        changes: The translations that change, in the order of the file.
        left_out: The rows that are left out.
        emptied: The ids of texts that have a translation here and an empty one in the file. What is here stays.
        signed: Who signs the translation, and when; empty when nobody does.
        not_signed: Why the file's signature isn't taken; empty when it is, or there is none.
    """

    changes: list[Translated] = field(default_factory=list)
    left_out: list[RowLeftOut] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    signed: str = ""
    not_signed: str = ""

    @property
    def new(self) -> dict[str, str]:
        """The changed translations by the ids of their texts."""
        return {one.unit.id: one.said for one in self.changes}


def compared(returned: Returned, units: Sequence[Unit], signed: str, today: date) -> Compared:
    """Compare what came back with what is here. A row with a fault is left out, and the others are taken.

    Args:
        returned: What came back.
        units: The texts as they are now.
        signed: Who has signed the language so far, and when; empty when nobody did.
        today: The day, which no signature may be after.
    """
    known = {unit.id: unit for unit in units}
    found = Compared()
    seen: dict[str, str] = {}
    for row in returned.rows:
        unit = known.get(row.id)
        said = _said(unit, row.said) if unit else row.said.strip()
        is_other = seen.setdefault(row.id, said) != said
        if is_other:
            found.left_out.append(RowLeftOut(row, _TWICE))
        elif _is_untouched(row, said):
            continue
        elif unit is None:
            found.left_out += [RowLeftOut(row, _UNKNOWN)] if said else []
        elif not said:
            found.emptied += [row.id] if unit.said else []
        elif said != _said(unit, unit.said):
            wrong = list(_wrong(unit, row, said, is_signed=bool(signed) and returned.signed in ("", signed)))
            found.left_out += [RowLeftOut(row, fault) for fault in wrong]
            found.changes += [] if wrong else [Translated(unit, said)]
    _without_parts(found, units, returned.rows)
    _sign(found, returned, units, seen, today)
    return found


_UNKNOWN = Fault(
    "There is no text with this id.", "Leave the column “id” as it is; a text that is gone needs no words."
)
_TWICE = Fault("This id is in the file twice, with other words.", "Keep the row that is right.")
_SIGNED = Fault(
    "Somebody has signed the software's words in this language.", "Sign the file anew, with the day on which you do."
)
_UNSURE = Fault("It is marked as unsure (“fuzzy”).", "Take the mark away once it is right.")


def _said(unit: Unit, text: str) -> str:
    said = cleaned(unit.source, text, unit.how) if not unit.id.endswith(_LIST) else text
    return BETWEEN.join(filter(None, _BREAKS.split(said.strip()))) if unit.id.endswith(_LIST) else said


def _is_untouched(row: Row, said: str) -> bool:
    """Whether a row is as the file was written, so that its translator said nothing of it."""
    before = marks(row.mark)[1]
    return bool(before) and before in (fingerprint(said), fingerprint(row.said))


def _wrong(unit: Unit, row: Row, said: str, *, is_signed: bool) -> Iterator[Fault]:
    source, before = marks(row.mark)
    changed = (
        fingerprint(unit.source) != source if source else bool(row.source) and row.source.split() != unit.source.split()
    )
    if changed:
        yield Fault(
            "The source has changed since the file was written.", f"Translate what it says now: “{unit.source}”."
        )
    elif before and fingerprint(unit.said) != before:
        yield Fault(f"Somebody else changed it meanwhile, to “{unit.said}”.", "Get the file anew, and choose.")
    if is_signed and unit.message is not None:
        yield _SIGNED
    if row.unsure:
        yield _UNSURE
    yield from faults(unit.checked_against or unit.source, said, unit.how)


def _without_parts(found: Compared, units: Iterable[Unit], rows: Iterable[Row]) -> None:
    """Leave out what is shown only when it is whole, such as a message's forms, and isn't."""
    missing: dict[str, list[Unit]] = {}
    new = found.new
    for unit in units:
        if unit.whole and not (new.get(unit.id) or unit.said):
            missing.setdefault(unit.whole, []).append(unit)
    by_id = {row.id: row for row in rows}
    kept = []
    for change in found.changes:
        lacking = missing.get(change.unit.whole, [])
        if lacking:
            named = ", ".join(f"“{unit.id}”" for unit in lacking[:3])
            fault = Fault("It is shown only when all its rows are translated.", f"Translate {named} too.")
            found.left_out.append(RowLeftOut(by_id[change.unit.id], fault))
        else:
            kept.append(change)
    found.changes = kept


def _sign(found: Compared, returned: Returned, units: Sequence[Unit], seen: Mapping[str, str], today: date) -> None:
    if not returned.signed:
        return
    day = _SIGNATURE.fullmatch(returned.signed)
    messages = [unit for unit in units if unit.message is not None]
    open_ones = [unit.id for unit in messages if not (found.new.get(unit.id) or unit.said) or unit.id not in seen]
    if day is None or not _is_past(day[1], today):
        found.not_signed = "Sign with a name and the day, such as: Mair Example, 2026-11-29."
    elif found.left_out:
        found.not_signed = "Rows are left out, so what was read isn't what would be here. Mend them, and sign again."
    elif open_ones:
        found.not_signed = (
            f"{len(open_ones):,} messages aren't translated or aren't in the file: “{open_ones[0]}” first."
        )
    else:
        found.signed = returned.signed


def _is_past(day: str, today: date) -> bool:
    try:
        return date.fromisoformat(day) <= today
    except ValueError:
        return False
