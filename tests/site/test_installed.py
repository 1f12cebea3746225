"""The software builds a folder that holds only `content/`, from wherever it is installed, with the theme it carries."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import ourtables as ourtables_package

from .conftest import ROOT, directory_in, listing, ourtables


def test_a_folder_with_only_content_is_built_by_a_package_that_carries_its_theme(tmp_path: Path) -> None:
    installed = tmp_path / "site-packages"
    shutil.copytree(ROOT / "plugins" / "ourtables", installed / "ourtables")
    shutil.copytree(ROOT / "theme", installed / "ourtables" / "theme")
    style = installed / "ourtables" / "theme" / "static" / "css" / "99-mark.css"
    style.write_text("@layer print { .of-this-package { color: red; } }", encoding="utf-8")
    folder = tmp_path / "directory"
    directory_in(folder, kettle=listing("Kettle"))
    done = ourtables("build", cwd=folder, PYTHONPATH=str(installed))
    assert done.returncode == 0, done.stderr
    assert (folder / "output" / "groups" / "kettle" / "index.html").is_file()
    (sheet,) = (folder / "output" / "static").glob("site-*.css")
    assert "of-this-package" in sheet.read_text(encoding="utf-8")


def test_pelican_takes_the_address_of_the_directory_unless_one_is_given(tmp_path: Path) -> None:
    folder = tmp_path / "directory"
    content = directory_in(folder, kettle=listing("Kettle"))
    assert ourtables("build", cwd=folder).returncode == 0
    own = (folder / "output" / "sitemap.xml").read_text(encoding="utf-8")
    settings = (content / "directory.yml").read_text(encoding="utf-8")
    address = next(line.split()[1].strip('"') for line in settings.splitlines() if line.startswith("address:"))
    assert f"<loc>{address.rstrip('/')}/groups/kettle/</loc>" in own
    assert ourtables("build", "--site-url", "https://other.example.org", cwd=folder).returncode == 0
    assert "<loc>https://other.example.org/groups/kettle/</loc>" in (folder / "output" / "sitemap.xml").read_text()


# ---------------------------------------------------------------- single files of one's own


def test_a_theme_beside_the_content_replaces_single_files_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "directory"
    directory_in(folder, kettle=listing("Kettle"))
    own = folder / "theme"
    for name, text in {
        "templates/components/site_footer.html": "{% macro site_footer(settings, today) %}<footer>Of the kettle lane</footer>{% endmacro %}",
        "static/css/90-own.css": "@layer print { .of-my-own { color: red; } }",
        "static/css/70-utilities.css": "",
        "static/favicon.svg": "<svg/>",
        "static/js/list.js": "throw new Error()",
        "icons/lamp.svg": '<svg viewBox="0 0 24 24"><path d="M1 2h3"/></svg>',
    }.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    done = ourtables("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    output = folder / "output"
    home = (output / "index.html").read_text(encoding="utf-8")
    assert "<footer>Of the kettle lane</footer>" in home
    assert '<path d="M1 2h3"/>' in "".join(path.read_text(encoding="utf-8") for path in output.rglob("index.html"))
    (sheet,) = (output / "static").glob("site-*.css")
    style = sheet.read_text(encoding="utf-8")
    assert ".of-my-own" in style and "@font-face" in style
    (favicon,) = (output / "static").glob("favicon-*.svg")
    assert favicon.read_text() == "<svg/>"
    # Scripts stay the software's own.
    assert not any(path.read_text() == "throw new Error()" for path in (output / "static").glob("*.js"))


def test_a_template_of_ones_own_that_doesnt_fit_is_said_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "directory"
    directory_in(folder, kettle=listing("Kettle"))
    own = folder / "theme" / "templates" / "components" / "site_footer.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro site_footer() %}<footer></footer>{% endmacro %}", encoding="utf-8")
    done = ourtables("build", cwd=folder)
    assert done.returncode == 1
    assert "macro 'site_footer' takes not more than 0 argument(s)" in done.stderr
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- Pelican by itself


def with_the_plugin_by_name(folder: Path) -> str:
    """Where Python finds the package and, as in the wheel, the name by which Pelican finds its plugin."""
    named = folder / "site-packages" / "pelican" / "plugins" / "ourtables"
    named.mkdir(parents=True)
    shutil.copy(ROOT / "plugins" / "ourtables" / "site" / "found_by_name.py", named / "__init__.py")
    return f"{folder / 'site-packages'}{os.pathsep}{ROOT / 'plugins'}"


def plain_pelican(folder: Path, *arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pelican", *arguments, "-o", "site"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "1000"},
    )


def test_plain_pelican_finds_the_plugin_by_its_name_and_builds_a_folder_with_only_content(tmp_path: Path) -> None:
    folder = tmp_path / "directory"
    directory_in(folder, kettle=listing("Kettle"))
    done = plain_pelican(folder, "content", path=with_the_plugin_by_name(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site" / "groups" / "kettle" / "index.html").is_file()
    assert (folder / "site" / "pagefind").is_dir()
    assert not (folder / "site" / "theme").exists()


def test_the_plugin_does_nothing_in_a_site_that_is_no_directory(tmp_path: Path) -> None:
    folder = tmp_path / "blog"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "hello.md").write_text("Title: Hello\nDate: 2026-01-02\nCategory: a\n\nA blog.\n")
    done = plain_pelican(folder, "content", path=with_the_plugin_by_name(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "A blog." in (folder / "site" / "hello.html").read_text()
    assert not (folder / "site" / "find").exists()


def test_the_theme_has_a_path_for_pelicans_own_settings() -> None:
    assert (Path(ourtables_package.get_path()) / "templates" / "base.html").is_file()
