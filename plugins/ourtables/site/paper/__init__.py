"""A booklet of chosen areas as one PDF, with the words and in the order of the booklets that a browser prints."""
