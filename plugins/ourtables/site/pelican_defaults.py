"""Pelican's settings for a directory. What makes it this directory and no other is in content/directory.yml.

A folder without a `pelicanconf.py` is built with these. A `pelicanconf.py` of your own begins with
`from ourtables.site.pelican_defaults import *`.
"""

from pathlib import Path

from jinja2 import StrictUndefined

from ourtables import get_path

# Imported here, since Pelican skips a plugin that it can't import and still ends well.
from ourtables.site import plugin

PATH = str(Path.cwd() / "content")
OUTPUT_PATH = str(Path.cwd() / "output")
THEME = get_path()
PLUGINS = [plugin]
# Nothing here shows a time; without this Pelican warns.
TIMEZONE = "UTC"

# For one run: pelican -e OURTABLES='{"today": "2026-11-22", "drafts": true}'; ourtables/site/options.py lists them all.
OURTABLES: dict[str, object] = {}

# A gap in a template is an error, and no text becomes markup by itself.
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": False,
    "lstrip_blocks": False,
    "extensions": ["jinja2.ext.i18n"],
}

# The plugin reads listings and writes pages; Pelican's own articles, pages, feeds and copies stay out of the way.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TYPOGRIFY = False
FORMATTED_FIELDS: list[str] = []
