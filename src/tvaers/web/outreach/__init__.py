"""The pages of what reaches out from forums."""
