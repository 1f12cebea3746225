"""What the finder shows for what was chosen, as plain functions over a directory.

The browser repeats these rules over a compact index (theme/static/js/find/); tests compare the two. They are: OR inside
a facet, AND across facets; each gate, each tie and each kind of access is a question of its own and so a facet of its
own; whoever hasn't said stands in a section of its own, neither mixed in nor dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as _field
from functools import cached_property, partial
from typing import Any

from ourtables.directory.by_area import reaches_far
from ourtables.directory.directory import Directory
from ourtables.listing import kinds
from ourtables.listing.fields import DeclaredFacet, Field, faceted
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Vocabulary

YES, UNSAID, NO = "yes", "unsaid", "no"
HERE, ONLINE, WIDER = "here", "online", "wider"
AREA = "area"
NO_REFERRAL, REFERRAL_ONLY = "no-referral", "referral-only"
BY_ARRANGEMENT = "by-arrangement"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A gate whose key ends so stands open with "yes"; every other one with "no".
_OPEN_WITH_YES = ("_ok", "_go")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One facet of a directory.

    Attributes:
        name: its short name in an address.
        field: the field that it filters by.
        declared: what the declaration says of it.
        values: its values in the page's order.
        said: the values that a group has.
        parents: the value above a value, which includes it.
        family: the short name that questions share; a question has one value, the answer that is asked for, and a
            group that gave the other answer has said so too.
    """

    name: str
    field: Field
    declared: DeclaredFacet
    values: tuple[str, ...]
    said: Callable[[Group], tuple[str, ...]]
    parents: Mapping[str, str] = _field(default_factory=dict)
    family: str = ""

    def above(self, value: str) -> Iterator[str]:
        """The values above one, nearest first."""
        while value in self.parents:
            value = self.parents[value]
            yield value

    def has(self, group: Group) -> frozenset[str]:
        """The values of a group, and those that include them."""
        own = self.said(group)
        return frozenset((*own, *(above for value in own for above in self.above(value))))

    def answer(self, group: Group, chosen: Iterable[str]) -> str:
        """Whether a group passes the chosen values, doesn't, or hasn't said."""
        wanted = set(chosen)
        if not wanted:
            return YES
        if not self.said(group):
            return UNSAID
        return YES if wanted & self.has(group) else NO


