-- Add one annotation.
INSERT INTO annotation (id, made, coder, article_id, event_id, run_id, text_sha256, verdict, fields, start, "end", part, note, drawn)
VALUES (:id, :made, :coder, :article_id, :event_id, :run_id, :text_sha256, :verdict, :fields, :start, :end, :part, :note, :drawn)
