-- Whose events stand beside ours?
SELECT DISTINCT coder FROM foreign_event ORDER BY coder
