"""`python -m pipeline` is `dutylist`."""

from pipeline.cli import main

main()
