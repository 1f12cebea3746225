"""One listing: what it may say, its file, its checks, its tidy text and its safe HTML."""
