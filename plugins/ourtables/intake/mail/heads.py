"""The questions before the answers in a mail, known by name, label and wording in each language of the directory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from ourtables.intake.known_words import folded
from ourtables.listing.checking import Context
from ourtables.listing.fields import BODY, FIELDS, Field

PAGE, DIFFERENT, NOBODY = "page", "different", "nobody"
# Questions that no field has: which page a change is for, what is different, and who writes, which is left out.
_OTHERS = {
    PAGE: (
        "page",
        "the page",
        "which page",
        "which group",
        "which group is it",
        "group",
        "listing",
        "change",
        "changes",
    ),
    DIFFERENT: ("what is different", "different", "what has changed", "anything else"),
    NOBODY: (
        "your name",
        "my name",
        "from",
        "sender",
        "written by",
        "your email",
        "your e mail",
        "my email",
        "my e mail",
        *("ip", "ip address", "remote ip", "user agent", "browser", "referrer", "referer", "page url", "submission id"),
    ),
    "for": ("who is it for", "who it is for", "who for", "who can come", "who is the group for"),
    "areas": ("town", "city", "area covered", "where are you based"),
    "meetings": ("day and time", "days and times", "meeting times", "meeting time", "opening hours", "opening times"),
    "name": ("name of group", "name of the group", "group name", "our name", "organisation", "name of organisation"),
    BODY.name: (
        "words",
        "our words",
        "in our own words",
        "in your own words",
        "about us",
        "body",
        "description",
        "message",
        "your message",
    ),
}
_FIRST_PART = re.compile("[^?؟？]+(?=[?؟？])")
_LIKE = 0.87


class Heads:
    """Knows the questions of the declaration by their names, labels and wording, in the directory's languages too."""

    def __init__(self, context: Context, languages: Mapping[str, Callable[[str], str]]) -> None:
        """Learn the questions.

        Args:
            context: The directory's side of the checks.
            languages: What gives the words of each of its languages for English ones.
        """
        self._known: dict[str, str] = {}
        self._language: dict[str, str] = {}
        self._met: Counter[str] = Counter()
        for name, heads in _OTHERS.items():
            self._known |= dict.fromkeys(map(folded, heads), name)
        for one in (*FIELDS, BODY):
            self._learn(one, languages)
        self._learn_first_parts(languages)
        self._ways: dict[str, str] = {}
        for term in reversed(list(context.vocabularies["contact_ways"])):
            self._ways |= dict.fromkeys(map(folded, (*term.synonyms, term.label, term.key)), term.key)

    def _learn(self, one: Field, languages: Mapping[str, Callable[[str], str]]) -> None:
        english = [folded(text) for text in (one.name, one.label, one.ask)]
        for tag, translate in languages.items():
            for text in map(folded, (translate(one.label), translate(one.ask))):
                # What two fields are called alike is the first one's.
                self._known.setdefault(text, one.name)
                if text not in english:
                    self._language.setdefault(text, tag)
        self._known |= dict.fromkeys(english, one.name)

    def _learn_first_parts(self, languages: Mapping[str, Callable[[str], str]]) -> None:
        """Know a question with a sentence after it by its first part too, where no other begins so."""
        english: dict[str, Callable[[str], str]] = {"": str}
        for tag, translate in {**english, **languages}.items():
            asked = [(translate(one.ask), one.name) for one in (*FIELDS, BODY)]
            firsts = [(folded(_FIRST_PART.match(ask)[0]), name) for ask, name in asked if _FIRST_PART.match(ask)]  # type: ignore[index]
            for text, name in firsts:
                if text not in self._known and [first for first, _ in firsts].count(text) == 1:
                    self._known[text] = name
                    if tag:
                        self._language.setdefault(text, tag)

    @property
    def language(self) -> str:
        """The language that most of the questions found so far were in; empty when they were in English."""
        return next((tag for tag, _ in self._met.most_common(1)), "")

    def _field(self, key: str) -> str:
        if key in self._language:
            self._met[self._language[key]] += 1
        return self._known.get(key, "")

    def find(self, text: str) -> str:
        """Find the field that a question is about.

        Args:
            text: What stands before an answer.

        Returns:
            The field's name; empty when it is no question of ours.
        """
        key = folded(text)
        near = [] if key in self._known else get_close_matches(key, self._known, n=1, cutoff=_LIKE)
        return self._field(near[0] if near else key)

    def exactly(self, text: str) -> str:
        """Find the field that a question is about, if it is written as ours is.

        Args:
            text: What stands before an answer.
        """
        return self._field(folded(text))

    def way(self, text: str) -> str:
        """Find the way to reach a group that a text names.

        Args:
            text: What stands before an answer.

        Returns:
            The way's key; empty when there is none.
        """
        key = folded(text)
        return "" if key in self._known else self._ways.get(key, "")
