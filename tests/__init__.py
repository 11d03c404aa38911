"""The tests, a folder a room; beside them what they share: documents, layouts, the trials of damage."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The project's folder."""
