"""Without pikepdf the modules that break PDFs are not looked through for doctests: `.[test]` does not bring it."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("pikepdf") else ["[!t]*.py", "trials.py"]
