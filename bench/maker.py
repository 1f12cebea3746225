"""Makes listings in the real format: about 3 KB each, spread over every area, offer, audience and kind of answer.

What is made depends on the number, the seed, the day and the directory's own words, and on nothing else. A listing is
the same whatever the number: the first 1,000 of 10,000 are the 1,000. Nobody in them is real: addresses are on
example.org, and phone numbers are those kept for drama.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from bench import answers, words
from ourtables.listing import source
from ourtables.settings import vocabulary
from ourtables.settings.vocabulary import Vocabulary

TODAY = date(2026, 11, 22)
SEED = 1
# Half a per cent of real groups call themselves by a wider body or a former council.
_ALIAS_EVERY = 199


@dataclass(frozen=True)
class Made:
    """One made listing: its slug, its answers in the declaration's order, and the group's own words."""

    slug: str
    answers: dict[str, Any]
    body: str

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(["---", *_lines(self.answers), "---", "", self.body, ""])


class World:
    """The directory's side of making: its words, and which towns and postcodes lie in which area."""

    def __init__(self, content: Path) -> None:
        self.words: dict[str, Vocabulary] = vocabulary.load(content)
        areas = self.words["areas"]
        self.root = areas.roots[0].key
        self.councils = [term.key for term in areas if not areas.children(term.key)]
        self.wide = [term.key for term in areas if areas.children(term.key) and term.parent is not None]
        self.aliases = [term.key for term in self.words.get("area_aliases", ()) if len(term.members) < 9]
        self.towns = _by_area(content / "places" / "places.csv", "name", "area", most=40)
        self.outcodes = _by_area(content / "places" / "outcodes.csv", "code", "areas", most=20)
        offers = self.words["offers"]
        self.offers = [term.key for term in offers if not offers.children(term.key)]
        self.crisis = frozenset(offers.descendants("in-a-crisis"))

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a vocabulary."""
        return self.words[name].keys

    def label(self, area: str) -> str:
        """What an area is called."""
        term = self.words["areas"].get(area)
        return term.label if term else area.replace("-", " ").title()


def make(number: int, content: Path, seed: int = SEED, today: date = TODAY) -> Iterator[Made]:
    """Make listings in their order; each slug is used once."""
    world = World(content)
    taken: set[str] = set()
    for index in range(number):
        yield _listing(world, index, Random(f"{seed} {index}"), today, taken)


def write(number: int, folder: Path, content: Path, seed: int = SEED, today: date = TODAY) -> int:
    """Write listings into a folder that is empty or not there yet, and return how many bytes they are.

    Raises `FileExistsError` when something is in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} isn't empty. Choose another folder.")
    total = 0
    for made in make(number, content, seed, today):
        body = made.text.encode()
        (folder / f"{made.slug}.md").write_bytes(body)
        total += len(body)
    return total


def _listing(world: World, index: int, chance: Random, today: date, taken: set[str]) -> Made:
    areas = _areas(world, index, chance)
    towns = world.towns.get(areas[0]) or [world.label(areas[0])]
    writer = words.Writer(chance, towns)
    name = _name(chance, writer, world.label(areas[0]))
    slug = _slug(name, areas[0], index, taken)
    found = answers.answer(answers.Asked(world, writer, index, today, name, slug, areas))
    return Made(slug, found, _body(writer, found.get("written_in")))


def _areas(world: World, index: int, chance: Random) -> list[str]:
    """Choose areas: every third listing takes the next council, so that none is left out.

    Of the others some are wider, and most are in places that already have many.
    """
    if index % 3 == 0:
        return [world.councils[index // 3 % len(world.councils)]]
    if world.aliases and index % _ALIAS_EVERY == 1:
        return [chance.choice(world.aliases)]
    kind = chance.random()
    if kind < 0.10:
        return [world.root]
    if kind < 0.24:
        return [chance.choice(world.wide)]
    council = world.councils[int(len(world.councils) * chance.random() ** 3)]
    if kind > 0.85:
        at = world.councils.index(council)
        return list(dict.fromkeys([council, *world.councils[at + 1 : at + chance.randint(2, 4)]]))
    return [council]


def _name(chance: Random, writer: words.Writer, place: str) -> str:
    head, tail = chance.choice(words.NAME_HEADS), chance.choice(words.NAME_TAILS)
    forms = (f"{place} {head} {tail}", f"The {head} {tail}", f"{writer.house()} {head}", f"{head} and {writer.house()}")
    return chance.choice(forms)[:80]


def _slug(name: str, area: str, index: int, taken: set[str]) -> str:
    """A slug from the name; a second one gets its area, a third its number."""
    base = source.slug_from(name)
    for slug in (base, source.slug_from(f"{base[:40]} {area}"[:60]), f"{base[:50].rstrip('-')}-{index}"):
        if slug not in taken and slug not in source.RESERVED:
            taken.add(slug)
            return slug
    raise AssertionError(f"no slug is left for {name}")


def _body(writer: words.Writer, language: str | None) -> str:
    if language in words.TEXTS:
        texts = words.TEXTS[language]
        return "\n\n".join(" ".join(writer.some(texts, 4)) for _ in range(writer.chance.randint(2, 4)))
    chance = writer.chance
    parts = [" ".join([*writer.some(words.OPENINGS, 2), *writer.some(words.HAPPENINGS, 1)])]
    parts += ["## What happens", " ".join(writer.some(words.HAPPENINGS, chance.randint(3, 6)))]
    if chance.random() < 0.4:
        parts.append("\n".join(f"- {item}" for item in writer.some(words.ITEMS, chance.randint(2, 4))))
    parts += ["## Who we are", " ".join(writer.some(words.WHO, chance.randint(2, 4)))]
    if chance.random() < 0.15:
        parts.append(f"We wrote about it [in our zine](https://{source.slug_from(writer.house())}.example.org/zine).")
    parts += ["## What we don't do", " ".join(writer.some(words.DONTS, chance.randint(2, 4)))]
    return "\n\n".join(parts)


def _by_area(path: Path, value: str, area: str, most: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if not path.is_file():
        return found
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for key in row[area].split():
                if len(found.setdefault(key, [])) < most:
                    found[key].append(row[value])
    return found


def _lines(answers: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Answers as YAML in the tidy form: keys and dates bare, texts in quotes, records below their name."""
    for name, value in answers.items():
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{name}:"
            for record in value:
                first, *rest = _lines(record, indent + "    ")
                yield f"{indent}  - {first.strip()}"
                yield from rest
        else:
            yield f"{indent}{name}: {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, answers.Bare):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
