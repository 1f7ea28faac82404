-- Who has annotated, in order of their labels?
SELECT DISTINCT coder FROM annotation ORDER BY coder
