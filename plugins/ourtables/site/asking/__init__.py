"""The form by which a group writes its own listing: on paper as it stands, in a browser with help as it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ourtables import forge
from ourtables.importing.maps import BODY
from ourtables.receiving.reading import SEVEN
from ourtables.site import finder
from ourtables.site.asking.asks import BESIDE, LAST, MORE, Asks
from ourtables.site.asking.blank import blank
from ourtables.site.asking.says import removing, says
from ourtables.site.pages.registry import Making, kind
from ourtables.site.pages.rulebook import files_of
from ourtables.site.record import File, Output

BLANK = "/add/listing.md"


def data(making: Making, *, changes: bool = False) -> Mapping[str, Any]:
    """What a page with the form needs; on the one that `changes` a listing it waits until that is read."""
    asks = Asks(making)
    return {
        "seven": [[asks.of(name), *asks.all(BESIDE.get(name, ()))] for name in SEVEN if asks.has(name)],
        "crisis": asks.one_more(),
        "more": [(making.say(title), found) for title, names in MORE if (found := asks.rest(names))],
        "last": asks.all(LAST),
        "says": says(making),
        "book": files_of(making).book,
        "taken": files_of(making).taken,
        **finder.looking_up(making),
        "forge": forge_of(making),
        "most": forge.MOST_BYTES,
        "blank": BLANK,
        "changes": changes,
    }


def removal(making: Making) -> Mapping[str, Any]:
    """What the page that takes a group off needs: it writes to the private address, and to the public one if there is
    no other.
    """
    contact = making.settings.contact
    return {"says": removing(making), "mail": contact.private or contact.public}


def forge_of(making: Making) -> forge.Addresses | None:
    """The addresses of the directory's forge, if it has one."""
    return forge.addresses(making.settings.forge) if making.settings.forge else None


@kind
def blanks(making: Making) -> Iterator[Output]:
    """The listing to fill in with any editor."""
    yield File(url=BLANK, body=partial(_blank, making))


def _blank(making: Making) -> bytes:
    return blank(Asks(making), [BODY.name, *SEVEN], making.messages.gettext).encode()
