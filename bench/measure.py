"""One measurement in a process of its own: `python -m bench.measure NAME ACTIVITY OUT [ARGUMENT]` prints JSON."""

import json
import resource
import sys
import time
from pathlib import Path

STARTED = time.perf_counter()


def cpu() -> float:
    """User and system seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_gb() -> float:
    """The most memory that this process has held, in GB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1_000_000


def warm(name: str) -> None:
    """Import what the measurement uses, so that start-up is apart from the run."""
    from bench import peers

    if name in ("polars", "pandas"):
        __import__(name)
    if name not in peers.PEERS:
        from tvaers.engine.settlement import execution, settling, whatif  # noqa: F401


def main() -> None:
    """Run the measurement that the command line names."""
    from bench import ours, peers

    name, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    target = ours.fresh(out) if name != "settle" else out
    if name == "settle":
        ours.shutil.rmtree(out, ignore_errors=True)
    warm(name)
    imported, before, began = time.perf_counter() - STARTED, cpu(), time.perf_counter()
    if name in peers.PEERS:
        peers.PEERS[name](folder, target)
        result = {}
    else:
        result = ours.MEASURES[name](folder, target, *(int(a) if a.isdigit() else a for a in sys.argv[4:]))
    whole = time.perf_counter() - began
    result = {"run": whole, **result, "wall": whole, "cpu": cpu() - before, "imports": imported}
    result["rss_gb"] = peak_gb()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
