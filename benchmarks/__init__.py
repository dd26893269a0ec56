"""Goals of speed and size, as ratios: our program against the least work any program must do.

`python -m benchmarks [GOAL…] [--json OUT] [--ci]`. Both sides run in turn on the same machine;
a stored number from another day is never used. Tests of what the program does are in tests/.
"""
