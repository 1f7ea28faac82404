-- Who says anything, is spoken of in what is said, or judges?
SELECT id FROM claim_named UNION SELECT unnest(holder_id) FROM judgement_listed ORDER BY id
