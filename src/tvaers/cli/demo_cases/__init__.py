"""The living demo region: invented cases of every type in every state, told through the same actions as people use."""
