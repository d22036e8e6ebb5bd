"""Who goes home soon, and what blocks them."""
