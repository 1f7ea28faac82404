-- What does this desk not have: clauses set aside, gaps in coverage, inputs that could not be read, articles in other languages?
SELECT (SELECT count(*) FROM set_asides) AS set_aside,
       (SELECT count(*) FROM gap) AS gaps,
       (SELECT count(*) FROM fault) AS faults,
       (SELECT count(*) FROM article WHERE coalesce(language, 'en') NOT LIKE 'en%') AS foreign_language,
       (SELECT count(*) FROM reading WHERE current AND published IS NULL) AS undated
