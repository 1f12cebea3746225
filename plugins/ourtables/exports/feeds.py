"""Atom feeds (RFC 4287) of new and changed groups: of all, of each area and of each offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial

from feedgenerator import Atom1Feed
from markupsafe import escape

from ourtables.core.catalogue import N_
from ourtables.exports.export_registry import Exporting, Made, export
from ourtables.exports.news import SAID, News
from ourtables.exports.reuse import shown
from ourtables.listing.group import Group

MOST = 60
_END = "</feed>"
_RIGHTS = N_("The words of each listing are its group's own.")


@export(
    "feeds",
    N_("News feeds"),
    N_("New and changed groups, all or of one area or offer, for a feed reader."),
    "feed.xml",
    ruled=False,
    each_language=True,
)
def feeds(exporting: Exporting) -> Iterator[Made]:
    """Yield the site's own feeds, with every listed group that isn't made up."""
    directory = exporting.directory
    making = _Feeds(exporting)
    groups = making.groups
    yield Made("feed.xml", partial(making.of, "feed.xml", "new/", exporting.say(N_("New and changed")), lambda: groups))
    for area in exporting.vocabulary("areas"):
        page = f"areas/{area.key}/"
        here = partial(directory.areas.standing, area.key)
        yield Made(f"{page}feed.xml", partial(making.of, f"{page}feed.xml", page, area.label, here))
    for offer in exporting.vocabulary("offers"):
        page = f"offers/{offer.key}/"
        having = partial(directory.with_offer, offer.key)
        yield Made(f"{page}feed.xml", partial(making.of, f"{page}feed.xml", page, offer.label, having))


class _Feeds:
    """Makes all feeds of a build. Each has the groups with the latest news, whose entries are made once."""

    def __init__(self, exporting: Exporting) -> None:
        self._exporting = exporting
        self.groups = shown(exporting.directory)
        self._news = News(exporting.history)
        newest = self._news.newest(self.groups, len(self.groups))
        self._rank = {group.slug: number for number, group in enumerate(newest)}
        self._entries: dict[str, str] = {}

    def of(self, path: str, page: str, name: str, groups: Callable[[], Iterable[Group]]) -> bytes:
        exporting, settings = self._exporting, self._exporting.directory.settings
        feed = Atom1Feed(
            title=f"{name} · {settings.title}",
            link=exporting.address(page),
            feed_url=exporting.address(path),
            # The identifier survives a move of the site only if it comes from the settings.
            feed_guid=exporting.address(path),
            description=settings.description,
            language=settings.language,
            author_name=settings.title,
            feed_copyright=exporting.say(_RIGHTS),
        )
        known = (group for group in groups() if group.slug in self._rank)
        newest = sorted(known, key=lambda group: self._rank[group.slug])[:MOST]
        # Without entries the feed would carry the time of the build, and so differ at each build.
        day = self._day(newest[0]) if newest else exporting.directory.today
        feed.latest_post_date = lambda: _moment(day)
        head: str = feed.writeString("utf-8").removesuffix(_END)
        return "".join([head, *map(self._entry, newest), _END]).encode()

    def _day(self, group: Group) -> date:
        last = self._news.last(group)
        return last[1] if last else date.min

    def _entry(self, group: Group) -> str:
        if group.slug not in self._entries:
            self._entries[group.slug] = self._made(group)
        return self._entries[group.slug]

    def _made(self, group: Group) -> str:
        """Return a group's entry: what a feed of nothing else has after its head."""
        exporting, feed = self._exporting, Atom1Feed("", "", "")
        offers, areas = exporting.vocabulary("offers"), exporting.vocabulary("areas")
        happened, added = self._happened(group), self._news.added.get(group.slug)
        feed.add_item(
            title=group.name,
            link=exporting.page(group),
            unique_id=exporting.page(group),
            # A feed's summary is HTML, so the group's words are escaped.
            description="".join(f"<p>{escape(str(part))}</p>" for part in (happened, group.blurb) if part),
            pubdate=_moment(added) if added else None,
            updateddate=_moment(self._day(group)),
            categories=[offers[key].label for key in group.offers] + [areas[key].label for key in group.areas],
        )
        text: str = feed.writeString("utf-8")
        return text[text.index("<entry>") :].removesuffix(_END)

    def _happened(self, group: Group) -> str:
        last = self._news.last(group)
        return self._exporting.say(SAID[last[0]], day=self._exporting.words.day(last[1])) if last else ""


def _moment(day: date) -> datetime:
    """Return noon of a day, which is the same day almost everywhere."""
    return datetime.combine(max(day, date(1970, 1, 1)), time(12), UTC)
