"""What a desk does with the record: add to it, code it, watch feeds."""
