"""In which outputs the secrets of a listing may stand, by its traits; everywhere else they are a leak."""

from __future__ import annotations

from tests.secrets.looking import OUTPUTS
from tests.secrets.planting import KEPT, Secret

_TAKEN = {"data", "json", "changes"}
_ON_PAPER = {"booklet", "offline", "code"}
_NOWHERE: frozenset[str] = frozenset()
# What a closed group's page and file still say.
_LEFT_OF_CLOSED = {
    "name": {"page", "listing", "changes", "finder"},
    "slug": {"page", "listing", "changes", "taken", "finder"},
    "status_note": {"page", "listing"},
    "aliases": {"page", "taken"},
}
# What stands in the file alone: comments, and the keys of private places and of what isn't a field.
FILE_ONLY = {"comment", "key"}
_OUT = {"unlisted", "retired", "refused", "too-private", "too-exact", "gone"}


def may(secret: Secret, *, shown: bool) -> frozenset[str]:
    """The outputs of a site in which a secret may stand; `shown` says that drafts and made-up groups are shown."""
    allowed = OUTPUTS if secret.field not in FILE_ONLY else _NOWHERE
    if secret.field == "places.key":
        allowed = frozenset({"listing"})
    for trait in secret.traits - _overruled(secret.traits):
        allowed &= _by_trait(trait, secret.field, shown=shown)
    return allowed


def _by_trait(trait: str, name: str, *, shown: bool) -> frozenset[str]:
    if trait in _OUT:
        return _NOWHERE
    if trait == "not-asked":
        return OUTPUTS - _TAKEN - _ON_PAPER - {"help"} if shown else _NOWHERE
    if trait == "made-up":
        return OUTPUTS - _TAKEN - _ON_PAPER - {"help", "feed", "calendar", "linked"} if shown else _NOWHERE
    if trait == "closed":
        return frozenset(_LEFT_OF_CLOSED.get(name, ()))
    if trait == "out-of-touch":
        return frozenset({"page", "listing", "search", "finder", "all", "taken"})
    if trait == "site-only":
        return OUTPUTS - _TAKEN
    if trait == "facts" and (name in ("body", "summary") or name.startswith("also_in.")):
        return OUTPUTS - _TAKEN
    return OUTPUTS


def _overruled(traits: frozenset[str]) -> set[str]:
    """A draft that is shown counts as listed, and a closed group as closed, however long ago anybody confirmed it."""
    return {"out-of-touch"} if traits & {"not-asked", "closed"} else set()


def said_in_review(secret: Secret, *, closed: bool) -> bool:
    """Whether a review may say a secret; `closed` says that the change closes the group.

    Whoever looks at a new listing reads what its page will say, and what keeps it out; a comment, a key or a place told too
    finely isn't read out, and of a closed group only what its page says.
    """
    if secret.field in (*FILE_ONLY, "places.key") or secret.field.startswith(KEPT):
        return False
    return secret.field in ("name", "slug", "status_note") if closed or "closed" in secret.traits else True
