-- Which texts are kept? None: title, author, outlet and address stay, as in any bibliography.
UPDATE article SET text = NULL
