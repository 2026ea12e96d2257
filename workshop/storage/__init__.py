"""The cellar: tables, the one place that commits, the log, migrations. Knows nothing of sockets or people."""
