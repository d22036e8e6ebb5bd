"""Take what the pages use of a `dkfds` release into `static/vendor/`, the same way every time.

    npm pack dkfds@11.2.0
    python -m tvaers.web.design.vendor dkfds-11.2.0.tgz

Why the files are committed: docs/adr/0003-design-system-vendored.md.
"""

import re
import sys
import tarfile
from pathlib import Path, PurePosixPath

STATIC = Path(__file__).resolve().parent / "static" / "vendor"
CSS = "css/dkfds.min.css"
ALWAYS = ("js/dkfds.min.js", "img/all-svg-icons.svg", "LICENSE.md")

_URL = re.compile(r"url\(([^)]+)\)")
_FACE_SOURCES = re.compile(r"src:(url\([^)]*\)[^;}]*)")
_WOFF2 = re.compile(r'url\([^)]*\.woff2\) format\("woff2"\)')
_SOURCE_MAP = re.compile(r"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S+)\s*$")


def trim_css(css: str) -> str:
    """The style sheet with woff2 as the only font format and without the pointer to its source map."""
    css = _FACE_SOURCES.sub(lambda found: "src:" + _WOFF2.findall(found[1])[0], css)
    return _SOURCE_MAP.sub("\n", css)


def files_used(css: str) -> set[str]:
    """The files a trimmed style sheet points at, as paths from the release's `dist` folder (`img/…`, `fonts/…`)."""
    return {url.removeprefix("../") for url in _URL.findall(css)}


def take(release: Path, into: Path) -> Path:
    """Unpack the used files of the npm tarball `release` below `into`; returns the folder `dkfds-<version>`.

    Raises KeyError with the missing path when the style sheet points at a file that the release does not hold.
    """
    target = into / release.name.removesuffix(".tgz")
    with tarfile.open(release) as tar:

        def read(path: str) -> bytes:
            member = tar.extractfile(f"package/dist/{path}")
            if member is None:
                raise KeyError(path)
            return member.read()

        css = trim_css(read(CSS).decode())
        _write(target / CSS, css.encode())
        for path in sorted({*ALWAYS, *files_used(css)}):
            content = read(path)
            is_script = PurePosixPath(path).suffix == ".js"
            _write(target / path, _SOURCE_MAP.sub("\n", content.decode()).encode() if is_script else content)
    return target


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    print(take(Path(sys.argv[1]), STATIC))
