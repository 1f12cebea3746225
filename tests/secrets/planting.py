"""Directories with secrets in them: every text that a listing can carry holds a word or number that stands nowhere else.

A made listing (`bench.maker`) is filled up from the declaration of fields, so that a new field is planted by itself,
and given traits: it closed, nobody asked the group, it says too much of a private place … What a trait keeps back is
in `rules`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench import maker
from ourtables.listing import formatting
from ourtables.listing.fields import FIELDS, Field
from ourtables.listing.kinds import LANGUAGE, LINK, NOTE, RECORD, RECORDS, TEXT, TEXTS
from ourtables.settings import maintainers

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
TODAY = date(2026, 11, 22)

# Each of these stands once by itself; then they are mixed.
TRAITS = (
    "open",
    "site-only",
    "facts",
    "closed",
    "not-asked",
    "made-up",
    "out-of-touch",
    "unlisted",
    "retired",
    "refused",
    "too-private",
    "too-exact",
)
# One of the first, any of the second, and once in a while one of those that keep a listing out.
_REUSE = ("open", "site-only", "facts")
_STATES = ("closed", "not-asked", "made-up", "out-of-touch")
_STOPS = TRAITS[len(_REUSE) + len(_STATES) :]
_LETTERS = "bdfgkmnprtvwx"
_ENDS = "ABDEFGHJLNPQRSTUWXYZ"
_FREE = (TEXT, NOTE)
# The field of what a place may not say at all.
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a word or number was planted: in which listing, with which traits, in which field."""

    slug: str
    traits: frozenset[str]
    field: str


@dataclass
class Planted:
    """A directory and its secrets, each by the form in which it is looked for."""

    content: Path
    history: Path
    secrets: dict[str, Secret] = field(default_factory=dict)
    traits: dict[str, frozenset[str]] = field(default_factory=dict)

    def fields(self, trait: str) -> set[str]:
        """The fields that the listings with one trait alone were planted in."""
        return {one.field for one in self.secrets.values() if one.traits == {trait}}


@dataclass
class _Marks:
    """Gives out secrets for one listing."""

    planted: Planted
    chance: Random
    turn: int = 0
    slug: str = ""
    traits: frozenset[str] = frozenset()

    def word(self, name: str) -> str:
        """A word whose stem is itself, for an index that keeps stems."""
        return self._keep("qz" + "".join(self.chance.choices(_LETTERS, k=10)) + "k", name)

    def number(self, before: str, name: str) -> str:
        """A phone number of those kept for drama."""
        return self._new(lambda: f"{before}{self.chance.randrange(1000):03}", name)

    def postcode(self, name: str) -> str:
        """A whole postcode of a place that isn't there."""
        return self._new(
            lambda: f"QZ{self.chance.randrange(10, 100)} 9{''.join(self.chance.choices(_ENDS, k=2))}", name
        )

    def _new(self, make: Callable[[], str], name: str) -> str:
        """The first of those made that was planted nowhere yet; it is looked for without blanks."""
        for _ in range(10_000):
            made = make()
            bare = made.replace(" ", "").lower()
            if bare not in self.planted.secrets:
                self._keep(bare, name)
                return made
        raise AssertionError(f"nothing new is left for {name}")

    def _keep(self, secret: str, name: str) -> str:
        self.planted.secrets[secret] = Secret(self.slug, self.traits, name)
        return secret


def plant(folder: Path, seed: int, mixed: int) -> Planted:
    """Make a directory in a folder: a listing with each trait alone, and as many with several as asked for."""
    content = folder / "content"
    shutil.copytree(TESTS / "content", content)
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    (content / "groups").mkdir(exist_ok=True)
    # The made groups answer in every way that a directory may list.
    settle(content, "most-lived-experience]", "most-lived-experience, shared]")
    settle(content, "demo: yes", "demo: no")
    chance = Random(f"secrets {seed}")
    planted = Planted(content, folder / "history.json")
    marks = _Marks(planted, chance)
    _help(content, marks)
    sets = [frozenset([trait]) for trait in (*TRAITS, "open", *["too-private"] * 3, "too-exact")]
    sets += [_mixed(chance) for _ in range(mixed)]
    events = []
    for traits, made in zip(sets, maker.make(len(sets), content, seed, TODAY), strict=True):
        marks.traits, marks.slug = traits, made.slug
        # Where there is to be no page, the address is a secret too.
        slug = marks.word("slug") if traits & {"unlisted", "retired", "refused", "not-asked"} else made.slug
        marks.slug = slug
        planted.traits[slug] = traits
        (content / "groups" / f"{slug}.md").write_text(_listing(made, marks, len(events)), encoding="utf-8")
        events.append({"day": "2026-10-01", "what": "changed", "slug": slug})
        if "unlisted" in traits:
            maintainers.unlist(content, slug)
        if "retired" in traits:
            maintainers.retire(content, slug)
    marks.traits, marks.slug = frozenset(["gone"]), ""
    events.append({"day": "2026-01-01", "what": "added", "slug": marks.word("slug")})
    planted.history.write_text(json.dumps(events), encoding="utf-8")
    return planted


