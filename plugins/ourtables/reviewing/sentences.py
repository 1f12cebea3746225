"""What was changed in a listing, one sentence a field, in the order of the declaration."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ourtables.core.quoting import Code, Line, Part
from ourtables.listing.fields import BY_ARRANGEMENT, CLOSED, FIELDS, SHOWN_WHEN_CLOSED, Field
from ourtables.listing.group import Contact, Meeting, Place
from ourtables.listing.kinds import ANSWERS, MEETINGS
from ourtables.reviewing.wording import Wording, without

Values = Mapping[str, Any]
CONFIRMED = "confirmed"
MOST_COMPARED = 4_000


def changed(old: Values, new: Values) -> list[Field]:
    """List the fields whose values differ.

    Args:
        old: The answers before, by attribute.
        new: The answers after.
    """
    return [field for field in FIELDS if old.get(field.attribute) != new.get(field.attribute)]


def differences(old: Values, new: Values, old_words: str, new_words: str, wording: Wording) -> list[Line]:
    """Say what differs between two versions of a listing.

    Args:
        old: The answers before, by attribute.
        new: The answers after.
        old_words: The group's own words before.
        new_words: Its words after.
        wording: Turns values into words.
    """
    lines: list[Line] = []
    told, kept = _told(changed(old, new), new)
    for field in told:
        lines += _field(field, old.get(field.attribute), new.get(field.attribute), wording)
    lines += kept
    if old_words.strip() != new_words.strip():
        lines.append(_own_words(old_words, new_words))
    if lines and old.get(CONFIRMED) == new.get(CONFIRMED):
        lines.append((Code(CONFIRMED), " was not changed."))
    elif [field.name for field in changed(old, new)] == [CONFIRMED] and len(lines) == 1:
        lines.append(("Nothing else was changed: somebody says that it is still right.",))
    return lines


def summary(new: Values, words: str, wording: Wording) -> list[Line]:
    """Say every answer of a new listing that its page will show.

    Args:
        new: Its answers by attribute.
        words: The group's own words.
        wording: Turns values into words.
    """
    lines: list[Line] = []
    told, kept = _told([field for field in FIELDS if new.get(field.attribute)], new)
    for field in told:
        lines += _field(field, None, new[field.attribute], wording)
    lines += kept
    lines.append((f"Its own words: {_count(len(words.split()), 'word')}.",))
    return lines


def _told(fields: list[Field], new: Values) -> tuple[list[Field], list[Line]]:
    """The fields to describe, and a line that names those that no page of a closed group shows."""
    if new.get("status") != CLOSED:
        return fields, []
    told = [field for field in fields if field.name in SHOWN_WHEN_CLOSED]
    kept = ", ".join(field.label for field in fields if field not in told)
    return told, [(f"Published nowhere, since the group is closed: {kept}.",)] if kept else []


def _field(field: Field, old: Any, new: Any, wording: Wording) -> Iterator[Line]:
    if field.kind is MEETINGS:
        yield from _meetings(old, new, wording)
    elif field.kind.has_rows:
        yield from _records(field, old, new, wording)
    elif field.kind.is_list and old and new:
        yield (f"{field.label}: ", *_list(field, old, new, wording), ".")
    elif field.kind is ANSWERS and old and new:
        yield from _answers(field, old, new, wording)
    elif old and new:
        yield (f"{field.label}: ", *wording.value(field, new), ", was ", *wording.value(field, old), ".")
    elif new:
        yield (f"{field.label}: ", *wording.value(field, new), ".")
    else:
        yield (f"{field.label}: says nothing now, was ", *wording.value(field, old), ".")


def _list(field: Field, old: Any, new: Any, wording: Wording) -> Line:
    added, gone = without(new, old), without(old, new)
    parts: list[Part] = []
    if added:
        parts += ["now also ", *wording.value(field, tuple(added))]
    if gone:
        parts += [*(["; "] if parts else []), "no longer ", *wording.value(field, tuple(gone))]
    return tuple(parts) or ("the same in another order",)


def _answers(field: Field, old: Any, new: Any, wording: Wording) -> Iterator[Line]:
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        if before != after:
            was = f", was {before}" if before else ""
            yield (f"{field.label}: {wording.label(field.vocabulary, key)}: {after or 'says nothing now'}{was}.",)


def _meetings(old: Any, new: Any, wording: Wording) -> Iterator[Line]:
    arranged = ("Meets by arrangement",)
    before = () if old == BY_ARRANGEMENT else tuple(old or ())
    after = () if new == BY_ARRANGEMENT else tuple(new or ())
    if new == BY_ARRANGEMENT:
        yield (*arranged, ".") if not before else (*arranged, ", was ", *_all(before, wording), ".")
        return
    gone, added = without(before, after), without(after, before)
    for one, other in zip(gone, added, strict=False):
        yield ("Meets ", *wording.meeting(other), ", was ", *wording.meeting(_unlike(one, other)), ".")
    for one in added[len(gone) :]:
        yield ("Also meets " if before else "Meets ", *wording.meeting(one), ".")
    for one in gone[len(added) :]:
        yield ("No longer meets ", *wording.meeting(one), ".")


def _unlike(one: Meeting, other: Meeting) -> Meeting:
    """A meeting without the notes that it shares with another, so that what differs is easy to see."""
    note = None if one.note == other.note else one.note
    return replace(one, note=note, where=None if one.where == other.where else one.where)


def _all(meetings: tuple[Meeting, ...], wording: Wording) -> Line:
    found: list[Part] = []
    for one in meetings:
        found += [*([" and "] if found else []), *wording.meeting(one)]
    return tuple(found)


def _records(field: Field, old: Any, new: Any, wording: Wording) -> Iterator[Line]:
    before, after = _keyed(old), _keyed(new)
    for key, one in after.items():
        if key not in before:
            yield (f"{field.label}: " if not before else f"{field.label}: new, ", *wording.record(field, one), ".")
        elif before[key] != one:
            yield (f"{field.label}: now ", *wording.record(field, one), ".")
    for key, one in before.items():
        if key not in after:
            yield (f"{field.label}: no longer ", *_gone(field, one, wording), ".")
    same = [key for key in before if key in after]
    if same != [key for key in after if key in before]:
        first = wording.record(field, next(iter(after.values())))
        yield (f"{field.label}: in another order; the first is now ", *first, ".")


def _gone(field: Field, one: Any, wording: Wording) -> Line:
    """What was taken away, without saying again where people met or how somebody could be reached."""
    if isinstance(one, Place):
        return ("a place",)
    if isinstance(one, Contact):
        return (wording.label("contact_ways", one.how),)
    return wording.record(field, one)


def _keyed(records: Any) -> dict[object, Any]:
    """Records by what makes each one itself: a place's key, a way and its value, a network's name."""
    if isinstance(records, Mapping):
        return dict(records)
    return {(one.how, one.value) if isinstance(one, Contact) else one.name: one for one in records or ()}


def _own_words(old: str, new: str) -> Line:
    before, after = old.split(), new.split()
    if not before or not after:
        return (f"Own words: {_count(len(after), 'word')}, was {len(before):,}.",)
    # The time to compare grows with the square of the length, and a stranger chooses the length.
    if max(len(before), len(after)) > MOST_COMPARED:
        return (f"Own words were changed: {_count(len(after), 'word')}, was {len(before):,}.",)
    added = gone = 0
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=True).get_opcodes():
        if tag != "equal":
            added, gone = added + j2 - j1, gone + i2 - i1
    if not added and not gone:
        return ("Own words: only their spacing was changed.",)
    return (f"Own words: {_count(added, 'word')} new, {_count(gone, 'word')} taken away, of {len(after):,}.",)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
