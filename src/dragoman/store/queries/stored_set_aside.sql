-- What looked like an event in this article and was not coded by this run, and why?
SELECT text, "start", "end", part, reason, rule FROM set_aside WHERE article_id = $id AND run_id = $run ORDER BY number
