"""What an installation begins with: reference data, and the demo built by the domain's own actions."""
