-- What these bytes brought before is brought anew.
DELETE FROM foreign_mention WHERE file = $file
