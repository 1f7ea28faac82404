-- Which migration was the last?
SELECT max(number) FROM migration
