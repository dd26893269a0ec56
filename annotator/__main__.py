"""`python -m annotator` is the command `annotator`, or the second process of a large import."""

import sys

if sys.argv[1:2] == ["--second-process"]:
    from annotator.project.second_process import serve

    sys.exit(serve(sys.argv[2:]))

from annotator.cli import main

sys.exit(main())
