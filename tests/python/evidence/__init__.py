"""Reference cases of the statistics: how each file is read, and what is asked of the library."""
