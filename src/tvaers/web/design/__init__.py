"""The look of Tværs: the layout, the recurring parts, and the vendored public design system."""
