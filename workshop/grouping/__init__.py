"""Suggestions for grouping ideas: texts in, proposals out. Changes nothing, and knows no database and no socket."""
