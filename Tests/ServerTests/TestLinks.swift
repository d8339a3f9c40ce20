import Glibc

/// Makes a symbolic link; false when that fails.
func makeLink(to target: String, at path: String) -> Bool { symlink(target, path) == 0 }
