"""What each list must look like: one TOML file per list, the only place that knows its columns."""
