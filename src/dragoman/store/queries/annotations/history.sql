-- Which annotations were ever made, in order: those that were replaced and withdrawn, too?
SELECT * FROM annotation WHERE :coder IS NULL OR coder = :coder ORDER BY number
