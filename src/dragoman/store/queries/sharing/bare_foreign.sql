-- Which words of others do other coders' events hold? None: their rows may quote the news, or tell it in prose.
UPDATE foreign_event SET raw = NULL
