-- Has this file any table?
SELECT count(*) FROM sqlite_master
