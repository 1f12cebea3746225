"""What the finder shows for what was chosen, as plain functions over a directory.

The browser repeats these rules over a compact index (theme/static/js/find/); tests compare the two. They are: OR inside
a facet, AND across facets; each gate, each tie and each kind of access is a question of its own and so a facet of its
own; whoever hasn't said stands in a section of its own, neither mixed in nor dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from ourtables.directory import Directory
from ourtables.group import Group
from ourtables.serving import reaches_far

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
    """One facet: its short `name` in an address, its values in the page's order, and the values that a group has.

    `parents` gives the value above a value, which includes it. Questions of one kind share a `family`; a question has
    one value, the answer that is asked for, and who gave the other has said so.
    """

    name: str
    values: tuple[str, ...]
    said: Callable[[Group], tuple[str, ...]]
    parents: Mapping[str, str] = field(default_factory=dict)
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
class Query:
    """What was chosen: values by facet, and of the groups that the words find the slugs, best first."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] | None = None
    lost: bool = False

    def without(self, facet: str, value: str) -> Query:
        """The same with one value taken away."""
        left = tuple(one for one in self.chosen.get(facet, ()) if one != value)
        return replace(self, chosen={**self.chosen, facet: left})


@dataclass(frozen=True, slots=True)
class Found:
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

    def find(self, query: Query) -> Found:
        """Everything the finder shows for a query."""
        # In the order of the page, so that a group stands under the first thing it hasn't said.
        chosen = {facet.name: query.chosen[facet.name] for facet in self.facets if query.chosen.get(facet.name)}
        counts: dict[str, dict[str, int]] = {facet.name: {} for facet in self.facets}
        sections: dict[str, list[str]] = {}
        lost = 0
        for group in self._in_order(query):
            answers = {name: self._answer(name, group, values) for name, values in chosen.items()}
            out = self._rank[group.slug] >= len(self.directory.listed)
            section = _section(answers)
            if out and not query.lost:
                lost += section == HERE
                continue
            if section:
                sections.setdefault(section, []).append(group.slug)
            self._count(group, answers, counts)
        ordered = sorted(sections, key=lambda name: self._place(name))
        return Found({name: tuple(self._sorted(name, sections[name], query)) for name in ordered}, counts, lost)

    def removals(self, query: Query) -> dict[tuple[str, str], int]:
        """How many would stand in the first section without each of the chosen values."""
        pairs = [(name, value) for name, values in query.chosen.items() for value in values]
        return {pair: self.find(query.without(*pair)).total for pair in pairs}

    def _in_order(self, query: Query) -> list[Group]:
        if query.words is None:
            return list(self.groups)
        found = [self.directory.groups[slug] for slug in query.words if slug in self._rank]
        # Out of touch comes last, however well the words fit.
        return sorted(found, key=lambda group: self._rank[group.slug] >= len(self.directory.listed))

    def _answer(self, name: str, group: Group, values: tuple[str, ...]) -> str:
        facet = self._tests[name]
        if name != AREA:
            return facet.answer(group, values)
        if facet.has(group) & set(values):
            return YES
        above = {key for value in values for key in self._areas.ancestors(value)}
        if not above & set(group.areas):
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


def _section(answers: Mapping[str, str]) -> str | None:
    """The section that a group stands in; none when a facet says no."""
    if NO in answers.values():
        return None
    unsaid = next((name for name, answer in answers.items() if answer == UNSAID), None)
    return f"unsaid-{unsaid}" if unsaid else {ONLINE: ONLINE, WIDER: WIDER}.get(answers.get(AREA, YES), HERE)


