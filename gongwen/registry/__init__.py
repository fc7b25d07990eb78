"""To be said: what lives here."""
