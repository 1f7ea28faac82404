"""The same pipeline over many processes: same rows, same ids, in the same order."""
