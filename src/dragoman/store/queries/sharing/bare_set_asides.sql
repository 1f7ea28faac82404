-- Which words of the texts does what was set aside hold? None.
UPDATE set_aside SET text = NULL
