"""The record in one DuckDB file: numbered migrations, whole writes, snapshot reads, named queries. The only SQL."""
