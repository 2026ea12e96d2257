"""The style sheets of the summary, in their order: the page loads them, the file has them inside. Paths are under
`static`."""

DESK = ("css/tokens.css", "css/base.css", "css/parts.css")
"""Those of every page but a phone's."""
SUMMARY = (*DESK, "css/report.css", "css/report/answers.css", "css/report/themes.css", "css/report/paper.css")
