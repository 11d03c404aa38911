"""The command line: words in, exit status out. One file a command; the only room that prints and exits."""
