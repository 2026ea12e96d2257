"""The persistence layer: tables, transactions, the log, backups and migrations. The only code that commits. Knows
nothing of sockets or people."""
