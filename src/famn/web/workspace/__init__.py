"""The workspace: my day, and one folder per room with its addresses, forms and views."""
