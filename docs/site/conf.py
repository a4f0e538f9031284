"""How the site is built: `sphinx-build -W -c docs/site . build/site`, with no network, warnings as errors.

The pages are the repository's own Markdown files at their own places, so that a link between two of them leads to the
same page on a code host and on the site.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]  # `reference` below, and the library of this checkout

import ofstedmine  # noqa: E402

project = "ofstedmine"
author = "The ofstedmine developers"
copyright = "the ofstedmine developers"
version = release = ofstedmine.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "reference"]
root_doc = "docs/index"
include_patterns = ["docs/*.md", "*.md", "corpus/README.md", "benchmarks/README.md"]
exclude_patterns = ["README.md", "build", "dist", ".*", "**/.*", "**/node_modules", "**/site-packages", "venv"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nitpicky = True
nitpick_ignore_regex = [
    (
        r"py:.*",
        r"(datetime|os|pathlib|collections|concurrent|sqlite3|enum|typing|networkx|pandas|spacy|matplotlib)\..*",
    ),
    (r"py:.*", r"(.*\.)?(Given|When|Shown|Placed|Fragment|Repair|Cell|DocumentError)"),  # told in words, or in passing
    (r"py:.*", r"(Figure|Language|Doc)"),  # matplotlib's and spaCy's, which are loaded when they are needed
]
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
default_role = "code"

html_theme = "furo"
html_title = "ofstedmine"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_search_summary = False  # each is fetched, which a browser refuses a page that is a file
html_static_path = ["static"]
html_css_files = ["site.css"]
html_additional_pages = {"index": "first.html"}  # build/site/index.html leads to the front page
templates_path = ["templates"]
html_theme_options = {"navigation_with_keys": True}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
smartquotes = False  # quotes stand as they are written

# the pages in the order in which the menu shows them; `reference` puts them into the front page
reference_menu = {
    "Start here": ["docs/tutorial", "docs/tutorial-researcher", "docs/tutorial-python"],
    "How to": ["docs/quotes", "docs/check-a-draft", "docs/corpus", "docs/compare", "docs/schema"],
    "Can I trust it?": ["docs/how-it-decides", "docs/accuracy", "docs/limits", "docs/licence", "SECURITY"],
    "Look it up": ["docs/commands", "docs/api", "docs/stability", "CHANGELOG"],
    "Take part": ["CONTRIBUTING", "corpus/README", "benchmarks/README"],
}
