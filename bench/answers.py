"""The answers of one made listing, field by field, with the spread of real ones: most leave most things out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from bench import words
from ourtables.listing import source
from ourtables.listing.fields import FIELDS

if TYPE_CHECKING:
    from bench.maker import World

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDER = {field.name: number for number, field in enumerate(FIELDS)}
_LANGUAGES = ("cy", "gd", "ur", "pa", "bn", "pl", "ro", "so", "ar", "fa", "tr", "bfi", "pt", "yi")
# Of twenty listings: how many days ago somebody last said that all is true.
_AGES = ((0, 182),) * 13 + ((183, 365),) * 4 + ((366, 540),) * 2 + ((541, 1200),)
_ROOMS = ("hall", "kitchen", "yard", "shed")


class Bare(str):
    """A value that YAML takes without quotes: a key of a vocabulary, a date, a language's tag."""

    __slots__ = ()


@dataclass(frozen=True)
class Asked:
    """What the answers of one listing depend on."""

    world: World
    writer: words.Writer
    index: int
    today: date
    name: str
    slug: str
    areas: list[str]

    @property
    def chance(self) -> Random:
        """The listing's own source of chance."""
        return self.writer.chance

    def often(self, share: float) -> bool:
        """Yes for a share of all listings."""
        return self.chance.random() < share

    def turn(self, keys: Sequence[str], step: int = 1) -> Bare:
        """The key whose turn it is, so that each is used whatever chance says."""
        return Bare(keys[self.index // step % len(keys)])

    def any(self, keys: Sequence[str]) -> Bare:
        """One key by chance."""
        return Bare(self.chance.choice(keys))

    def several(self, keys: Sequence[str], least: int, most: int) -> list[Bare]:
        """Some keys by chance, in the vocabulary's order."""
        found = self.chance.sample(range(len(keys)), min(len(keys), self.chance.randint(least, most)))
        return [Bare(keys[number]) for number in sorted(found)]

    def day(self, least: int, most: int) -> Bare:
        """A day so many days ago."""
        return Bare((self.today - timedelta(self.chance.randint(least, most))).isoformat())

    def note(self, least: int = 1, most: int = 2) -> str:
        """A short text of the group's."""
        return " ".join(self.writer.some(words.NOTES, self.chance.randint(least, most)))[:490]


def answer(asked: Asked) -> dict[str, Any]:
    """All answers of a listing, in the declaration's order; what is left out isn't there."""
    found: dict[str, Any] = {"name": asked.name, "areas": [Bare(area) for area in asked.areas]}
    for part in (_state, _what, _who, _joining, _safety, _practical, _when_and_where, _contact, _keeping, _also_in):
        part(asked, found)
    return dict(sorted(found.items(), key=lambda item: _ORDER[item[0]]))


def _state(asked: Asked, found: dict[str, Any]) -> None:
    status = "active"
    if asked.index % 11 == 10:
        status = found["status"] = asked.turn(("paused", "starting-soon", "closed", "active"), 11)
    if status in ("paused", "starting-soon"):
        found["until"] = asked.day(-200, 30)
        found["status_note"] = asked.note()
    elif status == "closed":
        found["status_note"] = asked.note()
    if asked.index % 33 == 5:
        found["aliases"] = [Bare(source.slug_from(f"old {asked.slug[:40]} {asked.index}"))]
    language = {7: "cy", 31: "ur"}.get(asked.index % 50)
    if language:
        found["written_in"] = Bare(language)
    if asked.often(0.8):
        found["summary"] = (asked.writer.one(words.TEXTS[language] if language else words.SUMMARIES))[:200]


def _also_in(asked: Asked, found: dict[str, Any]) -> None:
    """Groups that write in Welsh say all of it in English too."""
    if found.get("written_in") != "cy":
        return
    parts = [part.name for part in next(field for field in FIELDS if field.name == "also_in").parts]
    given: dict[str, Any] = {name: asked.note() for name in parts}
    given["language"] = Bare("en")
    given["name"] = asked.name
    given["summary"] = asked.writer.one(words.SUMMARIES)[:200]
    given["words"] = " ".join(asked.writer.some(words.OPENINGS, 2))
    found["also_in"] = [given]


def _what(asked: Asked, found: dict[str, Any]) -> None:
    offers = [asked.turn(asked.world.offers)]
    offers += [key for key in asked.several(asked.world.offers, 0, 3) if key not in offers and key != "other"]
    found["offers"] = offers
    if "other" in offers or asked.often(0.1):
        found["offers_note"] = asked.note()
    formats = asked.world.keys("formats")
    if asked.often(0.75):
        found["formats"] = [Bare("in-person"), *(asked.several(formats[1:], 1, 2) if asked.often(0.3) else [])]
    else:
        found["formats"] = asked.several(formats[1:], 1, 3)
        if asked.world.root not in found["areas"] and asked.often(0.7):
            found["areas"].append(Bare(asked.world.root))


def _who(asked: Asked, found: dict[str, Any]) -> None:
    audiences = asked.world.keys("audiences")
    if asked.often(0.7):
        more = [key for key in asked.several(audiences, 0, 3) if key != "anyone"]
        turn = asked.turn(audiences)
        found["for"] = [turn] if turn == "anyone" or turn in more else [turn, *more]
        if asked.index % 4 == 0:
            found["includes"] = {key: asked.turn(("yes", "ask", "no"), 4) for key in asked.world.keys("includes")}
    for name, share in (("for_note", 0.2), ("interpreters_note", 0.15), ("led_by_note", 0.4)):
        if asked.often(share):
            found[name] = asked.note()
    if asked.often(0.3):
        found["age_min"] = asked.chance.choice((11, 14, 16, 18, 18, 18, 50))
        if asked.often(0.3):
            found["age_max"] = found["age_min"] + asked.chance.randint(5, 40)
    if asked.often(0.5):
        found["languages"] = [Bare("en"), *([asked.turn(_LANGUAGES)] if asked.often(0.3) else [])]
    found["led_by"] = asked.turn(("all-lived-experience",) * 3 + ("most-lived-experience", "shared"))
    if asked.often(0.3):
        found["ties"] = _ties(asked)
    if asked.often(0.4):
        found["networks"] = [
            {"name": f"The {asked.writer.house()} Network", **({"membership": "member"} if asked.often(0.6) else {})}
            for _ in range(asked.chance.randint(1, 2))
        ]


def _ties(asked: Asked) -> dict[str, Any]:
    host = {"host": f"{asked.writer.house()} Community Trust", "host_kind": asked.turn(asked.world.keys("host_kinds"))}
    answers = {name: asked.any(("yes", "no", "no", "sometimes")) for name in asked.world.keys("ties")}
    return {**(host if asked.often(0.7) else {}), **answers}


def _joining(asked: Asked, found: dict[str, Any]) -> None:
    if asked.often(0.8):
        found["joining"] = [asked.turn(asked.world.keys("joining"))]
    if asked.often(0.7):
        gates = asked.several(asked.world.keys("gates"), 3, 7)
        found["gates"] = {gate: asked.any(("no", "no", "yes")) for gate in gates}
    if asked.often(0.4):
        found["first_time"] = asked.note(2, 3)


def _safety(asked: Asked, found: dict[str, Any]) -> None:
    if asked.often(0.6):
        found["confidentiality"] = asked.turn(asked.world.keys("confidentiality"))
        if asked.often(0.4):
            found["confidentiality_note"] = asked.note()
    if asked.world.crisis.intersection(found["offers"]) or asked.often(0.3):
        response = found["emergency_response"] = asked.turn(asked.world.keys("emergency_response"), 3)
        if response != "no-policy-yet" or asked.often(0.3):
            found["emergency_note"] = asked.note()
    if asked.often(0.1):
        found["content_notes"] = [f"mentions {asked.writer.fill('{subject}')}"]


def _practical(asked: Asked, found: dict[str, Any]) -> None:
    if asked.often(0.8):
        found["cost"] = asked.any(("free",) * 6 + asked.world.keys("cost"))
        if asked.often(0.2):
            found["cost_note"] = asked.note()
    if asked.often(0.2):
        found["travel_help"] = asked.note()
    if asked.often(0.7):
        keys = asked.several(asked.world.keys("access"), 3, 8)
        found["access"] = {key: asked.any(("yes", "yes", "yes", "no", "partly", "ask")) for key in keys}
        if asked.often(0.4):
            found["access_note"] = asked.note()
    for name, share in (("funding", 0.6), ("needs", 0.4)):
        if asked.often(share):
            found[name] = asked.several(asked.world.keys(name), 1, 3)
            if asked.often(0.4):
                found[f"{name}_note"] = asked.note()
    if asked.often(0.15):
        found["give"] = Bare(f"https://{asked.slug[:50].rstrip('-')}.example.org/give")
    if asked.often(0.7):
        found["started"] = asked.today.year - int(40 * asked.chance.random() ** 2)


def _when_and_where(asked: Asked, found: dict[str, Any]) -> None:
    in_person = "in-person" in found["formats"]
    if in_person and asked.often(0.85):
        rooms = _ROOMS[: 2 if asked.often(0.15) else 1]
        found["places"] = {room: _place(asked, number) for number, room in enumerate(rooms)}
    if asked.often(0.1):
        found["meetings"] = Bare("by-arrangement")
    elif asked.often(0.85):
        count = asked.chance.choice((1, 1, 1, 2, 3))
        where = [*found.get("places", {}), *([] if found["formats"] == ["in-person"] else ["online"])]
        found["meetings"] = [_meeting(asked, asked.index + number, where) for number in range(count)]


def _place(asked: Asked, number: int) -> dict[str, Any]:
    writer = asked.writer
    venue = f"{writer.house()} {writer.fill('{Venue}')}"
    outcodes = asked.world.outcodes.get(asked.areas[0])
    outcode = asked.chance.choice(outcodes) if outcodes else None
    town = asked.chance.choice(writer.towns)[:80]
    precision = ("area", "exact", "private", "", "", "exact")[(asked.index + number) % 6]
    if precision == "private":
        return {"town": town, "precision": Bare(precision)}
    found: dict[str, Any] = {"name": venue, "town": town}
    if outcode:
        # No postcode ends so.
        found["postcode"] = f"{outcode} 9ZZ" if precision == "exact" else outcode
    if precision:
        found["precision"] = Bare(precision)
    if precision == "exact":
        found["address"] = f"{asked.chance.randint(1, 180)} {writer.street()}"
    if asked.often(0.5):
        found["directions"] = asked.note()
    return found


def _meeting(asked: Asked, turn: int, where: list[str]) -> dict[str, Any]:
    start = asked.chance.choice((10, 11, 13, 14, 17, 18, 18, 19, 19, 22))
    found: dict[str, Any] = {"day": Bare(DAYS[turn % 7]), "start": f"{start}:{asked.chance.choice(('00', '30'))}"}
    if asked.often(0.85):
        found["end"] = f"{(start + 2) % 24:02}:{asked.chance.choice(('00', '15', '30'))}"
    rule = turn % 9
    if rule == 1:
        found["day"] = [Bare(DAYS[turn % 7]), Bare(DAYS[(turn + 2) % 7])]
    elif rule in (2, 3, 4):
        found["every"] = Bare("month")
        found["which"] = {
            2: Bare(("1st", "2nd", "3rd", "4th")[turn % 4]), 3: Bare("last"), 4: [Bare("1st"), Bare("3rd")],
        }[rule]  # fmt: skip
    elif rule in (5, 6):
        found |= {"every": Bare("2-weeks"), "from": asked.day(-30, 300)}
    elif rule == 7:
        found |= {"every": Bare("week"), "from": asked.day(100, 300), "until": asked.day(-400, -60)}
        found["not_on"] = [Bare(f"{asked.today.year}-12-{day}") for day in (24, 25, 26)]
    elif rule == 8:
        found["term_time"] = Bare("yes")
    if where:
        found["where"] = Bare(where[turn % len(where)])
    if asked.often(0.25):
        found["note"] = asked.note()
    return found


def _contact(asked: Asked, found: dict[str, Any]) -> None:
    ways = list(dict.fromkeys([asked.turn(asked.world.keys("contact_ways")), Bare("email"), Bare("phone")]))
    found["contact"] = [_way(asked, way) for way in ways[: asked.chance.randint(1, 3)]]


def _way(asked: Asked, how: Bare) -> dict[str, Any]:
    digits = f"{asked.chance.randint(0, 999):03}"
    site = f"{asked.slug[:50].rstrip('-')}.example.org"
    values = {
        "phone": f"01632 960{digits}" if asked.often(0.8) else f"0808 157 0{digits}",
        "email": f"{asked.chance.choice(('hello', 'tea', 'us', 'rota'))}@{site}",
        "post": f"The {asked.writer.house()} Box, {asked.writer.street()}, {asked.areas[0].replace('-', ' ').title()}",
        "in-person": asked.note(1, 1)[:200],
    }
    if how in ("text", "whatsapp", "signal"):
        found: dict[str, Any] = {"how": how, "value": f"07700 900{digits}"}
        # The rest get the warning that real ones get.
        if asked.often(0.9):
            found["public_ok"] = Bare("yes")
    else:
        found = {"how": how, "value": values.get(how, f"https://{site}/{how}")}
    for name, share, text in (
        ("label", 0.2, f"The {asked.writer.fill('{thing}')} line"),
        ("hours", 0.3, f"{asked.chance.choice(DAYS).title()}s {asked.chance.randint(1, 5)} to 7 pm"),
        ("note", 0.2, asked.note(1, 1)),
    ):
        if asked.often(share):
            found[name] = text
    return found


def _keeping(asked: Asked, found: dict[str, Any]) -> None:
    if asked.often(0.6):
        found["reuse"] = asked.turn(asked.world.keys("reuse"))
    least, most = _AGES[asked.index % len(_AGES)]
    found["confirmed"] = asked.day(least, most)
    found["confirmed_by"] = asked.turn(asked.world.keys("confirmed_by"))
    found["consent"] = Bare("not-asked" if asked.index % 97 == 96 else ("group-agreed", "group-asked")[asked.index % 2])
