"""`python -m pipeline` is `dutylist`."""

from pipeline.commands.cli import main

if __name__ == "__main__":  # a worker of a Dask cluster may import it anew
    main()
