-- Which runs made the readings that count now?
SELECT number, coder, codebook FROM run WHERE run_id IN (SELECT run_id FROM reading WHERE current) ORDER BY number
