"""The site in a language of another alphabet: whatever is still in English letters isn't translated."""
