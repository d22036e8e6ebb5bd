"""The budget's own arithmetic, one clause a function: keys, frames, phasing, loans, price levels."""
