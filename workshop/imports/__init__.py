"""What comes in from other programs: the bytes of a file become rows, and rows what a command of the writer takes.

Nothing here changes data: a page or a terminal command sends what is made.
"""
