"""What every test may ask for: hypothesis, never timed, and on a CI machine the same cases each time.

It lies apart (`make dev`), since pandera loads it wherever it is installed beside, at a third of a second a start.
"""

from __future__ import annotations

import os
import sys

from tests import ROOT

# What tests read of the screen is English but where they ask for Chinese.
os.environ["DUTYLIST_LANG"] = "en"
sys.path.append(str(ROOT / ".venv/apart"))

from hypothesis import settings

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
