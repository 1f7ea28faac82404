-- What led to an incident that is gone leads to the one that took its place.
UPDATE incident_redirect SET new_id = $new_id WHERE new_id = $old_id
