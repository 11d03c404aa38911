"""What speed and memory are promised, measured: `make bench` prints the table."""
