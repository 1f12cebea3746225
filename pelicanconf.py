"""What is Pelican's own. Everything that makes this directory this directory stands in content/directory.yml."""

from pathlib import Path

from jinja2 import StrictUndefined

# Imported here, since Pelican skips a plugin that it can't import and ends well all the same.
from ourtables.site import plugin

HERE = Path(__file__).parent

PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
THEME = str(HERE / "theme")
PLUGINS = [plugin]
# The directory's own take its place as soon as they are read; without one Pelican warns.
TIMEZONE = "UTC"

# For one run: pelican -e OURTABLES='{"today": "2026-11-22", "drafts": true}'; ourtables/site/options.py lists them all.
OURTABLES: dict[str, object] = {}

# An error at a template's gap, and no text that becomes markup by itself.
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
