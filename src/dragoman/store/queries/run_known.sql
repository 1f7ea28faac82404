-- Has this run been entered?
SELECT count(*) FROM run WHERE run_id = $run