@dataclass(frozen=True, slots=True)
class RankedGroups:
    """What typed words lead to.

    Attributes:
        slugs: The groups, best first. The first `whole` of them have every word.
        whole: How many groups have every word.
        named: The slugs of groups that have every word in their names.
        unknown: The words that no listing has in any form, without common ones.
        taken: What each slip was taken for, by the slip.
    """

    slugs: tuple[str, ...] = ()
    whole: int = 0
    named: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    taken: Mapping[str, str] = _field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for.

    Attributes:
        chosen: The chosen values, by facet.
        words: What the typed words lead to; `None` when none were typed.
        lost: Whether groups out of touch are shown as well.
    """

    chosen: Mapping[str, tuple[str, ...]] = _field(default_factory=dict)
    words: RankedGroups | None = None
    lost: bool = False

    def without(self, facet: str, value: str) -> Query:
        """The same with one value taken away."""
        left = tuple(one for one in self.chosen.get(facet, ()) if one != value)
        return replace(self, chosen={**self.chosen, facet: left})


@dataclass(frozen=True, slots=True)
class FinderAnswer:
    """What a query shows: the slugs of each section that isn't empty, by name, and the count beside each value.

    The first section is `here`, which holds all when no area was chosen; then `online`, `wider`, and `unsaid-…` for
    each facet that somebody left unsaid. `lost` counts the groups out of touch that would stand in the first section.
    """

    sections: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, Mapping[str, int]]
    lost: int

    @property
    def total(self) -> int:
        """How many stand in the first section."""
        return len(self.sections.get(HERE, ()))


class Finder:
    """The finder of one directory."""

    def __init__(self, directory: Directory, languages: Iterable[str] | None = None) -> None:
        self.directory = directory
        self.groups = (*directory.listed, *directory.out_of_touch)
        self.facets = tuple(facets(directory, languages))
        self._rank = {group.slug: rank for rank, group in enumerate(self.groups)}
        self._areas = directory.vocabularies["areas"]
        self._tests = {facet.name: facet for facet in self.facets}

    @cached_property
    def fresh(self) -> dict[str, int]:
        """Each group's place when the freshest come first."""
        order = sorted(self.groups, key=lambda one: (-one.confirmed.toordinal() if one.confirmed else 0, one.slug))
        return {group.slug: place for place, group in enumerate(order)}

    def find(self, query: Query) -> FinderAnswer:
        """Everything the finder shows for a query."""
        # In the order of the page, so that a group stands under the first thing it hasn't said.
        chosen = {facet.name: query.chosen[facet.name] for facet in self.facets if query.chosen.get(facet.name)}
        counts: dict[str, dict[str, int]] = {facet.name: {} for facet in self.facets}
        sections: dict[str, list[str]] = {}
        lost = 0
        for group in self._in_order(query):
            answers = {name: self._answer(name, group, values) for name, values in chosen.items()}
            section = _section(answers)
            if self._is_lost(group) and not query.lost and not _is_named(group, query):
                lost += section == HERE
                continue
            if section:
                sections.setdefault(section, []).append(group.slug)
            self._count(group, answers, counts)
        if query.words is not None and lost and not sections.get(HERE):
            # When words find nobody but groups out of touch, those are shown.
            return self.find(replace(query, lost=True))
        ordered = sorted(sections, key=lambda name: self._place(name))
        return FinderAnswer({name: tuple(self._sorted(name, sections[name], query)) for name in ordered}, counts, lost)

    def removals(self, query: Query) -> dict[tuple[str, str], int]:
        """How many would stand in the first section without each of the chosen values."""
        pairs = [(name, value) for name, values in query.chosen.items() for value in values]
        return {pair: self.find(query.without(*pair)).total for pair in pairs}

    def _in_order(self, query: Query) -> list[Group]:
        """The groups as lists show them; those found by words with every word first, and each part's lost ones last."""
        if query.words is None:
            return list(self.groups)
        whole = frozenset(query.words.slugs[: query.words.whole])
        found = [self.directory.groups[slug] for slug in query.words.slugs if slug in self._rank]
        return sorted(found, key=lambda group: (group.slug not in whole, self._is_lost(group)))

    def _is_lost(self, group: Group) -> bool:
        return self._rank[group.slug] >= len(self.directory.listed)

    def _answer(self, name: str, group: Group, values: tuple[str, ...]) -> str:
        facet = self._tests[name]
        if name != AREA:
            return facet.answer(group, values)
        if facet.has(group) & set(values):
            return YES
        above = {key for value in values for key in self._areas.ancestors(value)}
        if not above & set(facet.said(group)):
            return NO
        return ONLINE if reaches_far(group) else WIDER

    def _count(self, group: Group, answers: Mapping[str, str], counts: dict[str, dict[str, int]]) -> None:
        """A group counts for a value that it has when every other facet lets it through."""
        stopped = {name for name, answer in answers.items() if answer != YES}
        for facet in self.facets:
            if not stopped or stopped == {facet.name}:
                for value in facet.has(group):
                    counts[facet.name][value] = counts[facet.name].get(value, 0) + 1

    def _place(self, section: str) -> int:
        names = [HERE, ONLINE, WIDER, *(f"unsaid-{facet.name}" for facet in self.facets)]
        return names.index(section)

    def _sorted(self, section: str, slugs: list[str], query: Query) -> list[str]:
        if section not in (ONLINE, WIDER) or query.words is not None:
            return slugs
        listed = len(self.directory.listed)
        return sorted(slugs, key=lambda slug: (self._rank[slug] >= listed, self.fresh[slug]))


def _is_named(group: Group, query: Query) -> bool:
    return query.words is not None and group.slug in query.words.named


def _section(answers: Mapping[str, str]) -> str | None:
    """The section that a group stands in; none when a facet says no."""
    if NO in answers.values():
        return None
    unsaid = next((name for name, answer in answers.items() if answer == UNSAID), None)
    return f"unsaid-{unsaid}" if unsaid else {ONLINE: ONLINE, WIDER: WIDER}.get(answers.get(AREA, YES), HERE)


# The answer of a group to a field.
Answer = Callable[[Group], Any]


