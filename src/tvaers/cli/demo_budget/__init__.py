"""The demo's budget: the catalogue of 2024 retold in our own words, read, checked, published and negotiated."""
