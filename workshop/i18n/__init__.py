"""The interface's texts: message catalogues, plural forms, dates and numbers. Imports nothing of ours."""
