"""What every room uses: problems and rules, YAML read as strings, quoting, bounds, and the message catalogue."""
