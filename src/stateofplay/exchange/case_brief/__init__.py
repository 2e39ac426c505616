"""A case's state of play as a brief: `content` (sections), `lines` (a row as a line), `changes`, `outlook` (what could hold)."""
