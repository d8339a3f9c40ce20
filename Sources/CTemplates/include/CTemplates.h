// The templates that come with the tool, as they stand in templates/, compiled into the program as
// read-only bytes: nothing to install beside it, and a project needs no copy.
#ifndef CTEMPLATES_H
#define CTEMPLATES_H
#include <stddef.h>

struct template_file {
  // Below templates/, such as "modern/style.css".
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

// Sorted by path.
const struct template_file *template_files(size_t *count);
#endif
