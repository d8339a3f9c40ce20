// Preloaded, it moves the clock by SHIM_CLOCK seconds and, where SHIM_ORDER is set, turns the order
// of folders round.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <sys/time.h>
static long shift(void) {
  const char *seconds = getenv("SHIM_CLOCK");
  return seconds ? atol(seconds) : 0;
}
int clock_gettime(clockid_t id, struct timespec *t) {
  int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(id, t);
  if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE) t->tv_sec += shift();
  return result;
}
time_t time(time_t *out) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  if (out) *out = t.tv_sec;
  return t.tv_sec;
}
int gettimeofday(struct timeval *out, void *zone) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  out->tv_sec = t.tv_sec, out->tv_usec = t.tv_nsec / 1000;
  return 0;
}
static struct { DIR *dir; struct dirent64 *list; int count, next; } open_dirs[256];
struct dirent64 *readdir64(DIR *dir) {
  struct dirent64 *(*real)(DIR *) = dlsym(RTLD_NEXT, "readdir64");
  if (!getenv("SHIM_ORDER")) return real(dir);
  int slot = 0;
  while (slot < 255 && open_dirs[slot].dir && open_dirs[slot].dir != dir) slot++;
  if (!open_dirs[slot].dir || open_dirs[slot].next < 0) {
    free(open_dirs[slot].list);
    open_dirs[slot].dir = dir, open_dirs[slot].list = 0, open_dirs[slot].count = 0;
    for (struct dirent64 *e; (e = real(dir));) {
      int n = open_dirs[slot].count++;
      open_dirs[slot].list = realloc(open_dirs[slot].list, (n + 1) * sizeof *e);
      __builtin_memcpy(&open_dirs[slot].list[n], e, e->d_reclen);
    }
    open_dirs[slot].next = open_dirs[slot].count - 1;
  }
  int at = open_dirs[slot].next--;
  return at < 0 ? 0 : &open_dirs[slot].list[at];
}
struct dirent *readdir(DIR *dir) { return (struct dirent *)readdir64(dir); }
