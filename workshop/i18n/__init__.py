"""The interface's words: catalogues of messages, plural forms. Imports nothing of ours."""