def settle(content: Path, old: str, new: str) -> None:
    """Put one line of a directory's settings for another."""
    path = content / "directory.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _mixed(chance: Random) -> frozenset[str]:
    stops = chance.sample(_STOPS, 1) if chance.random() < 0.2 else []
    return frozenset([chance.choice(_REUSE), *chance.sample(_STATES, chance.randint(0, 2)), *stops])


def _help(content: Path, marks: _Marks) -> None:
    """A line of help with a word in it that has to be found."""
    marks.traits, marks.slug = frozenset(["help"]), "help"
    (content / "help").mkdir()
    text = f'---\nname: "{marks.word("name")}"\ncountry: GB\nareas: [uk-wide]\nrun_by: peers\nways:\n  - how: phone\n'
    text += '    value: "0808 157 0123"\n    always: yes\ntracing: unknown\nsending: unknown\nrecording: unknown\n'
    text += "source: https://line.example.org\nseen: 2026\nchecked: never\n---\n\nPeople answer.\n"
    (content / "help" / "10-line.md").write_text(text, encoding="utf-8")


def _listing(made: maker.Made, marks: _Marks, number: int) -> str:
    answers: dict[str, Any] = dict(made.answers)
    answers |= {one.name: _filled(one, answers.get(one.name), marks) for one in FIELDS if _carries_text(one)}
    answers["emergency_response"] = "only-if-you-ask"
    answers |= {"places": _places(marks), "meetings": _meetings(marks), "contact": _contacts(marks)}
    answers |= {
        "aliases": [marks.word("aliases")],
        "status": "paused" if number % 5 == 2 else "active",
        "consent": "group-agreed",
        "reuse": "facts-and-words",
    }
    # Nearly all are due for a letter, if they are to get one.
    answers["confirmed"] = TODAY - timedelta(days=20 if number % 5 == 4 else 200)
    answers.pop("until", None)
    _give(answers, marks)
    _keys(answers, marks)
    text = formatting.dump(_plain(answers), _body(marks))
    if "refused" in marks.traits:
        text = text.replace("\n---\n", "\ncolour: blue\n---\n", 1)
    return _with_comments(text, marks)


def _carries_text(one: Field) -> bool:
    return one.kind in (*_FREE, TEXTS, LINK, RECORD, RECORDS) and one.name != "contact"


def _filled(one: Field, before: Any, marks: _Marks, within: str = "") -> Any:
    """A field's value with a secret in each text of it; words of a vocabulary stay as they are."""
    name = f"{within}{one.name}"
    if one.kind in _FREE:
        room = one.most - 20
        return f"{(before or 'This is how we do it, most of the time')[:room]} {marks.word(name)}"
    if one.kind is TEXTS:
        return [f"mentions {marks.word(name)}"]
    if one.kind is LINK:
        return f"https://{marks.word(name)}.example.org/give"
    if one.kind is RECORD:
        kept = before if isinstance(before, Mapping) else {}
        return {
            **kept,
            **{part.name: _filled(part, None, marks, f"{name}.") for part in one.parts if part.kind in _FREE},
        }
    if one.kind is RECORDS:
        spoken = {part.name: "cy" for part in one.parts if part.kind is LANGUAGE}
        free = {part.name: _filled(part, None, marks, f"{name}.") for part in one.parts if part.kind in _FREE}
        return [{**spoken, **free}]
    raise AssertionError(f"nothing is planted in {name}")


def _place(marks: _Marks, precision: str, *parts: str, within: str = "places") -> dict[str, Any]:
    found: dict[str, Any] = {part: f"House {marks.word(f'{within}.{part}')}" for part in parts if part != "postcode"}
    if "postcode" in parts:
        found["postcode"] = marks.postcode(f"{within}.postcode")
    return {**found, "precision": precision}


