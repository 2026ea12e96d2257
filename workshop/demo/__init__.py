"""What the demonstration needs: ideas and themes to fill a room with, and the starter. Imports nothing of ours."""
