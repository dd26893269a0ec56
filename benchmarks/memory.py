"""How much memory a process holds."""

from __future__ import annotations

import re
from pathlib import Path


def resident_megabytes() -> float:
    """Give how much memory this process holds now; 0 where the system does not say."""
    path = Path("/proc/self/status")
    found = (
        re.search(r"VmRSS:\s+(\d+)", path.read_text(encoding="ascii")) if path.exists() else None
    )
    return int(found[1]) / 1024 if found else 0.0
