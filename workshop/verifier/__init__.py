"""The verifier: rebuilds every forum from its log and holds the tables against it. A program of its own inside this
one: it reads the database itself, read-only, and imports and shares nothing with the server that it checks, so that one
mistake cannot be in both.

What it relies on is written in SECURITY.md ("What can be proven"): how rows are chained, and that each row says what it
left.
"""
