"""One verb each; a workflow returns a result and prints nothing."""
