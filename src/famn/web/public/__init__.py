"""What anybody may see without signing in."""
