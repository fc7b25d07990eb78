"""What goes wrong while typing YAML, found and told."""
