"""Read a printed catalogue: text, Word or PDF in, a `Catalogue` out, with what is unsure marked."""
