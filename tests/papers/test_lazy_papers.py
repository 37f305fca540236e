"""Papers cost nothing until one is printed."""

from __future__ import annotations

import subprocess
import sys


def test_reportlab_and_pillow_are_loaded_only_while_drawing() -> None:
    probe = (
        "import sys, app.papers.document, app.papers.render_pdf.render; print({'reportlab', 'PIL'} & {*sys.modules} or 'none')"
    )
    found = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "none"
