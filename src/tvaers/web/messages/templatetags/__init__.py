"""What the pages of other subjects show of messages."""
