"""Russian and Ukrainian: one grammar over Universal Dependencies, with the tables of each."""
