"""How states, blocs and movements stand with each other over time, each figure resting on events that can be listed."""