def facets(directory: Directory, languages: Iterable[str] | None = None) -> Iterator[Facet]:
    """The facets in the order of the page; `languages` puts the tags in the order of their names."""
    for path, declared in faceted():
        field = path[-1]
        if field.kind in _FACETS_OF:
            yield from _FACETS_OF[field.kind](directory, field, declared, partial(_answer_at, path))
        elif field.kind is kinds.LANGUAGES:
            groups = (*directory.listed, *directory.out_of_touch)
            spoken = languages or sorted({tag for group in groups for tag in group.languages})
            yield Facet(
                name=declared.name,
                field=field,
                declared=declared,
                values=tuple(spoken),
                said=lambda group: group.languages,
            )
        else:
            yield Facet(name=declared.name, field=field, declared=declared, values=(*DAYS, BY_ARRANGEMENT), said=_days)


def _answer_at(path: tuple[Field, ...], group: Group) -> Any:
    """The answer of a group to a field, or to a part of its record; `None` where there is none."""
    found: Any = group
    for one in path:
        found = getattr(found, one.attribute, None)
    return found


def _words(directory: Directory, field: Field, declared: DeclaredFacet, answer: Answer) -> Iterator[Facet]:
    """A facet of a vocabulary's words, in their tree."""
    terms = directory.vocabularies[field.vocabulary]
    values = tuple(key for root in terms.roots for key in (root.key, *_beneath(terms, root.key)))
    parents = {term.key: term.parent for term in terms if term.parent}
    if declared.name == AREA:
        answer = directory.areas_of
        # The root includes nothing but itself, or it would hold everyone.
        roots = {term.key for term in terms.roots}
        parents = {key: parent for key, parent in parents.items() if parent not in roots}
    elif REFERRAL_ONLY in values:
        # All ways to join but "only through a service" stand beneath "no referral needed".
        without = tuple(key for key in values if key != REFERRAL_ONLY)
        values, parents = (NO_REFERRAL, *without, REFERRAL_ONLY), dict.fromkeys(without, NO_REFERRAL)
    said = partial(_known, frozenset(values), answer)
    yield Facet(name=declared.name, field=field, declared=declared, values=values, parents=parents, said=said)


def _values(answer: Answer, group: Group) -> tuple[str, ...]:
    """An answer as a list of values."""
    found = answer(group)
    return (found,) if isinstance(found, str) else tuple(found or ())


def _known(values: frozenset[str], answer: Answer, group: Group) -> tuple[str, ...]:
    return tuple(value for value in _values(answer, group) if value in values)


def _questions(directory: Directory, field: Field, declared: DeclaredFacet, answer: Answer) -> Iterator[Facet]:
    """A facet for each word of a vocabulary, which is a question."""
    for key in directory.vocabularies[field.vocabulary].keys:
        said = partial(_yes_or_no, partial(_answer_to, key, answer))
        wanted = opens(key) if declared.wanted == "open" else declared.wanted
        yield Facet(name=key, field=field, declared=declared, values=(wanted,), said=said, family=declared.name)


def _answer_to(key: str, answers: Answer, group: Group) -> Any:
    return (answers(group) or {}).get(key)


def _choice(directory: Directory, field: Field, declared: DeclaredFacet, answer: Answer) -> Iterator[Facet]:
    """A facet of fixed answers; or of a question, where a vocabulary says that the directory asks it."""
    if not field.vocabulary:
        yield Facet(
            name=declared.name, field=field, declared=declared, values=field.known, said=partial(_values, answer)
        )
    elif field.name in directory.vocabularies[field.vocabulary]:
        said = partial(_yes_or_no, answer)
        yield Facet(
            name=field.name, field=field, declared=declared, values=(declared.wanted,), said=said, family=declared.name
        )


_FACETS_OF = {
    kinds.WORD: _words,
    kinds.WORDS: _words,
    kinds.ANSWERS: _questions,
    kinds.CHOICE: _choice,
}


def _yes_or_no(answer: Answer, group: Group) -> tuple[str, ...]:
    """A yes or a no. "Partly" and "ask" are neither: they count as not said."""
    said = answer(group)
    return (said,) if said in ("yes", "no") else ()


def opens(gate: str) -> str:
    """The answer with which a gate stands open."""
    return "yes" if gate.endswith(_OPEN_WITH_YES) else "no"


def _beneath(terms: Vocabulary, key: str) -> Iterator[str]:
    for child in terms.children(key):
        yield child.key
        yield from _beneath(terms, child.key)


def _days(group: Group) -> tuple[str, ...]:
    days = sorted({day for meeting in group.meetings for day in meeting.day})
    return (*(DAYS[day] for day in days), *((BY_ARRANGEMENT,) if group.by_arrangement else ()))
