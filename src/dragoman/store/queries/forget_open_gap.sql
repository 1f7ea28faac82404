-- The gap in which this feed could not be read is over, or goes on and is entered anew.
DELETE FROM gap WHERE feed = $feed AND still
