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

/* What a started program may use; each limit is left alone where it is negative. */
struct linux_limits {
  int64_t processor_seconds;
  int64_t memory;
  int64_t file_size;
  int64_t processes;
};

/* The headers of these calls belong to Glibc's module, so the kernel's own numbers stand here. */
enum linux_resource { LINUX_CPU = 0, LINUX_FSIZE = 1, LINUX_CORE = 4, LINUX_NPROC = 6, LINUX_AS = 9 };

static inline void linux_limit(int what, int64_t value) {
  uint64_t limit[2] = {(uint64_t)value, (uint64_t)value};
  if (value >= 0) syscall(SYS_prlimit64, 0, what, limit, NULL);
}

/* A copy of a descriptor at 10 or above. */
static inline int linux_lift(int descriptor, int closes) {
  return (int)syscall(SYS_fcntl, descriptor, closes ? 1030 /* F_DUPFD_CLOEXEC */ : 0 /* F_DUPFD */, 10);
}

/* A pipe that no other program inherits. */
static inline int linux_closing_pipe(int ends[2]) {
  return (int)syscall(SYS_pipe2, ends, 02000000 /* O_CLOEXEC */);
}

/* A pipe that no other program inherits; one of its ends (0 the reader, 1 the writer) never waits. */
static inline int linux_pipe(int ends[2], int ours) {
  if (linux_closing_pipe(ends) != 0) return -1;
  return (int)syscall(SYS_fcntl, ends[ours], 4 /* F_SETFL */, 04000 /* O_NONBLOCK */);
}

/* Looks along PATH; <unistd.h> shows it to GNU sources only. */
extern int linux_execute(const char *program, char *const arguments[], char *const environment[])
    __asm__("execvpe");

/* Starts a program in a process group of its own that dies with the thread that started it, with
   nothing but its three streams and its environment, in a folder (NULL: the same). Between fork and
   exec only calls that signal handlers may make. Gives the process, or -1 and errno. */
static inline int linux_start(const char *program, char *const arguments[],
                              char *const environment[], const char *folder, int input, int output,
                              int errors, struct linux_limits limits) {
  int report[2];
  if (linux_closing_pipe(report) != 0) return -1;
  int parent = getpid();
  int child = fork();
  if (child == 0) {
    setpgid(0, 0);
    syscall(SYS_prctl, 1 /* PR_SET_PDEATHSIG */, 9 /* SIGKILL */, 0, 0, 0);
    if (getppid() != parent) _exit(127);
    /* Above the three streams first, so that none is overwritten before it is copied. */
    int streams[3] = {linux_lift(input, 0), linux_lift(output, 0), linux_lift(errors, 0)};
    for (int i = 0; i < 3; i++)
      if (streams[i] < 0 || dup2(streams[i], i) < 0) _exit(127);
    int keep = linux_lift(report[1], 1);
    for (int i = 3; i < 1024; i++)
      if (i != keep) close(i);
    /* No signal blocked; SIGPIPE, the one that we ignore, as programs expect it. */
    uint64_t none[8] = {0};
    syscall(SYS_rt_sigprocmask, 2 /* SIG_SETMASK */, none, NULL, 8);
    syscall(SYS_rt_sigaction, 13 /* SIGPIPE */, none, NULL, 8);
    linux_limit(LINUX_CORE, 0);
    linux_limit(LINUX_CPU, limits.processor_seconds);
    linux_limit(LINUX_AS, limits.memory);
    linux_limit(LINUX_FSIZE, limits.file_size);
    linux_limit(LINUX_NPROC, limits.processes);
    if (!folder || chdir(folder) == 0) linux_execute(program, arguments, environment);
    int failure = errno;
    (void)!write(keep, &failure, sizeof failure);
    _exit(127);
  }
  int failure = child < 0 ? errno : 0;
  close(report[1]);
  if (child > 0) {
    setpgid(child, child);
    while (read(report[0], &failure, sizeof failure) < 0 && errno == EINTR) {
    }
  }
  close(report[0]);
  if (failure == 0) return child;
  errno = failure;
  return -1;
}

/* Whether a process has ended; it is still to be waited for. */
static inline int linux_has_ended(int process) {
  int info[32] = {0};
  return syscall(SYS_waitid, 1 /* P_PID */, process, info, 0x01000005 /* WEXITED|WNOHANG|WNOWAIT */,
                 NULL) == 0 &&
         info[0] != 0;
}

#endif
