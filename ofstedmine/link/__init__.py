"""Reports → what became of each recommendation, and whether each quote is true."""
