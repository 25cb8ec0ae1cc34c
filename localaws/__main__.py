"""`python -m localaws up | down | status | env | run -- COMMAND | reset`."""

import sys

from localaws.command_line import main

sys.exit(main(sys.argv[1:]))
