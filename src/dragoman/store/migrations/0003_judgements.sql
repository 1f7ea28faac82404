-- Words of judgement on an actor, one a row: who is judged which way is asked of a whole record, and need not be read out of
-- every reading each time. `item` is the judgement as the reading has it, with its spans.
CREATE TABLE judgement (
    run_id VARCHAR NOT NULL, article_id VARCHAR NOT NULL, number INTEGER NOT NULL, polarity TINYINT NOT NULL, strength TINYINT NOT NULL,
    own BOOLEAN NOT NULL, target STRUCT(id VARCHAR, country VARCHAR, sector VARCHAR[])[], item JSON NOT NULL
);
INSERT INTO judgement
SELECT run_id, article_id, number - 1, (item->>'$.polarity')::TINYINT, (item->>'$.strength')::TINYINT, item->>'$.holder.kind' = 'author',
       from_json(item->'$.target', '[{"id": "VARCHAR", "country": "VARCHAR", "sector": ["VARCHAR"]}]'), item
FROM (
    SELECT run_id, article_id, unnest(items) AS item, generate_subscripts(items, 1) AS number
    FROM (SELECT run_id, article_id, from_json(layers->'$.stance', '["JSON"]') AS items FROM reading)
);
