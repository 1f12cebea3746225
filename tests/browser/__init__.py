"""The built site in a real browser, and under checkers from outside; needs chromium, Java and npm's packages."""
