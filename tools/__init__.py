"""What gives every machine a working `pulumi` and Python environment; standard library only."""
