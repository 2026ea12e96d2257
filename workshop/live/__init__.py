"""The wire: who is connected, what they ask for, what they are told. No rules here."""
