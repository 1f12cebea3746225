"""Samples of each export, with a made-up group."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import time

from ourtables.exports.export_registry import Export, Exporting
from ourtables.listing.fields import BY_NAME, FACTS_AND_WORDS, GROUP_AGREED, IN_PERSON, example
from ourtables.listing.group import Contact, Group, Meeting, OwnWords, Place
from ourtables.settings.vocabulary import Vocabulary

MOST_LINES, WIDEST = 24, 160


# One pattern names the files that many pages have.
_MANY = re.compile("(group|area|offer)s/[^/]+/")


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample of one export.

    Attributes:
        export: The export.
        paths: Its files, or patterns of them such as `groups/{group}/group.json`, the main one first.
        beginning: The beginning of the main file.
    """

    export: Export
    paths: tuple[str, ...]
    beginning: str


def sample(exporting: Exporting, export: Export) -> Sample:
    """Return a sample of an export."""
    group = _group(exporting)
    directory = exporting.directory.only([group])
    one = replace(exporting, directory=directory, history=None, same_points=exporting.points)
    made = {made.path: made for made in export.files(one)}
    paths = dict.fromkeys([export.main, *(_MANY.sub(r"\1s/{\1}/", path) for path in made)])
    main = export.main.format(area=group.areas[0])
    return Sample(export, tuple(paths), _beginning(main, made[main].body()))


def _group(exporting: Exporting) -> Group:
    vocabularies = exporting.directory.vocabularies
    area = _leaf(vocabularies["areas"])
    first = exporting.say(BY_NAME["summary"].example)
    return Group(
        slug="example",
        name=example(BY_NAME["name"], vocabularies, exporting.say),
        words=OwnWords(first, "", first, first),
        offers=(_leaf(vocabularies["offers"]),) if len(vocabularies["offers"]) else (),
        areas=(area,),
        formats=(IN_PERSON,),
        meetings=(Meeting((1,), time(18, 30), time(20, 30), where="hall"),),
        places={"hall": Place("hall", town=vocabularies["areas"][area].label)},
        contact=(Contact("website", "https://example.org"),),
        confirmed=exporting.directory.today,
        consent=GROUP_AGREED,
        reuse=FACTS_AND_WORDS,
    )


def _leaf(words: Vocabulary) -> str:
    return next((term.key for term in words if term.parent and not words.children(term.key)), words.keys[0])


def _beginning(path: str, body: bytes) -> str:
    text = body.decode("utf-8-sig")
    if path.endswith(("json", "geojson")):
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    lines = text.replace("\r\n", "\n").replace("><", ">\n<").split("\n")
    shown = [line if len(line) <= WIDEST else f"{line[:WIDEST]}…" for line in lines[:MOST_LINES]]
    return "\n".join([*shown, "…"] if len(lines) > MOST_LINES else shown).strip()
