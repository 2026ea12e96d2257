"""The participant's page, with and without JavaScript."""
