"""The desk (文稿办理): a page on one's own machine, for people to whom a terminal is strange.

It reads documents as `check` does and shows their pages; whatever is done, a command does, in a
process of its own, and what that says is shown. The commands are passed in, for they lie above.
"""
