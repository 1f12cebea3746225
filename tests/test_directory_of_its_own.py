"""A tenants' unions' directory of the Republic of Ireland, from `ourtables init` and a few lines by hand.

`tests/tenants/` holds what is written by hand: some lines put for others in the settings and words that `init` wrote, and
one group. The facts of the tree come from a table. In no page, datum or script is a trace of the United Kingdom or of
mental health. A long test does it with the wheel, in a clean environment, and takes in a made next version.
"""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml
from pypdf import PdfReader

from ourtables.directory import loading
from ourtables.listing.checking import foreign_words
from ourtables.listing.checking.context import load

from .published import said

ROOT = Path(__file__).parents[1]
HAND = Path(__file__).parent / "tenants"
TABLE = HAND / "counties.csv"
IRISH = ("--title", "Every Door", "--country", "IE", "--language", "en-IE", "--areas", str(TABLE))
MORE = ("--repository", "every-door/tenants", "--mail", "keepers@every-door.example.org")
TEXTS = {".css", ".csv", ".geojson", ".html", ".ics", ".js", ".json", ".md", ".txt", ".xml"}
# Not 999, which is Ireland's number too and stands in its plan of numbers.
TRACES = re.compile(
    r"(?<![\w-])(?:UK|United Kingdom|Great Britain|British|England|Scotland|Wales|Northern Ireland|en-GB|NHS|London|Leeds"
    r"|\+44|01632|07700|mental|psychiatr\w*|distress|survivors?|hearing voices|Samaritans|crisis|Open Referral UK)(?![\w-])"
)


def program(*words: str | Path, cwd: Path, python: str | Path = sys.executable, path: str = "") -> str:
    """Run `ourtables` and return what it said; it has to end well."""
    code = "from ourtables.cli import main; main()"
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [python, "-c", code, *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=kept | ({"PYTHONPATH": path} if path else {}),
        check=False,
    )
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def by_hand(folder: Path) -> int:
    """Do what is written by hand, and return how many lines that is."""
    changes = yaml.safe_load((HAND / "changes.yml").read_text(encoding="utf-8"))
    lines = 0
    for name, swaps in changes.items():
        path = folder / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        for swap in swaps:
            assert swap["was"] in text, f"{name}: {swap['was']!r} isn't there"
            text = text.replace(swap["was"], swap["becomes"], 1)
            lines += len(swap["becomes"].splitlines())
        path.write_text(text, encoding="utf-8")
    for path in (HAND / "groups").glob("*.md"):
        shutil.copy(path, folder / "content" / "groups" / path.name)
        lines += len(path.read_text(encoding="utf-8").splitlines())
    (folder / "content" / "groups" / "example-group.md").unlink()
    return lines


