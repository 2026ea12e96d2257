"""The verifier: rebuilds every forum from its log and compares the tables with it. An independent program: it reads the
database itself, read-only, and imports nothing from the server that it checks, so that no mistake can be in both.

What it relies on is written in SECURITY.md ("What can be proven"): how rows are chained, and that each row records the
values it left.
"""
