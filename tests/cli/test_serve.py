"""What a preview answers, beside what GitHub Pages answers, over loopback."""

import gzip
import http.client
import os
import shutil
import signal
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ourtables.cli import serve
from ourtables.cli.pages_server import PagesServer, Site, clean_base, find, serve_folder

ROOT = Path(__file__).parents[2]
WORDS = "tea and talk " * 200
# A busy machine takes its time over what comes; what never comes fails after so many seconds.
PATIENCE = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    files = {
        "index.html": "<p>home",
        "404.html": "<p>not here",
        "about.html": "<p>about",
        "groups/leeds-kettle/index.html": f"<p>{WORDS}",
        "groups/leeds-kettle/meetings.ics": "BEGIN:VCALENDAR",
        "pagefind/wasm.en.pagefind": "x" * 2000,
        "pagefind/en_1.pf_fragment": "x" * 2000,
        "engine.wasm": "x",
        "facets.json": "{}",
        "siân/index.html": "<p>Siân",
        ".hidden": "no",
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    (tmp_path / "secret.html").write_text("outside")
    (site / "leak.html").symlink_to(tmp_path / "secret.html")
    return site


@pytest.fixture
def url(folder: Path) -> Iterator[str]:
    with serve_folder(folder) as address:
        yield address


def get(
    url: str, path: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """One request; redirects are not followed."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/", 200, b"home"),
        ("/?q=tea", 200, b"home"),
        ("/about", 200, b"about"),
        ("/about.html", 200, b"about"),
        ("/groups/leeds-kettle/", 200, b"tea and talk"),
        ("/si%C3%A2n/", 200, "Siân".encode()),
        ("/nothing", 404, b"not here"),
        ("/nothing/", 404, b"not here"),
        ("/groups/", 404, b"not here"),
        ("/groups", 404, b"not here"),
        ("/about/", 404, b"not here"),
        ("/.hidden", 404, b"not here"),
        ("/leak.html", 404, b"not here"),
        ("/../secret.html", 404, b"not here"),
        ("/%2e%2e/secret.html", 404, b"not here"),
        ("/..%2fsecret.html", 404, b"not here"),
        ("/a%00b", 404, b"not here"),
        ("/" + "a" * 5000, 404, b"not here"),
    ],
)
def test_an_address_gets_its_page_or_the_404_page(url: str, path: str, status: int, says: bytes) -> None:
    got, headers, body = get(url, path)
    assert (got, headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert says in body


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/groups/leeds-kettle", "/groups/leeds-kettle/"),
        ("/si%C3%A2n", "/si%C3%A2n/"),
        ("//groups/leeds-kettle", "/groups/leeds-kettle/"),
    ],
)
def test_a_folder_without_its_slash_redirects_on_this_host(url: str, path: str, location: str) -> None:
    status, headers, _ = get(url, path)
    assert (status, headers["location"]) == (301, location)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/groups/leeds-kettle/meetings.ics", "text/calendar; charset=utf-8"),
        ("/pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("/pagefind/en_1.pf_fragment", "application/octet-stream"),
        ("/engine.wasm", "application/wasm"),
        ("/facets.json", "application/json; charset=utf-8"),
    ],
)
def test_a_file_is_sent_as_its_own_type(url: str, path: str, kind: str) -> None:
    assert get(url, path)[1]["content-type"] == kind


def test_text_is_compressed_for_who_takes_it(url: str) -> None:
    page = "/groups/leeds-kettle/"
    _, headers, body = get(url, page, headers={"Accept-Encoding": "br, gzip"})
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 200
    assert WORDS in gzip.decompress(body).decode()
    for accepted in ("", "br", "gzip;q=0", "gzip; q=0.0"):
        assert "content-encoding" not in get(url, page, headers={"Accept-Encoding": accepted})[1]


def test_what_pagefind_has_compressed_is_sent_as_it_is(url: str) -> None:
    _, headers, body = get(url, "/pagefind/en_1.pf_fragment", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in headers
    assert len(body) == 2000


def test_an_unchanged_file_is_not_sent_twice(url: str, folder: Path) -> None:
    _, first, _ = get(url, "/about")
    status, _, body = get(url, "/about", headers={"If-None-Match": first["etag"]})
    assert (status, body) == (304, b"")
    assert get(url, "/about", headers={"If-Modified-Since": first["last-modified"]})[0] == 304
    (folder / "about.html").write_text("<p>about, again")
    status, _, body = get(url, "/about", headers={"If-None-Match": first["etag"]})
    assert (status, body) == (200, b"<p>about, again")
    assert get(url, "/about", headers={"If-Modified-Since": "the other day"})[0] == 200


def test_only_a_file_that_is_named_by_what_it_holds_may_be_kept_unasked(url: str, folder: Path) -> None:
    for path in ("static/site-0123456789.css", "finder/words-0123456789/0.json"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("{}")
        assert get(url, f"/{path}")[1]["cache-control"] == "max-age=600"
    assert get(url, "/about")[1]["cache-control"] == "no-cache"


def test_a_head_has_no_body(url: str) -> None:
    status, headers, body = get(url, "/about", method="HEAD")
    assert (status, headers["content-length"], body) == (200, "8", b"")


def test_a_site_under_a_path_answers_only_there(folder: Path) -> None:
    with serve_folder(folder, base="REPO") as url:
        assert urlsplit(url).path == "/REPO/"
        assert get(url, "/REPO/")[2] == b"<p>home"
        assert get(url, "/REPO")[1]["location"] == "/REPO/"
        assert get(url, "/REPO/groups/leeds-kettle")[1]["location"] == "/REPO/groups/leeds-kettle/"
        assert get(url, "/REPO/nothing")[2] == b"<p>not here"
        assert get(url, "/about")[0] == 404
        assert b"not here" not in get(url, "/about")[2]


@pytest.mark.parametrize(("typed", "base"), [("", "/"), ("/", "/"), ("a", "/a/"), ("/a/b", "/a/b/"), ("//a//", "/a/")])
def test_a_base_has_one_slash_at_each_end(typed: str, base: str) -> None:
    assert clean_base(typed) == base


def test_a_site_without_a_404_page_and_no_site_at_all_still_answer(tmp_path: Path) -> None:
    with serve_folder(tmp_path / "never-built") as url:
        assert get(url, "/")[0] == 404


def test_a_site_that_is_swapped_is_seen_at_once(url: str, folder: Path) -> None:
    new = folder.with_name("new")
    new.mkdir()
    (new / "index.html").write_text("<p>a new home")
    folder.rename(folder.with_name("old"))
    new.rename(folder)
    assert get(url, "/")[2] == b"<p>a new home"


def test_a_target_never_leads_to_another_host(folder: Path) -> None:
    for target in ("//example.org/groups", "///example.org", "http://example.org/groups/leeds-kettle"):
        location = find(Site(folder), target).location
        assert location is None or (location.startswith("/") and not location.startswith("//"))


# ---------------------------------------------------------------- the command


def until(true: Callable[[], bool]) -> None:
    """Wait for something, and fail when it doesn't come."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def test_what_is_saved_while_the_site_is_read_for_the_first_time_is_heard_of(tmp_path: Path) -> None:
    changes = serve.watching([tmp_path])
    (tmp_path / "kettle.md").write_text("tea")
    heard = (Path(path).name for changed in islice(changes, 20) for _, path in changed)
    assert next(heard, None) == "kettle.md"


def test_a_taken_port_is_said_in_one_sentence(folder: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    with serve_folder(folder) as url:
        port = urlsplit(url).port
        result = CliRunner().invoke(serve.command, ["--port", str(port), "--content", str(tmp_path)])
    assert result.exit_code == 1
    assert f"Port {port} can't be used here" in result.output
    assert "Traceback" not in result.output


def test_a_server_takes_loopback_only(folder: Path) -> None:
    server = PagesServer(Site(folder))
    try:
        assert server.server_address[0] == "127.0.0.1"
    finally:
        server.server_close()


@pytest.mark.slow
def test_a_listing_that_is_saved_is_seen_and_one_with_a_fault_is_said(tmp_path: Path) -> None:
    """The real thing: a directory served, edited, broken and stopped."""
    content, log = tmp_path / "content", tmp_path / "log"
    shutil.copytree(ROOT / "tests" / "content", content)
    name = "seven-answers"
    before = (ROOT / "tests" / "examples" / "good" / f"{name}.md").read_text()
    listing = content / "groups" / f"{name}.md"
    listing.parent.mkdir(exist_ok=True)
    listing.write_text(before)
    words = ["serve", "--port", "0", "--base", "/REPO", "--content", content]
    program = Path(sysconfig.get_path("scripts")) / "ourtables"
    with log.open("w") as file:
        process = subprocess.Popen([program, *words], cwd=ROOT, stdout=file, stderr=subprocess.STDOUT)
    try:
        until(lambda: "Open http://" in log.read_text())
        url = log.read_text().split("Open ")[1].splitlines()[0]
        page = f"{urlsplit(url).path}/groups/{name}/"

        def shows(text: bytes) -> bool:
            status, _, body = get(url, page)
            return status == 200 and text in body

        assert not shows(b"a brand-new kettle")
        listing.write_text(before.rstrip() + "\n\nWe have a brand-new kettle.\n")
        until(lambda: shows(b"a brand-new kettle"))
        listing.write_text(before.replace("\nname:", "\nnmae:"))
        until(lambda: f"{name}.md:" in log.read_text())
        assert shows(b"a brand-new kettle")
        assert shows(b'<script src="/REPO/.preview/preview.js"')
        assert get(url, "/REPO/.preview/preview.js")[1]["content-type"] == "application/javascript; charset=utf-8"
        assert get(url, page, headers={"Host": "attacker.example"})[0] == 421
        children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
        assert len(children) == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        with pytest.raises(ProcessLookupError):
            os.kill(int(children[0]), 0)
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in log.read_text()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "LOCALHOST:{port}", "Origin": "http://localhost:{port}"}, 200),
        ({"Host": "evil.example:{port}"}, 421),
        ({"Host": "evil.example"}, 421),
        ({"Host": "localhost"}, 421),
        ({"Host": "localhost:1"}, 421),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 421),
        ({"Host": ""}, 421),
        ({"Origin": "https://evil.example"}, 421),
        ({"Origin": "null"}, 421),
        ({"Origin": "http://localhost:1"}, 421),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_only_this_machine_s_own_hosts_and_origins_are_answered(
    method: str, headers: dict[str, str], status: int, url: str
) -> None:
    port = urlsplit(url).port
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.putrequest(method, urlsplit(url).path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value.format(port=port))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == status
    assert answer.getheader("Access-Control-Allow-Origin") is None
    connection.close()
