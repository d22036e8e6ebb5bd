"""The demo's forum year: real minutes retold without names, and an invented year around today."""
