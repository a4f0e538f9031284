"""Files read in a process apart, within limits: one that never ends, or brings its process down, is lost alone.

`child` is what that process runs, `process` our end of it, `frames` how they speak; `idle` keeps processes that have
started for the next file; `readers` has work done by them, `report` the work of `mine`.
"""
