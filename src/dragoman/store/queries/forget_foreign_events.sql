-- What these bytes brought before is brought anew.
DELETE FROM foreign_event WHERE file = $file
