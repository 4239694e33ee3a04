"""What parties agree on in writing: letters of intent and their templates, and who has approved which words."""
