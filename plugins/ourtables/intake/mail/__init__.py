"""A mailed text, a saved mail or an issue is sorted by what it wants, and read.

It becomes a listing, a removal or something for a person, and a kind reply. The sender is named neither in the listing
nor in the reply.
"""

from __future__ import annotations

from ourtables.intake.mail.outcomes import ForPerson, MailOutcome, Received, Removal, WhichGroup
from ourtables.intake.mail.receive import Desk

__all__ = ["Desk", "ForPerson", "MailOutcome", "Received", "Removal", "WhichGroup"]
