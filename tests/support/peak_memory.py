"""How much memory a test's own process took at most; Linux only."""

#: An expression in bytes for code that runs in a process of its own. Not ``ru_maxrss``: a child inherits there what its parent once took.
PEAK = "int(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1]) * 1024"
