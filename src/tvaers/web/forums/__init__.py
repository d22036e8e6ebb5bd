"""Forums: what is next, what is in the pipeline, what was decided; meetings, agendas and minutes."""
