"""Every error of this package, as one tree.

    OurTablesError          raised on purpose; its text is fit for a person
      ContentError            a keepers' file (settings, vocabulary, places) can't be used
      DataError               a file of data to import can't be read
      MailError               a mail can't be read at all
      Unusable                a draft can't become a listing
      Busy                    another import is writing into the same folder
      GitError                git is missing, or doesn't know what it was asked for
      HistoryError            the directory's history can't be worked out or read
      SiteError               the site can't be written
      AssetError              the theme names a file or an icon that doesn't exist
      OptionError             an option of a build is unknown or has an unusable value
      PagefindError           the search program refused, ended or wrote something unexpected
      NotOurs                 the output folder holds something that this software didn't make
      Failed                  the site wasn't built; the reason is printed already
      Stopped                 somebody asked the build to stop
      FaultOfOurs             something was made without some groups; the log says why
    Refused                 this text can't be read any further; the problem is reported already
    TooMuch                 a stranger's file asks for more time, memory or depth than it may have
    OpenTiming              a typed line leaves open when a group meets
    NoSuchDomain            no such name in the domain name system
    Forbidden               a name leads to a machine that isn't public

The last five never reach a person: whoever raises them has a caller that turns them into a problem or a result. What is
wrong with a listing is a `Problem`, a value and no exception: one bad file stops only its own listing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ourtables.core.problems import Problem


class OurTablesError(Exception):
    """An error that this package raises on purpose; its text is fit for a person."""


class ContentError(OurTablesError):
    """A keepers' file can't be used; `problems` says where and why, in the order of a report."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.order)
        super().__init__("\n".join(p.told for p in self.problems))


class DataError(OurTablesError):
    """A file of data can't be read, or is of an unknown kind."""


class MailError(OurTablesError):
    """A mail can't be read at all."""


class Unusable(OurTablesError):
    """A draft can't become a listing; the text says why."""


class Busy(OurTablesError):
    """Another import is writing into the same folder."""


class GitError(OurTablesError):
    """Git is missing, or doesn't know what it was asked for."""


class HistoryError(OurTablesError):
    """The directory's history can't be worked out, or a file of it can't be read."""


class SiteError(OurTablesError):
    """The site can't be written: two outputs share an address, a page or the search can't be made."""


class AssetError(OurTablesError):
    """The theme names a file or an icon that doesn't exist."""


class OptionError(OurTablesError):
    """An option of a build is unknown, or its value can't be used."""


class PagefindError(OurTablesError):
    """Pagefind refused, ended, or wrote something that the pinned version doesn't write."""


class NotOurs(OurTablesError):
    """The output folder holds something that this software didn't make, so it isn't replaced."""


class Failed(OurTablesError):
    """The site wasn't built; the reason is printed already."""


class Stopped(OurTablesError):
    """Somebody asked the build to stop."""


class FaultOfOurs(OurTablesError):
    """Something was made without some groups, because of a fault of ours that is logged already."""


class Refused(Exception):
    """This text can't be read any further; the problem is reported already."""


class TooMuch(Exception):
    """A stranger's file asks for more time, memory or depth than one file may have."""


class OpenTiming(Exception):
    """A typed line leaves open when a group meets."""


class NoSuchDomain(Exception):
    """The domain name system says that there is no such name."""


class Forbidden(Exception):
    """A name leads to a machine that isn't public."""
