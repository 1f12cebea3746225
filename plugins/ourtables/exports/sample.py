"""What each export looks like, shown by a group that is made up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time

from ourtables.directory import Directory
from ourtables.exports.registry import Export, Exporting
from ourtables.fields import BY_NAME, FACTS_AND_WORDS, GROUP_AGREED, IN_PERSON, example
from ourtables.group import Contact, Group, Meeting, Place, Words
from ourtables.vocabulary import Vocabulary

MOST_LINES, WIDEST = 24, 160


def samples(exporting: Exporting, exports: tuple[Export, ...]) -> dict[str, str]:
    """The beginning of each export's main file, by its name."""
    group = _group(exporting)
    directory = exporting.directory
    alone = Directory(directory.settings, directory.vocabularies, [group], directory.today)
    one = replace(exporting, directory=alone, history=None)
    return {export.name: _beginning(one, export, main(export, group)) for export in exports}


def main(export: Export, group: Group) -> str:
    """The path of an export's main file, of a group's own area where each area has one."""
    return export.main.format(area=group.areas[0])


def _group(exporting: Exporting) -> Group:
    vocabularies = exporting.directory.vocabularies
    area = _leaf(vocabularies["areas"])
    first = exporting.say(BY_NAME["summary"].example)
    return Group(
        slug="example",
        name=example(BY_NAME["name"], vocabularies),
        words=Words(first, "", first, first),
        offers=(_leaf(vocabularies["offers"]),),
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


def _beginning(exporting: Exporting, export: Export, path: str) -> str:
    body = next((made.body() for made in export.files(exporting) if made.path == path), b"")
    text = body.decode("utf-8-sig")
    if path.endswith(("json", "geojson")):
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    lines = text.replace("\r\n", "\n").replace("><", ">\n<").split("\n")
    shown = [line if len(line) <= WIDEST else f"{line[:WIDEST]}…" for line in lines[:MOST_LINES]]
    return "\n".join([*shown, "…"] if len(lines) > MOST_LINES else shown).strip()
