"""Which texts are copies of one origin, and which event reports tell one incident."""