def facets(directory: Directory, languages: Iterable[str] | None = None) -> Iterator[Facet]:
    """The facets in the order of the page; `languages` puts the tags in the order of their names."""
    words = directory.vocabularies

    def tree(vocabulary: str) -> tuple[tuple[str, ...], dict[str, str]]:
        terms = words[vocabulary]
        ordered = [key for root in terms.roots for key in (root.key, *_beneath(directory, vocabulary, root.key))]
        return tuple(ordered), {term.key: term.parent for term in terms if term.parent}

    def one(name: str, vocabulary: str, said: Callable[[Group], Iterable[str | None]]) -> Facet:
        values, parents = tree(vocabulary)
        return Facet(name=name, values=values, parents=parents, said=_known(frozenset(values), said))

    yield one("offer", "offers", lambda group: group.offers)
    yield _area(directory, tree)
    yield one("how", "formats", lambda group: group.formats)
    yield one("for", "audiences", lambda group: group.for_)
    yield _joining(words["joining"].keys)
    yield from _questions("gate", words["gates"].keys, lambda group: group.gates, opens)
    yield one("led", "led_by", lambda group: [group.led_by])
    yield one("pay", "funding", lambda group: group.funding)
    yield one("host", "host_kinds", lambda group: [group.ties.host_kind if group.ties else None])
    yield from _questions("tie", words["ties"].keys, _ties, lambda key: "no")
    yield one("conf", "confidentiality", lambda group: [group.confidentiality])
    yield one("worry", "emergency_response", lambda group: [group.emergency_response])
    spoken = sorted({tag for group in (*directory.listed, *directory.out_of_touch) for tag in group.languages})
    yield Facet(name="lang", values=tuple(languages or spoken), said=lambda group: group.languages)
    yield one("cost", "cost", lambda group: [group.cost])
    yield from _questions("access", words["access"].keys, lambda group: group.access, lambda key: "yes")
    yield Facet(name="day", values=(*DAYS, BY_ARRANGEMENT), said=_days)


def opens(gate: str) -> str:
    """The answer with which a gate stands open."""
    return "yes" if gate.endswith(_OPEN_WITH_YES) else "no"


def _beneath(directory: Directory, vocabulary: str, key: str) -> Iterator[str]:
    for child in directory.vocabularies[vocabulary].children(key):
        yield child.key
        yield from _beneath(directory, vocabulary, child.key)


def _known(values: frozenset[str], said: Callable[[Group], Iterable[str | None]]) -> Callable[[Group], tuple[str, ...]]:
    return lambda group: tuple(value for value in said(group) if value in values)


def _area(directory: Directory, tree: Callable[[str], tuple[tuple[str, ...], dict[str, str]]]) -> Facet:
    """Areas; the root includes nothing but itself, or it would hold everyone."""
    values, parents = tree("areas")
    roots = {term.key for term in directory.vocabularies["areas"].roots}
    inside = {key: parent for key, parent in parents.items() if parent not in roots}
    return Facet(name=AREA, values=values, parents=inside, said=_known(frozenset(values), lambda group: group.areas))


def _joining(keys: tuple[str, ...]) -> Facet:
    """Ways to join; all but "only through a service" stand beneath "no referral needed"."""
    without = tuple(key for key in keys if key != REFERRAL_ONLY)
    values = (NO_REFERRAL, *without, *(key for key in keys if key == REFERRAL_ONLY))
    parents = dict.fromkeys(without, NO_REFERRAL)
    return Facet(name="join", values=values, parents=parents, said=lambda group: group.joining)


def _questions(
    family: str, keys: tuple[str, ...], answers: Callable[[Group], Mapping[str, str]], wanted: Callable[[str], str]
) -> Iterator[Facet]:
    """A facet for each question. "Partly" and "ask" are neither a yes nor a no: they count as not said."""
    for key in keys:
        said = partial(_yes_or_no, key, answers)
        yield Facet(name=key, values=(wanted(key),), said=said, family=family)


def _yes_or_no(key: str, answers: Callable[[Group], Mapping[str, str]], group: Group) -> tuple[str, ...]:
    answer = answers(group).get(key)
    return (answer,) if answer in ("yes", "no") else ()


def _ties(group: Group) -> dict[str, str]:
    ties = group.ties
    pairs = (
        (("in_service_premises", ties.in_service_premises), ("service_staff_attend", ties.service_staff_attend))
        if ties
        else ()
    )
    return {key: answer for key, answer in pairs if answer}


def _days(group: Group) -> tuple[str, ...]:
    days = sorted({day for meeting in group.meetings for day in meeting.day})
    return (*(DAYS[day] for day in days), *((BY_ARRANGEMENT,) if group.by_arrangement else ()))
