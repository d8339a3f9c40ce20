/* System calls that Swift can't reach: glibc has no wrapper, or a variadic one. */
#ifndef BESPOKE_CLINUX_H
#define BESPOKE_CLINUX_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct open_how of linux/openat2.h, spelled out so that older headers do. */
struct linux_open_how {
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};

/* O_PATH, which <fcntl.h> shows to GNU sources only. */
#define LINUX_O_PATH 010000000
#define LINUX_RESOLVE_NO_MAGICLINKS 0x02
#define LINUX_RESOLVE_BENEATH 0x08

/* openat2(2): -1 and errno on failure, ENOSYS where the headers know no such call. */
static inline int linux_openat2(int directory, const char *path, uint64_t flags, uint64_t mode,
                                uint64_t resolve) {
#ifdef SYS_openat2
  struct linux_open_how how = {flags, mode, resolve};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
#else
  (void)directory, (void)path, (void)flags, (void)mode, (void)resolve;
  errno = ENOSYS;
  return -1;
#endif
}

/* Processors that this process may run on; 0 when the kernel doesn't say. */
static inline int linux_processor_count(void) {
  unsigned long set[128] = {0};
  long size = syscall(SYS_sched_getaffinity, 0, sizeof set, set);
  int count = 0;
  for (size_t i = 0; size > 0 && i < sizeof set / sizeof set[0]; i++)
    count += __builtin_popcountl(set[i]);
  return count;
}

#endif
