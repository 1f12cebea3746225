"""A group in a reader's language: its words in that language first, and those in others after them."""

from __future__ import annotations

from dataclasses import replace

from ourtables.core.spoken import spoken
from ourtables.listing.fields import FIELDS
from ourtables.listing.group import Group, WordsInLanguage
from ourtables.listing.kinds import NOTE
from ourtables.settings.translations import translated

NOTES = tuple(field.attribute for field in FIELDS if field.kind is NOTE)


def has_words_in(group: Group, language: str, main: str) -> bool:
    """Return whether a group gave words in a language besides those that its listing begins with.

    Args:
        group: The group.
        language: The reader's language.
        main: The directory's main language, which a listing is in that doesn't say.
    """
    return not _are_same(group.written_in or main, language) and _found(group, language) is not None


def reworded(group: Group, language: str, main: str) -> Group:
    """Return a group as somebody reads it: `written_in` says which language its words are in then.

    What it said in one language alone is a `Spoken`, and `also_in` has its words in the others.

    Args:
        group: The group as its listing has it.
        language: The reader's language.
        main: The directory's main language.
    """
    own, said = group.written_in or main, _found(group, language)
    if said is None or _are_same(own, language):
        return group if group.written_in else replace(group, written_in=own)
    before = WordsInLanguage(
        language=own,
        words=group.words.markdown,
        own_words=group.words,
        name=group.name,
        summary=group.summary,
        **{name: getattr(group, name) for name in NOTES},
    )
    texts = ("name", *NOTES)
    return replace(
        translated(group, texts, {name: getattr(said, name) for name in texts}, own),
        summary=said.summary,
        words=said.own_words,
        written_in=said.language,
        also_in=(before, *(one for one in group.also_in if one is not said)),
        content_notes=tuple(spoken(note, own) for note in group.content_notes),
        contact=tuple(translated(one, ("label", "hours", "note"), {}, own) for one in group.contact),
        meetings=tuple(translated(one, ("note",), {}, own) for one in group.meetings),
        places={key: translated(place, ("directions",), {}, own) for key, place in group.places.items()},
    )


def _found(group: Group, language: str) -> WordsInLanguage | None:
    same = [one for one in group.also_in if _are_same(one.language, language)]
    return next((one for one in same if one.language.lower() == language.lower()), same[0] if same else None)


def _are_same(one: str, other: str) -> bool:
    return one.split("-")[0].lower() == other.split("-")[0].lower()
