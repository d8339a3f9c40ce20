/* The least that a program must do to see that nothing has changed: one status record for each
 * file of a list, names separated by NUL, relative to a folder. Prints how many are there.
 *
 *   stat-loop FOLDER LIST */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count != 3) return 2;
  int list = open(arguments[2], O_RDONLY);
  struct stat status;
  if (list < 0 || fstat(list, &status) != 0 || chdir(arguments[1]) != 0) return 1;
  char *names = malloc(status.st_size + 1);
  if (!names || read(list, names, status.st_size) != status.st_size) return 1;
  names[status.st_size] = 0;
  long found = 0;
  for (char *name = names, *end = names + status.st_size; name < end; name += strlen(name) + 1) {
    struct stat record;
    found += fstatat(AT_FDCWD, name, &record, AT_SYMLINK_NOFOLLOW) == 0;
  }
  printf("%ld\n", found);
  return 0;
}
