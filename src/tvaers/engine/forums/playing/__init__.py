"""Playing scenarios of forums: what is given is set up, what happens is done by the real actions, and it is looked at.

It needs a database; whatever a scenario does is taken back when it has been looked at.
"""

from tvaers.engine.forums.playing.play import play_scenario

__all__ = ["play_scenario"]
