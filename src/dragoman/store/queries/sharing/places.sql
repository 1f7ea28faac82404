-- Of what file was each article read? Its name, not where it lies on this machine; an address of the web whole.
UPDATE article SET path = regexp_replace(path, '^.*[/\\]', '') WHERE path IS NOT NULL AND NOT regexp_matches(path, '^https?://')
