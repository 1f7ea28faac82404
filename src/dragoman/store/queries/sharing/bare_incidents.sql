-- Which words of the texts do incidents hold? None: no name of a side that only the text gives.
UPDATE incident SET
    actor = list_transform(actor, lambda side: struct_pack(
        id := side.id, name := CASE WHEN list_contains($composed, side.via) THEN NULL ELSE side.name END,
        country := side.country, sector := side.sector, via := side.via, stale := side.stale)),
    recipient = list_transform(recipient, lambda side: struct_pack(
        id := side.id, name := CASE WHEN list_contains($composed, side.via) THEN NULL ELSE side.name END,
        country := side.country, sector := side.sector, via := side.via, stale := side.stale))
