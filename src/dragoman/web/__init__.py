"""The explorer: every page of a desk as HTML, JSON and tables, each mark leading to its words."""
