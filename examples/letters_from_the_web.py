"""Fetch published letters, mine each, and cite it with the address that it came from.

python examples/letters_from_the_web.py leeds bradford    # asks the inspectorate's server, letters go to letters/
python examples/letters_from_the_web.py                   # a server of our own, with an invented letter
"""

import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import ofstedmine as om


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def fetch_and_tell(letters, folder, pause=1.0):
    for download in om.fetch(letters, folder, pause=pause):
        letter = download.letter
        print(f"{letter.authority}, published {letter.published}: {download.outcome}")
        if download.outcome is om.Outcome.FAILED:
            print(f"  {download.reason}")
        if download.path is None:
            continue
        report = om.mine(download.path, address=letter.address)
        for recommendation in report.recommendations[:3]:
            print(f"  {recommendation.id} {recommendation.text}")
        print(f"  {report.cite('reference')}")


if len(sys.argv) > 1:
    fetch_and_tell(om.published(*sys.argv[1:]), "letters")
else:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory="corpus/marlowbridge"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        mine = Path(folder, "mine.csv")  # a list of one's own
        mine.write_text(
            "authority,published,address\n"
            f"Marlowbridge,2022-06-20,{site}/2022-06-ilacs.pdf\n"
            f"Marlowbridge,2021-09-30,{site}/moved.pdf\n",
            "utf-8",
        )
        fetch_and_tell(om.published(manifest=mine), Path(folder, "letters"), pause=0)
    server.shutdown()
