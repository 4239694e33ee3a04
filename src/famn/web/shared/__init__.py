"""What every page shares: who acts, the gate, addresses, what the frame of a page shows."""
