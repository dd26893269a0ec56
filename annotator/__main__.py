"""`python -m annotator` is the command `annotator`, or a process that this program has started."""

import sys

if sys.argv[1:2] == ["--second-process"]:
    from annotator.project.second_process import serve

    sys.exit(serve(sys.argv[2:]))

if sys.argv[1:2] == ["--language-process"]:
    from annotator.suggest.model import child

    sys.exit(child.main(sys.argv[2:]))

if sys.argv[1:2] == ["--docbin-process"]:
    from annotator.formats.spacy_documents import child as document_child

    sys.exit(document_child.main())

from annotator.cli import main

sys.exit(main())
