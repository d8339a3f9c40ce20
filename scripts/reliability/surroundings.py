"""A clock and an order of folders that are not the machine's."""
import pathlib, shutil, subprocess


class Skipped(Exception):
    """What the machine can't do."""


def with_tool(name):
    path = shutil.which(name)
    if not path:
        raise Skipped(f"no {name}")
    return path


def shim(folder):
    """A library to preload: SHIM_CLOCK moves the clock by seconds, SHIM_ORDER turns folders round."""
    source, library = pathlib.Path(__file__).with_name("surroundings.c"), folder / "shim.so"
    subprocess.run([with_tool("cc"), "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return str(library)
