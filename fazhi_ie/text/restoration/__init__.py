"""One module for each kind of corruption: how it is told from real text, and how it is undone."""
