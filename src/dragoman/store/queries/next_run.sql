-- Which number has the next run?
SELECT coalesce(max(number), 0) + 1 FROM run
