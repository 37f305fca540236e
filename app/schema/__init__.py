"""What a record kind is: typed columns, fields, kinds, drafts and values. No Qt, no file."""
