"""What systems differ in: memory, signals, how a process starts, locks. Nothing else asks which system it is on.

In: nothing of the project. Out: functions that do what the system can, and say what stands in where it cannot.
"""
