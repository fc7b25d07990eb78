"""A mapping of YAML to a frozen record that knows its places."""
