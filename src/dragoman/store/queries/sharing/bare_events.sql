-- Which words of the texts do event reports hold? None: not of triggers and spans, and no name that only the text gives.
UPDATE event SET
    trigger = NULL,
    record = without_words(record::VARCHAR, false),
    actor = list_transform(actor, lambda side: struct_pack(
        id := side.id, name := CASE WHEN list_contains($composed, side.via) THEN NULL ELSE side.name END,
        country := side.country, sector := side.sector, via := side.via, stale := side.stale)),
    recipient = list_transform(recipient, lambda side: struct_pack(
        id := side.id, name := CASE WHEN list_contains($composed, side.via) THEN NULL ELSE side.name END,
        country := side.country, sector := side.sector, via := side.via, stale := side.stale))