def _places(marks: _Marks) -> dict[str, Any]:
    """One place of each precision, each telling all that it may; more, for a listing that is to be stopped."""
    found = {
        "hall": _place(marks, "exact", "name", "town", "postcode", "address", "directions"),
        "room": _place(marks, "area", "name", "town", "directions"),
        "den": _place(marks, "private", "town"),
    }
    if "too-private" in marks.traits:
        found["den"] |= _place(
            marks, "private", *_some(marks, "name", "postcode", "address", "directions"), within=KEPT
        )
    if "too-exact" in marks.traits:
        found["room"] |= _place(marks, "area", *_some(marks, "postcode", "address"), within=KEPT)
        if marks.chance.random() < 0.5:
            del found["room"]["precision"]
    return found


def _keys(answers: dict[str, Any], marks: _Marks) -> None:
    """Give every place a key that says something, which meetings name too; a refused listing has more in each mapping."""
    private = {key for key, place in answers["places"].items() if place.get("precision") == "private"}
    keys = {key: marks.word("key" if key in private else "places.key") for key in answers["places"]}
    answers["places"] = {keys[key]: place for key, place in answers["places"].items()}
    for meeting in answers["meetings"]:
        meeting["where"] = keys.get(meeting["where"], meeting["where"])
    if "refused" in marks.traits:
        for mapping in list(_mappings(answers)):
            # A lone word in the place of a field's name is repeated, so that its author knows which.
            mapping[f"12 {marks.word('key')} street"] = "yes"


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a listing's answers, itself among them, but for the one whose keys are names of places."""
    if isinstance(value, dict):
        if not all(isinstance(one, dict) for one in value.values()):
            yield value
        for one in value.values():
            yield from _mappings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _mappings(one)


def _some(marks: _Marks, *names: str) -> list[str]:
    """One at a time while a trait stands alone, so that each is tried by itself; then any."""
    if len(marks.traits) == 1:
        marks.turn += 1
        return [names[marks.turn % len(names)]]
    return marks.chance.sample(names, marks.chance.randint(1, len(names)))


def _meetings(marks: _Marks) -> list[dict[str, Any]]:
    days = marks.chance.sample(("monday", "tuesday", "wednesday", "thursday", "friday"), 4)
    places = zip(days, ("hall", "room", "den", "online"), strict=True)
    return [
        {"day": day, "start": "18:30", "end": "20:30", "where": where, "note": f"Bring {marks.word('meetings.note')}"}
        for day, where in places
    ]


def _contacts(marks: _Marks) -> list[dict[str, Any]]:
    name = "contact.value"
    values = {
        "phone": marks.number("01632 960", name),
        "text": marks.number("07700 900", name),
        "email": f"{marks.word(name)}@example.org",
        "website": f"https://{marks.word(name)}.example.org/",
        "post": f"Box {marks.word(name)}, Riverton",
    }
    parts = ("label", "hours", "note")
    return [
        {"how": how, "value": value, **{part: f"The {marks.word(f'contact.{part}')}" for part in parts}}
        for how, value in values.items()
    ]


def _give(answers: dict[str, Any], marks: _Marks) -> None:
    """Make a listing what its traits say."""
    answers["name"] = f"{marks.word('name').title()} Table"
    said: dict[str, dict[str, Any]] = {
        "site-only": {"reuse": "this-site-only"},
        "facts": {"reuse": "facts"},
        "closed": {"status": "closed"},
        "not-asked": {"consent": "not-asked"},
        "made-up": {"example": "yes"},
        "out-of-touch": {"confirmed": TODAY - timedelta(days=600)},
    }
    for trait in marks.traits & said.keys():
        answers |= said[trait]


def _body(marks: _Marks) -> str:
    word = marks.word
    return "\n\n".join(
        [
            f"We are {word('body')} and we meet around a kettle, a table and whoever comes through the door that day.",
            f"## What {word('body')} is\n\n- soup\n- **{word('body')}**",
            f"Read [our {word('body')}](https://{word('body')}.example.org/zine) and <b>{word('body')}</b>.",
        ]
    )


def _with_comments(text: str, marks: _Marks) -> str:
    """Comments above, beside and below answers, within records, and as the last line."""
    lines = text.split("\n")
    close = lines.index("---", 1)
    for at in sorted({1, close, *marks.chance.sample(range(2, close), 5)}, reverse=True):
        indent = len(lines[at]) - len(lines[at].lstrip()) if at < close else 0
        lines.insert(at, f"{' ' * indent}# {marks.word('comment')}")
    lines[2] += f"  # {marks.word('comment')}"
    return "\n".join(lines)


def _plain(value: Any) -> Any:
    """Values as a listing's writer takes them."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)
