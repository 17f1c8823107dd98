"""Work that may run out of memory, hang or die, done in a process where that does no harm.

Untrusted workbooks are read in one, charts are drawn in another. `parent` starts and watches it, `child` is
what runs inside.
"""
