"""Who has to look at a change: nobody else, one person, or two.

`content/maintainers/owners.yml` is opt-in and public: a listing's slug, the numeric GitHub ids of those who own it
and, if wanted, the web domain that is theirs. It is read from the earlier commit, never from the pull request's own
copy, which its author writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ourtables.core import nodes
from ourtables.core.nodes import Scalar, Sequence
from ourtables.core.problems import Problem, Reporter
from ourtables.core.quoting import Code, Line
from ourtables.settings.maintainers import FOLDER

FILE = f"{FOLDER}/owners.yml"
# The fields that an owner may change alone, besides the group's own words: times, links and the day it was last
# confirmed. A person looks at whom to ring, where to come, what a group does when it worries about someone, its name,
# its areas and who leads it.
SAFE = frozenset(
    {
        *("summary", "status_note", "for_note", "interpreters_note", "led_by_note", "funding_note", "needs_note"),
        *("confidentiality_note", "first_time", "content_notes", "cost_note", "travel_help", "access_note"),
        *("meetings", "give", "contact", "confirmed", "confirmed_by"),
    }
)
ALONE_CONFIRMS = "group"
_ID = re.compile(r"[1-9][0-9]{0,18}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a listing: numeric ids, since names can be given up and taken by others."""

    ids: frozenset[int]
    domain: str = ""


@dataclass(frozen=True, slots=True)
class ReviewVerdict:
    """How many people have to look besides the author, and why."""

    people: int
    reasons: tuple[Line, ...]


def load(raw: bytes | None, path: str = FILE) -> tuple[dict[str, Owner], list[Problem]]:
    """Read the owners' file.

    Args:
        raw: Its bytes; `None` when there is no such file.
        path: Where problems are reported.

    Returns:
        The owners by slug, and what is wrong with the file; an entry that can't be read makes nobody an owner.
    """
    report = Reporter(path)
    root = nodes.parse((raw or b"").decode("utf-8", "replace"), report, most_nodes=100_000)
    found: dict[str, Owner] = {}
    if root is not None and not isinstance(root, nodes.Mapping):
        report("keeper-setting", 1, what="The owners are a list of slugs with ids.", hint="Write slug: {github: [1]}.")
    for slug, entry in root.entries.items() if isinstance(root, nodes.Mapping) else ():
        owner = _owner(entry)
        if owner:
            found[slug] = owner
        else:
            what, hint = (
                f"The owner of “{slug}” can't be read.",
                "Write “github: [12345]” below it, and a domain if wanted.",
            )
            report("keeper-setting", entry.line, what=what, hint=hint)
    return ({} if any(problem.code != "keeper-setting" for problem in report.problems) else found), report.problems


def _owner(entry: nodes.Node) -> Owner | None:
    if not isinstance(entry, nodes.Mapping) or set(entry.entries) - {"github", "domain"}:
        return None
    ids, domain = entry.entries.get("github"), entry.entries.get("domain")
    items = ids.items if isinstance(ids, Sequence) else [ids]
    texts = [item.text for item in items if isinstance(item, Scalar)]
    if not texts or len(texts) < len(items) or not all(_ID.fullmatch(text) for text in texts):
        return None
    if domain is not None and not (isinstance(domain, Scalar) and _DOMAIN.fullmatch(domain.text)):
        return None
    return Owner(frozenset(map(int, texts)), domain.text if isinstance(domain, Scalar) else "")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict on one changed listing depends on.

    Attributes:
        slug: Its address.
        added: Whether it is new.
        removed: Whether it is gone.
        new_domains: The web domains that it didn't lead to before.
        unsafe: The changed fields that an owner doesn't change alone.
        stopped: Whether the checks stop it.
        asked: Whether there is a question to ask.
    """

    slug: str
    added: bool = False
    removed: bool = False
    new_domains: tuple[str, ...] = ()
    unsafe: tuple[str, ...] = ()
    stopped: bool = False
    asked: bool = False


def decide(facts: tuple[Facts, ...], elsewhere: bool, owners: Mapping[str, Owner], author: int | None) -> ReviewVerdict:
    """Decide who has to look at a whole change.

    Args:
        facts: Each changed listing.
        elsewhere: Whether anything but listings is changed.
        owners: The owners by slug.
        author: The proposer's numeric id, if known.
    """
    people, reasons = 0, []
    for one in facts:
        found, why = _of(one, owners.get(one.slug), author)
        people = max(people, found)
        reasons += why
    if elsewhere:
        people = max(people, 1)
        reasons.append(("It touches files that aren't listings: a person who keeps them has to look.",))
    if len(facts) > 1 and people == 0:
        people = 1
        reasons.append(("An owner alone may change one listing at a time.",))
    if not facts and not elsewhere:
        reasons.append(("Nothing was changed.",))
    return ReviewVerdict(people, tuple(reasons))


def _of(one: Facts, owner: Owner | None, author: int | None) -> tuple[int, list[Line]]:
    name = Code(one.slug)
    if one.added:
        return 2, [(name, " is a new listing: two people look at it.")]
    if one.new_domains:
        return 2, [(name, " leads to a new web domain: two people look at it.")]
    if one.removed:
        return 1, [(name, " is taken out: a person makes sure that the group wants it.")]
    if owner is None or author is None or author not in owner.ids:
        why = " has no owner on record" if owner is None else " was changed by somebody who isn't its owner on record"
        return 1, [(name, f"{why}: a person looks at it.")]
    reasons: list[Line] = []
    if one.unsafe:
        fields: list[str | Code] = []
        for field in one.unsafe:
            fields += [*([", "] if fields else []), Code(field)]
        reasons.append((name, " was changed by its owner in what people look at: ", *fields, "."))
    if one.stopped:
        reasons.append((name, " has something to mend first."))
    if one.asked and not reasons:
        reasons.append((name, " was changed by its owner, and there is a question to ask."))
    if reasons:
        return 1, reasons
    return 0, [(name, " was changed by its owner, in times, links or words only: nobody else needs to look.")]
