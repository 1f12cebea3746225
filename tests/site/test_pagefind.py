"""Pagefind's index of records: in their order, under names that count, and refused in any other form."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import cbor2
import pytest

from ourtables.core.errors import PagefindError
from ourtables.site.pagefind import number, url_of

MAGIC = b"pagefind_dcd"
SLUGS = ["zinc", "amber", "moss"]


def run(folder: Path, records: list[dict[str, object]]) -> subprocess.CompletedProcess[str]:
    (folder / "records").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    command = [sys.executable, "-m", "ourtables.site.pagefind", "records", "bundle", "en", "stamp"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def record(slug: str) -> dict[str, object]:
    return {"url": f"/groups/{slug}/", "content": f"The {slug} table", "meta": {"title": slug, "also": "tea"}}


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """An index of three groups."""
    ended = run(tmp_path, [record(slug) for slug in SLUGS])
    assert ended.returncode == 0, ended.stderr
    return tmp_path / "bundle"


def head(bundle: Path) -> list[object]:
    (path,) = bundle.glob("*.pf_meta")
    told: list[object] = cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))
    return told


def test_each_text_is_named_by_its_place_in_the_order_in_the_head_and_as_a_file(bundle: Path) -> None:
    made = json.loads((bundle / "build.json").read_text(encoding="utf-8"))
    assert made["stamp"] == "stamp" and (bundle / made["first"]).is_file()
    names = [f"stamp-{place}" for place in range(3)]
    assert head(bundle)[0] == "1.5.2"
    assert head(bundle)[1] == [[name, 3] for name in names]
    urls = [url_of((bundle / "fragment" / f"{name}.pf_fragment").read_bytes()) for name in names]
    assert urls == ["/groups/zinc/", "/groups/amber/", "/groups/moss/"]
    assert len(list((bundle / "fragment").iterdir())) == 3


@pytest.mark.parametrize("content", ["A zinc table", ' “Zinc”, café\u200b \\ and\n\n"moss"\t'])
def test_texts_are_put_where_pagefind_would_write_them(tmp_path: Path, content: str) -> None:
    told = {**record("zinc"), "content": content, "meta": {"title": "Zinc “1”"}}
    (tmp_path / "records").write_text(json.dumps(told), encoding="utf-8")
    written = []
    for folder, left_out in (("ours", "program.number"), ("theirs", "program.number = program._put")):
        run_without = f"from ourtables.site import pagefind as program; {left_out} = print; "
        run_without += f"program.main(['records', '{folder}', 'en', 'stamp'])"
        subprocess.run([sys.executable, "-c", run_without], cwd=tmp_path, check=True)
        (path,) = (tmp_path / folder / "fragment").iterdir()
        written.append((path.name, gzip.decompress(path.read_bytes())))
    assert written[0] == written[1]


def test_a_text_that_pagefind_writes_in_another_way_is_its_own(tmp_path: Path) -> None:
    # Python takes this sign for a space, and Pagefind doesn't.
    ended = run(tmp_path, [record("zinc"), {**record("moss"), "content": "Moss\x1ftable"}])
    assert ended.returncode == 0, ended.stderr
    fragments = tmp_path / "bundle" / "fragment"
    assert sorted(path.name for path in fragments.iterdir()) == ["stamp-0.pf_fragment", "stamp-1.pf_fragment"]
    body = gzip.decompress((fragments / "stamp-1.pf_fragment").read_bytes())
    assert json.loads(body.removeprefix(MAGIC))["content"] == "Moss\x1ftable"


def test_what_pagefind_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    ended = run(tmp_path, [{"url": "/groups/zinc/"}])
    assert ended.returncode == 1
    assert "missing field" in ended.stderr and "Traceback" not in ended.stderr


def test_a_text_that_is_missing_is_counted(bundle: Path) -> None:
    next((bundle / "fragment").iterdir()).unlink()
    with pytest.raises(PagefindError, match="It indexed 2 of 3 groups"):
        number(bundle, {f"/groups/{slug}/": slug for slug in SLUGS})


def test_a_fragment_of_another_form_is_refused() -> None:
    assert url_of(gzip.compress(b'pagefind_dcd{"url":"/groups/kettle/","content":""}')) == "/groups/kettle/"
    for body in (
        gzip.compress(b"pagefind_new{}"),
        gzip.compress(b'pagefind_dcd{"content":"","url":"/groups/kettle/"}'),
        b"not packed",
    ):
        with pytest.raises(PagefindError):
            url_of(body)
