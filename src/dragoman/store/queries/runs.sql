-- Which runs has this desk, the first first?
SELECT * FROM runs ORDER BY number
