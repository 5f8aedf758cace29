"""What counts as a fact: pure functions from text and earlier findings to plain records; nothing here knows spaCy."""
