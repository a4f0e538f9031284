"""Whole reports as compact bytes and back: what a corpus keeps, and what comes from a process apart."""
