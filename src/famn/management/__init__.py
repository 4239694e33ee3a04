"""Commands: parse arguments, call one action or one reading function."""
