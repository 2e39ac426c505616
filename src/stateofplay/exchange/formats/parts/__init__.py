"""What formats share: `format` (what one declares), `material` (what of a case is written), `claims` (rows), `references`."""
