"""Times in the browser: how soon a filter and a search are answered, and Lighthouse's as a mobile device gets a page.

    python -m bench --site

A made directory of each size is built and served as GitHub Pages would. Between a press on a filter and the number of
groups painted the processor is slowed four times; each press is on a page that was just opened. Searches are measured
in `bench.searching`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench import lighthouse, maker, report, searching
from ourtables.cli.pages_server import TEN_MINUTES, PagesHandler, PagesServer, Site, serving

ROOT = Path(__file__).resolve().parents[1]
SLOWED = 4
# The most milliseconds that interface.md gives a press, by the number of groups.
GOALS = {1_000: 50, 5_000: 100}
PRESS = """async () => {
  const box = document.querySelector("[data-facet=offer] input[type=checkbox]");
  const status = document.querySelector("#find-status");
  const told = new Promise((done) => new MutationObserver(done).observe(status, { childList: true }));
  const begun = performance.now();
  // What comes first after the picture that the frame painted; what the page does next waits for a timer.
  const after = (done) => () => done(performance.now() - begun);
  const painted = () =>
    new Promise((done) => requestAnimationFrame(() => scheduler.postTask(after(done), { priority: "user-blocking" })));
  const counted = new Promise((done) => addEventListener("counted", () => done(painted()), { once: true }));
  box.click();
  await told;
  return [await painted(), await counted];
}"""


def main(argv: Sequence[str]) -> int:
    """Measure and tell; returns the exit status."""
    parser = argparse.ArgumentParser(prog="bench --site", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,5000", help="how many groups (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="the report has their median (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="put the result into docs/speed.md")
    options = parser.parse_args(argv)
    presses: dict[int, tuple[float, float]] = {}
    pages: dict[str, tuple[float, float, float]] = {}
    searches: list[str] = []
    for size in sorted(int(size) for size in options.sizes.split(",")):
        with _site(size) as (folder, url):
            presses[size] = _presses(url, options.runs)
            searches = searches or _searches(url, options.runs)
            pages = pages or {name: _lighthouse(url + path, options.runs) for name, path in _paths(folder).items()}
    text = _told(presses, searches, pages, min(presses), options.runs)
    print(text)
    if options.write:
        report.put(text, ROOT / "docs" / "speed.md", "site")
    return 0


@contextmanager
def _site(number: int) -> Iterator[tuple[Path, str]]:
    """The folder and the address of a made site."""
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        content, output = Path(work) / "content", Path(work) / "site"
        shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("groups"))
        maker.write(number, content / "groups", content)
        print(f"Building {number:,} groups", file=sys.stderr, flush=True)
        command = [Path(sys.executable).parent / "ourtables", "build", "--content", content, "--output", output]
        subprocess.run([*command, "--today", maker.TODAY.isoformat()], check=True, stdout=subprocess.DEVNULL)
        with serving(PagesServer(Site(output), handler=_AsPages)) as server:
            yield output, server.url


class _AsPages(PagesHandler):
    """Lets a browser keep everything for ten minutes, as GitHub Pages does."""

    kept = TEN_MINUTES


def _presses(url: str, runs: int) -> tuple[float, float]:
    """Measure how soon a pressed filter is answered.

    Returns:
        Medians in milliseconds until the number of groups is painted, and until the numbers beside the filters are.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lighthouse.CHROMIUM, args=lighthouse.FLAGS.split())
        try:
            found = [_press(browser, url) for _ in range(runs)]
            return median(first for first, _ in found), median(second for _, second in found)
        finally:
            browser.close()


def _searches(url: str, runs: int) -> list[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lighthouse.CHROMIUM, args=lighthouse.FLAGS.split())
        try:
            settled, slow = searching.settled(browser, url, runs), searching.slow(browser, url, runs)
        finally:
            browser.close()
    return [
        searching.row("the find page, from the last key to the answer", "0.35 s", settled),
        searching.row("a slow phone, from the front page's search to the answer", "4 s", slow),
    ]


def _press(browser: Browser, url: str) -> tuple[float, float]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{url}find/", wait_until="networkidle")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        first, second = page.evaluate(PRESS)
        return first, second


def _paths(folder: Path) -> dict[str, str]:
    """A page of each kind; the group and the area with the most to show."""
    fullest = {
        kind: max((folder / kind).glob("*/index.html"), key=lambda file: file.stat().st_size).parent.name
        for kind in ("groups", "areas")
    }
    group, area = f"groups/{fullest['groups']}/", f"areas/{fullest['areas']}/"
    return {"home": "", "find": "find/", "the fullest group": group, "the fullest area": area}


def _lighthouse(url: str, runs: int) -> tuple[float, float, float]:
    """The medians of the score, of the largest contentful paint in seconds, and of the layout shift."""
    found = [lighthouse.report(url, ["performance"]) for _ in range(runs)]

    def value(name: str) -> float:
        return median(float(one["audits"][name]["numericValue"]) for one in found)

    score = median(lighthouse.scores(one)["performance"] for one in found)
    return score, value("largest-contentful-paint") / 1000, value("cumulative-layout-shift")


def _told(
    presses: dict[int, tuple[float, float]],
    searches: list[str],
    pages: dict[str, tuple[float, float, float]],
    size: int,
    runs: int,
) -> str:
    lines = [f"Medians of {runs}. A press on a filter, with the processor slowed {SLOWED} times:", ""]
    lines += ["| groups | until the number of groups is painted | goal | until the numbers beside the filters are |"]
    lines += ["|---:|---:|---:|---:|"]
    for number, (first, second) in presses.items():
        goal = f"{GOALS[number]} ms" if number in GOALS else ""
        lines.append(f"| {number:,} | {first:.0f} ms | {goal} | {second:.0f} ms |")
    lines += [
        "",
        f"{len(searching.SEARCHES)} searches of one to fourteen words, one with slips, {size:,} groups. The phone",
    ]
    lines += [f"has 562 ms a round trip, 1.4 Mbit/s and a processor slowed {searching.SLOWED} times:", ""]
    lines += ["| where | median | slowest | goal | times |", "|---|---:|---:|---:|---:|", *searches]
    lines += ["", f"Lighthouse's mobile device, {size:,} groups (goals: 100, 1.2 s, 0.01):", ""]
    lines += ["| page | performance | largest contentful paint | layout shift |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {score:.0f} | {paint:.2f} s | {shift:.4f} |" for name, (score, paint, shift) in pages.items()
    ]
    return "\n".join(lines)
