"""Getting texts in and reports out: readers, JSON Lines, tables, the batch runner."""
