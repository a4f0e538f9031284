"""Training: annotations and letters → the numbers that are shipped. Needs scikit-learn; nothing at run time uses it."""
