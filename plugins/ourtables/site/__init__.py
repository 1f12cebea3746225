"""The directory as a website: the only code that knows Pelican, Jinja and Pagefind."""
