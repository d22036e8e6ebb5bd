"""The pages of messages: traffic, inbox, correspondences, misdirected messages, location numbers and registers."""
