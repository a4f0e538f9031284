"""Sets the sample documents: `markup` reads a source, `pdf` and `word` write the file."""
