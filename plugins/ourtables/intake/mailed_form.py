"""What the site's form, and whoever reads the mails it makes, agree on."""

from __future__ import annotations

# The questions that a listing needs answers to, in the order in which they are numbered.
SEVEN = ("name", "body", "offers", "areas", "formats", "led_by", "contact")
# The last line of what the site's form mails. No line before it counts as a greeting, closing words or a signature.
END = "(end of listing)"
