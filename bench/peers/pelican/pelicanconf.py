"""The same directory as stock Pelican would have it: a group is an article, an area or an offer is a tag."""

from pathlib import Path

HERE = Path(__file__).parent

SITENAME = "Our Own Tables, by Pelican"
SITEURL = "https://example.org"
THEME = str(HERE)
THEME_STATIC_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
TIMEZONE = "UTC"
ARTICLE_URL = "groups/{slug}/"
ARTICLE_SAVE_AS = "groups/{slug}/index.html"
TAG_URL = "{slug}/"
TAG_SAVE_AS = "{slug}/index.html"
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": 50, "tag": None}
DIRECT_TEMPLATES = ["index", "tags"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