def served(folder: Path, python: str | Path = sys.executable) -> str:
    """The front page as `ourtables serve` shows it; the server is asked to end, and does."""
    code = "from ourtables.cli import main; main()"
    command = [python, "-u", "-c", code, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().removeprefix("Open ").strip()
        with urlopen(address) as answer:  # noqa: S310 (our own server)
            page: str = answer.read().decode()
        server.terminate()
    return page


def traces(site: Path) -> dict[str, list[str]]:
    """Each trace of another country or cause that stands in a published file."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.suffix not in TEXTS or path.name.startswith(("pagefind", "wasm")):
            continue
        if hits := TRACES.findall(said(path)):
            found[path.relative_to(site).as_posix()] = sorted(set(hits))
    return found


@pytest.fixture(scope="module")
def tenants(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The directory, built."""
    folder = tmp_path_factory.mktemp("ireland") / "tenants"
    program("init", folder, *IRISH, *MORE, cwd=folder.parent)
    assert by_hand(folder) < 60
    program("check", cwd=folder)
    program("build", "--publish", cwd=folder)
    yield folder


def test_no_page_datum_or_script_has_a_trace_of_the_uk_or_of_mental_health(tenants: Path) -> None:
    assert traces(tenants / "output") == {}
    assert foreign_words.check(load(tenants / "content")) == []


def test_every_page_that_is_led_to_is_there(tenants: Path) -> None:
    site = tenants / "output"
    base = "/tenants"
    broken = {
        f"{page.relative_to(site)}: {address}"
        for page in site.rglob("*.html")
        for address in re.findall(rf'(?:href|src)="{base}(/[^"#?]*)', page.read_text(encoding="utf-8"))
        if not (site / address[1:]).is_file() and not (site / address[1:] / "index.html").is_file()
    }
    assert broken == set()


def test_serve_shows_it(tenants: Path) -> None:
    assert "Nobody is put out alone." in served(tenants)


def test_its_26_counties_have_pages_and_their_points_are_found(tenants: Path) -> None:
    counties = {path.parent.name for path in (tenants / "output" / "areas").glob("*/index.html")}
    assert len(counties) == 27 and {"all-ireland", "donegal", "wicklow"} <= counties
    assert "Cork (area): cork, at 51.8985, -8.4756" in program("where", "Corcaigh", cwd=tenants)


def test_its_eircodes_numbers_and_irish_names_are_its_own(tenants: Path) -> None:
    loaded = loading.load(tenants / "content")
    group = loaded.directory.groups["aontas-tionontai-chorcai"]
    assert group.name == "Aontas Tionóntaí Chorcaí" and group.areas == ("cork",)
    page = (tenants / "output" / "groups" / group.slug / "index.html").read_text(encoding="utf-8")
    assert 'href="tel:0212345678"' in page and "T12 X0X0" in page and 'lang="ga"' in page
    assert "Contains data of Tailte Éireann" in (tenants / "output" / "about" / "index.html").read_text(
        encoding="utf-8"
    )


# ---------------------------------------------------------------- the wheel, in a clean root


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the work tree."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_is_small_and_carries_what_a_directory_needs(wheel: Path) -> None:
    assert wheel.stat().st_size < 5_000_000
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "ourtables/theme/templates/base.html",
        "ourtables/theme/static/fonts/text.woff2",
        "ourtables/locale/ourtables.pot",
        "ourtables/content/vocabulary/consent.yml",
        "ourtables/cli/starter/folder/dot-github/workflows/deploy.yml",
        "ourtables/.github/ISSUE_TEMPLATE/add.yml",
        "ourtables/requirements.txt",
        "ourtables/requirements-pdf.txt",
        "pelican/plugins/ourtables/__init__.py",
    } <= names
    assert not any(name.startswith(("tests/", "bench/")) for name in names)
    text = zipfile.ZipFile(wheel).read(next(name for name in names if name.endswith("METADATA"))).decode()
    for line in ("Framework :: Pelican", "Framework :: Pelican :: Plugins", "Framework :: Pelican :: Themes"):
        assert f"Classifier: {line}\n" in text
    assert "Project-URL: Source, https://" in text and "Description-Content-Type: text/markdown" in text


@pytest.mark.long
def test_a_clean_root_installs_begins_builds_adds_and_takes_in_a_next_version(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [python, "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.txt"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    folder = tmp_path / "tenants"
    program("init", folder, *IRISH, *MORE, cwd=tmp_path, python=python)
    assert "nothing to mend" in program("check", cwd=folder, python=python)
    assert "Every Door" in served(folder, python)
    # The hash is that of the file that was installed.
    assert re.search(
        r"^ourtables==\S+ \\\n    --hash=sha256:[0-9a-f]{64}$", (folder / "requirements.txt").read_text(), re.M
    )
    program("build", "--publish", cwd=folder, python=python)
    assert by_hand(folder) < 60
    # No registry has this wheel: of the requirements the others are installed.
    lock = (folder / "requirements-pdf.txt").read_text()
    (folder / "others.txt").write_text(re.sub(r"^ourtables\[pdf\]==.*\n(?: .*\n)*", "", lock, flags=re.MULTILINE))
    subprocess.run([*pip, "--require-hashes", "-r", folder / "others.txt"], check=True)
    (folder / "others.txt").unlink()
    program("pdf", "cork", "--output", folder / "cork.pdf", cwd=folder, python=python)
    assert "Aontas" in "".join(page.extract_text() for page in PdfReader(folder / "cork.pdf").pages)
    program("build", "--publish", cwd=folder, python=python)
    assert (folder / "output" / "groups" / "aontas-tionontai-chorcai" / "index.html").is_file()
    installed = next((tmp_path / "venv").rglob("site-packages/ourtables"))
    changes = [{"version": "99.0.0", "words": {"offers": {"campaigning": "organising"}}}]
    (installed / "cli" / "upgrades.yml").write_text(yaml.safe_dump(changes), encoding="utf-8")
    assert "renamed “campaigning” to “organising”" in program("upgrade", "--write", cwd=folder, python=python)
    program("build", "--publish", cwd=folder, python=python)
    assert (folder / "output" / "offers" / "organising" / "index.html").is_file()
