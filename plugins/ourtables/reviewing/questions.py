"""What a reader of a change would ask, besides what the checks can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ourtables import alike
from ourtables.fields import GROUP_AGREED, NO_POLICY, NOT_ASKED
from ourtables.quoting import Code, Line, Quote
from ourtables.reviewing.git import REGULAR, Change
from ourtables.reviewing.listing import Version

USER_LED = "user-led"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the questions about one listing rest on."""

    slug: str
    change: Change
    old: Version
    new: Version
    new_domains: tuple[str, ...]
    names: Mapping[str, str]
    retired: bool
    like_retired: bool


def about(one: Asked) -> Iterator[Line]:
    """The questions about one changed listing."""
    if one.change.removed:
        yield ("Did the group ask for this? Then ", Code(f"ourtables retire {one.slug}"), " keeps its address unused.")
        return
    if one.change.new_mode != REGULAR:
        yield (f"Why isn't this a plain file? Its mode is {one.change.new_mode}, and a listing's is {REGULAR}.",)
    if one.retired:
        yield ("This address belonged to a group that asked to be taken out. Could it have another?",)
    elif one.like_retired:
        yield ("It looks like a group that asked to be taken out. If it is that group, does it want to be back?",)
    yield from _names(one)
    yield from _domains(one)
    yield from _sense(one)


def _names(one: Asked) -> Iterator[Line]:
    name = str(one.new.values.get("name", ""))
    if name and name != one.old.values.get("name"):
        for word in alike.mixed(name):
            yield ("The word ", Quote(word), " mixes letters of several alphabets that look the same. Is that meant?")
        others = {text for slug, text in one.names.items() if slug != one.slug}
        for other in alike.like(name, others)[:3]:
            yield ("The name looks like that of another group here, ", Quote(other), ". Are they two?")
    if one.change.added:
        for slug in alike.like(one.slug, one.names)[:3]:
            yield ("The address looks like that of another group here, ", Code(slug), ". Could it have another?")


def _domains(one: Asked) -> Iterator[Line]:
    for domain in one.new_domains:
        if one.change.added:
            yield ("Is ", Quote(domain), " the group's own?")
        else:
            end = ". Ask the group by the way you knew before: is it theirs?"
            yield ("It leads to a new web domain, ", Quote(domain), end)


def _sense(one: Asked) -> Iterator[Line]:
    old, new = one.old.values, one.new.values
    ties, response = new.get("ties"), new.get("emergency_response")
    hosted = ties and (ties.host or ties.host_kind) and ties.host_kind != USER_LED
    touched = old.get("ties") != ties or old.get("emergency_response") != response
    touched = touched or old.get("emergency_note") != new.get("emergency_note")
    if hosted and response and response != NO_POLICY and touched:
        yield ("It has a host. Does the host's policy on emergencies say the same?",)
    if one.change.added and new.get("consent") in (None, NOT_ASKED):
        yield ("Nobody has asked the group yet. Who does?",)
    if old.get("consent") == NOT_ASKED and new.get("consent") == GROUP_AGREED:
        yield ("It now says that the group agreed. How do we know?",)
    if old.get("led_by") and old.get("led_by") != new.get("led_by"):
        yield ("Who leads it has changed. Is that the group's own word?",)
    if not one.change.added and new.get("confirmed") != old.get("confirmed") and new.get("confirmed_by") == "keeper":
        yield ("A keeper confirmed this from what is public. Has anybody heard from the group?",)


def moved(old: Iterable[tuple[str, Version]], new: Iterable[tuple[str, Version]]) -> Iterator[Line]:
    """A page whose address changes: the same name in a file that is gone and in one that is new."""
    gone = {str(version.values.get("name", "")): slug for slug, version in old}
    for slug, version in new:
        name = str(version.values.get("name", ""))
        before = gone.get(name) if name else None
        if before and before not in version.values.get("aliases", ()):
            ask = (" now. Printed links break: should ", Code(f"aliases: [{before}]"), " be added?")
            yield (Code(before), " seems to be ", Code(slug), *ask)


def elsewhere(paths: list[str], mixed: bool, owners: bool) -> Iterator[Line]:
    """What to ask about files that aren't listings."""
    if paths:
        count = "1 file is" if len(paths) == 1 else f"{len(paths):,} files are"
        yield (f"{count} outside the listings. Does a person who keeps them look at each?",)
    if mixed:
        yield ("Listings and other files change together. Could this be two pull requests?",)
    if owners:
        proofs = "the owner's own comment, a token on the group's page, or a reply from the address in the listing"
        yield (f"It changes who owns a listing. Is there {proofs}?",)
