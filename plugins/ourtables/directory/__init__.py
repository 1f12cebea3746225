"""All listings together: which are listed, which serve an area, how fresh they are, and what the finder shows."""
