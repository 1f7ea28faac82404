"""One module per exchange format; `tables` is the door to CSV and Parquet."""
