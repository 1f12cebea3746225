"""What the machine does on the forge: a job without rights decides it here, another makes the calls.

Each task reads a folder of facts that a workflow fetched, and gives a list of `Call`s. A separate job, which runs none
of our code, makes those calls that its own list allows.
"""
