"""What every sheet of the master is made with: the master being written, a page of it, names, tables, cells."""
