"""What the templates of cases need beside the design parts."""
