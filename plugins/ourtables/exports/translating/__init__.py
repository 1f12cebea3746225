"""What a translator gets and sends back: all words of a directory in one file, and what is made of it."""
