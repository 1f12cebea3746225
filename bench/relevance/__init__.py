"""How well the finder's words answer what people type, beside two plain engines over the same texts.

    ./dev bench relevance [--charities FILE] [--slips FILE] [--list]

Each query has the groups that would do, or says that nobody fits; most were judged before any result was seen. Ours is
the plain reference (`ourtables.directory.ranking`), which the browser's script equals group for group. The real
charities' texts aren't part of the repository: their file is named on the command line, and a group would do when the
charity register's classification gives it a tag that the query's judgement names.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from statistics import median

from bench.relevance.pooling import judgements, pooled, write_sheet
from bench.relevance.slips import known
from ourtables.core.edit_distance import distance
from ourtables.directory import loading
from ourtables.directory.directory import Directory
from ourtables.directory.finding import RankedGroups
from ourtables.directory.group_texts import LOOSE, NAME, GroupTexts
from ourtables.directory.ranking import Ranking
from ourtables.directory.tokens import words_in
from ourtables.directory.word_index import build
from ourtables.listing.group import Group, OwnWords

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DAY = date(2026, 11, 28)
TAG = "tag:"
# In the order in which they were written.
SETS = (
    *("given", "own", "fresh", "phone", "night", "spoken", "held", "later"),
    *("november", "advent", "street", "corner"),
)
Engine = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query of a kind, with the slugs of groups that would do; none where nobody fits."""

    query: str
    kind: str
    right: frozenset[str]


@dataclass(slots=True)
class Tally:
    """What an engine's answers to some queries add up to."""

    ranks: list[int] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)

    def row(self) -> str:
        """Success@1, success@3, mean reciprocal rank, median shown and nobody shown, as one line."""
        number = len(self.ranks)
        first = [sum(0 < rank <= most for rank in self.ranks) / number for most in (1, 3)]
        reciprocal = sum(1 / rank for rank in self.ranks if rank) / number
        nobody = sum(not shown for shown in self.shown) / number
        return f"{number:4} {first[0]:5.2f} {first[1]:5.2f} {reciprocal:5.2f} {median(self.shown):6.0f} {nobody:6.2f}"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def judged(path: Path, tags: dict[str, set[str]] | None = None) -> list[Judged]:
    """The queries of a file.

    Args:
        path: A CSV file with `query`, `kind` and `acceptable`: slugs apart by spaces, "none …", or tags (`tag:Food`).
        tags: The slugs that have each tag.
    """
    found = []
    for row in rows(path):
        right = row["acceptable"]
        if right.startswith(TAG):
            named = [one.strip() for one in right.split(TAG) if one.strip()]
            slugs = frozenset(slug for one in named for slug in (tags or {}).get(one, ()))
        else:
            slugs = frozenset() if right.startswith("none") else frozenset(right.split())
        found.append(Judged(row["query"], row["kind"], slugs))
    return found


def says_so(found: RankedGroups) -> bool:
    """Whether an answer is right where nobody fits.

    No group is shown, or the page says which words no listing has, or that no group has all of them.
    """
    return not found.whole or bool(found.unknown)


def score(engine: Engine, queries: Iterable[Judged]) -> dict[str, Tally]:
    """The tallies of an engine by kind, and of all together under "all"; where nobody fits only by kind."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for one in queries:
        slugs = engine(one.query)
        rank = next((place for place, slug in enumerate(slugs, 1) if slug in one.right), 0)
        for kind in ("all", one.kind) if one.right else (one.kind,):
            tallies[kind].ranks.append(rank)
            tallies[kind].shown.append(len(slugs))
    return tallies


def load(content: Path) -> tuple[Directory, tuple[Group, ...]]:
    """A directory and its groups in the order of the finder."""
    found = loading.load(content, DAY, jobs=1).directory
    closed = [group for group in found.groups.values() if group not in (*found.listed, *found.out_of_touch)]
    return found, (*found.listed, *found.out_of_touch, *closed)


def charities(path: Path, like: Directory) -> tuple[Directory, tuple[Group, ...], dict[str, set[str]]]:
    """Real charities as groups that say only what they do, and the slugs of each tag."""
    groups: dict[str, Group] = {}
    tags: dict[str, set[str]] = defaultdict(set)
    for row in rows(path):
        slug = row["id"].lower()
        groups[slug] = Group(slug=slug, name=row["name"], words=OwnWords(text=row["activities"]))
        for tag in row["tags"].split(";"):
            tags[tag.strip()].add(slug)
    found = Directory(like.settings, like.vocabularies, groups.values(), DAY)
    return found, tuple(groups.values()), tags


def ours(directory: Directory, groups: Iterable[Group]) -> Engine:
    """The finder's own ranking."""
    ranking = Ranking(build(directory, groups))
    return lambda query: ranking.find(query).slugs


def documents(directory: Directory, groups: Iterable[Group]) -> list[dict[str, str]]:
    """What peers index of each group: its name, the words that it is filed under, and its own."""
    texts = GroupTexts(directory)
    found = []
    for group in groups:
        parts: dict[str, list[str]] = {"name": [], "filed": [], "own": [group.words.text]}
        for weight, labels in (*texts.own_labels(group), *texts.labels(group)):
            # What a group is only near to would lead astray an engine that can't weigh it as little.
            if weight == LOOSE:
                continue
            parts["name" if weight == NAME else "filed"] += labels
        parts["own"] += [text for _, text in (*texts.sentences(group), *texts.answers(group))]
        found.append({"id": group.slug, **{name: "\n".join(several) for name, several in parts.items()}})
    return found


