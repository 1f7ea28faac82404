"""Read the files of other event coders under their own name."""
