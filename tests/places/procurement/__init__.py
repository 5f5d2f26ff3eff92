"""The alarm from kitchens' contracts."""
