"""The texts that a group is found by: its own, and words that no page of it shows."""

from __future__ import annotations

from functools import cache
from typing import Any

from ourtables.directory import Directory
from ourtables.group import Group
from ourtables.vocabulary import Vocabulary


def own_words(group: Group) -> list[str]:
    """What a group says in its own words, as plain texts."""
    texts = (group.summary, group.words.text, group.offers_note, group.for_note)
    return [text for text in texts if text]


class Words:
    """The words a group is found by though no page of it shows them."""

    def __init__(self, directory: Directory) -> None:
        self._vocabularies = directory.vocabularies
        self._root = directory.settings.root_area
        self._with_those_above = cache(self._find)

    def of(self, group: Group) -> str:
        """The words of one group."""
        keys = [*(("offers", key) for key in group.offers), *(("areas", key) for key in group.areas)]
        keys += [("audiences", key) for key in group.for_]
        towns = [place.town for place in group.places.values() if place.town]
        # In their order, each once.
        found = dict.fromkeys(word for vocabulary, key in keys for word in self._with_those_above(vocabulary, key))
        return ", ".join([*found, *towns])

    def _find(self, vocabulary: str, key: str) -> tuple[str, ...]:
        terms: Vocabulary = self._vocabularies[vocabulary]
        if key not in terms:
            return ()
        # Nearly every area lies beneath the root; its name would find everyone.
        above = [name for name in terms.ancestors(key) if name != self._root]
        return tuple(word for name in (key, *above) for word in (terms[name].label, *terms[name].synonyms))


def record(group: Group, words: Words) -> dict[str, Any]:
    """What the index of words knows of a group: its name weighs most, its own words are quoted, others only lead to it.

    Pagefind leaves out a text without a word: a group that writes only signs is found by its address.
    """
    own = own_words(group)
    if not any(c.isalpha() or c.isdecimal() for text in own for c in text):
        own = [group.slug]
    return {
        "url": f"/groups/{group.slug}/",
        "content": "\n".join(own),
        "meta": {"title": group.name, "also": words.of(group)},
    }
