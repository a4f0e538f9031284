"""The headings of a closure report, the same in every format."""

LETTERS = "Letters and reports"
PARTS = {"earlier": "recommendations made in", "later": "followed up in", "response": "the council’s report"}
FILE = "read from"
ASKED = "Recommendation"
WEAKNESS = "Weakness"
OVERVIEW = "Overview"
COLUMNS = ("No.", "Recommendation", "Status", "Best evidence")
NONE = "No passage was found that speaks of it."
GENERAL = "Of all recommendations together"
POINTS = "Each recommendation"
EVIDENCE = "What inspectors found later"
AGAINST = "What still stands against it"
AGAIN = "Recommended again"
WEAKER = "Also touched on at"
NEAREST = "Nearest passage"
ACTIONS = "What the council says it does"
ACTION = "Action"
TOLD = {"owner": "Owner", "due": "Due", "told": "As the council tells it"}
QUOTES = "What the council’s report quotes, checked"
CHAIN = "Over the years"
METHOD = "How this report was made"
LICENCE = "Licence"
NOTES = "Notes"

HEADING = 80  # letters of a recommendation that its heading repeats
BRIEF = 320  # letters of a passage that the overview shows