def bm25(indexed: Sequence[dict[str, str]]) -> Engine:
    """BM25 (k1 = 1.2, b = 0.75) over all texts of a group; an unknown word stands for known ones within two slips."""
    counts = {one["id"]: Counter(words_in("\n".join(list(one.values())[1:]))) for one in indexed}
    average = sum(map(Counter.total, counts.values())) / len(counts)
    frequency = Counter(word for words in counts.values() for word in words)

    def answer(query: str) -> list[str]:
        scores: Counter[str] = Counter()
        for typed in words_in(query):
            most = len(typed) // 4
            for word in (
                [typed] if typed in frequency else [one for one in frequency if distance(typed, one, 2) <= most]
            ):
                rarity = math.log(1 + (len(counts) - frequency[word] + 0.5) / (frequency[word] + 0.5))
                for slug, words in counts.items():
                    times = words[word]
                    fits = times + 1.2 * (0.25 + 0.75 * words.total() / average)
                    scores[slug] += rarity * 2.2 * times / fits if times else 0
        return [slug for slug, value in scores.most_common() if value > 0]

    return answer


def minisearch(indexed: Sequence[dict[str, str]], queries: Sequence[Judged]) -> Engine:
    """MiniSearch as it comes, with beginnings and fuzzy words, asked all queries at once."""
    asked = [one.query for one in queries]
    told = subprocess.run(
        ["node", str(HERE / "minisearch.mjs")],
        input=json.dumps({"documents": indexed, "queries": asked}),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = dict(zip(asked, json.loads(told.stdout), strict=True))
    return lambda query: answers[query]


def engines_over(directory: Directory, groups: Sequence[Group], queries: Sequence[Judged]) -> dict[str, Engine]:
    """The engines that are compared, by name."""
    indexed = documents(directory, groups)
    return {
        "ours": ours(directory, groups),
        "BM25 + slips": bm25(indexed),
        "MiniSearch": minisearch(indexed, queries),
    }


def compare(
    title: str, directory: Directory, groups: Sequence[Group], queries: Sequence[Judged], listing: bool
) -> None:
    """Print what each engine reaches on some queries, by kind."""
    engines = engines_over(directory, groups, queries)
    print(f"\n{title}: {len(groups)} groups\n{'':28}   n   @1    @3   MRR  shown nobody")
    tallies = {name: score(engine, queries) for name, engine in engines.items()}
    for name, kinds in tallies.items():
        print(f"{name:15} {'all':12} {kinds['all'].row()}")
    for kind in sorted({one.kind for one in queries if one.right}):
        print(f"{'ours':15} {kind:12} {tallies['ours'][kind].row()}")
    ranking = Ranking(build(directory, groups))
    nobody = [says_so(ranking.find(one.query)) for one in queries if not one.right]
    if nobody:
        print(f"{'ours':15} nobody fits: said so for {sum(nobody)} of {len(nobody)}")
    if listing:
        for one in queries:
            slugs = engines["ours"](one.query)
            rank = next((place for place, slug in enumerate(slugs, 1) if slug in one.right), 0)
            print(f"{rank or '-':>3} {one.kind:10} {one.query[:50]:50} {len(slugs):3} {' '.join(slugs[:3])}")


def pool(path: Path, like: Directory, sheet: Path) -> None:
    """Write the sheet on which the engines' answers about charities are judged."""
    directory, groups, tags = charities(path, like)
    queries = judged(HERE / "charities.csv", tags)
    pairs = pooled(engines_over(directory, groups, queries).values(), [one.query for one in queries])
    write_sheet(sheet, pairs, {group.slug: (group.name, group.words.text) for group in groups})


def main(argv: Sequence[str]) -> int:
    """Compare on every set of queries; returns the exit status."""
    parser = argparse.ArgumentParser(prog="bench relevance", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--charities", type=Path, help="a CSV file: id, name, activities, tags")
    parser.add_argument("--pool", type=Path, help="write the engines' first charities, mixed, for somebody to judge")
    parser.add_argument("--slips", type=Path, help="a file of slips that others collected: wrong->right")
    parser.add_argument("--list", action="store_true", help="print what each query gives")
    options = parser.parse_args(argv)
    demonstration = load(ROOT / "content")
    if options.pool and options.charities:
        pool(options.charities, demonstration[0], options.pool)
        return 0
    for name in SETS:
        compare(f"The demonstration, {name}.csv", *demonstration, judged(HERE / f"{name}.csv"), options.list)
    compare(
        "Another cause, tenants.csv", *load(ROOT / "tests/fork/content"), judged(HERE / "tenants.csv"), options.list
    )
    if options.slips:
        right, every = known(options.slips, Ranking(build(*demonstration)))
        print(f"\nSlips that others collected: {right / every:.2f} of {every} find what was meant")
    if options.charities:
        directory, groups, tags = charities(options.charities, demonstration[0])
        queries = judged(HERE / "charities.csv", tags)
        compare("Real charities, judged by the register's tags", directory, groups, queries, options.list)
        fitting = judgements(HERE / "judged_charities.csv")
        read = [replace(one, right=fitting[one.query]) for one in queries if fitting.get(one.query)]
        compare("Real charities, judged by reading", directory, groups, read, options.list)
    return 0
