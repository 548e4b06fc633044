/* Preloaded under the program: records every change to files below a folder, or lets the k-th one fail.
 *
 * Driven from the process itself (ctypes): shim_record(log, root), shim_fail(root, at, errno, for_good), shim_count(),
 * shim_mark(text). The log is a row of records: a line of text, and for W the bytes written.
 *   O fd path flags      a file was opened (or made)          W fd offset length\n<bytes>
 *   T fd length          truncated                            S fd   synced (a folder too)
 *   C fd                 closed                               U path   unlinked
 *   R from\tto           renamed                              L from\tto   linked
 *   M text               a mark of the program's
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define FILES 4096
static char root[1024];
static int recording = -1, counted = 0, fail_at = 0, fail_errno = 0, fail_for_good = 0;
static char known[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t put(const void *bytes, size_t n) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  const char *at = bytes;
  while (n) {
    ssize_t done = real(recording, at, n);
    if (done <= 0) return -1;
    at += done, n -= (size_t)done;
  }
  return 0;
}

static void say(const char *form, ...) {
  if (recording < 0) return;
  char line[8192];
  va_list args;
  va_start(args, form);
  int n = vsnprintf(line, sizeof line, form, args);
  va_end(args);
  if (n > 0) put(line, (size_t)n);
}

static int ours(const char *path) {
  return root[0] && path && strncmp(path, root, strlen(root)) == 0;
}

static int ours_fd(int fd) { return fd >= 0 && fd < FILES && known[fd]; }

/* Whether this change is the one that fails. */
static int fails(void) {
  counted++;
  if (!fail_at || counted < fail_at || (counted > fail_at && !fail_for_good)) return 0;
  errno = fail_errno;
  return 1;
}

void shim_record(const char *log, const char *below) {
  static int (*real)(const char *, int, ...);
  if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
  strncpy(root, below, sizeof root - 1);
  int fd = real(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  recording = fcntl(fd, F_DUPFD_CLOEXEC, FILES + 8);
  if (recording < 0) recording = fd; else close(fd);
}

void shim_fail(const char *below, int at, int error, int for_good) {
  strncpy(root, below, sizeof root - 1);
  counted = 0, fail_at = at, fail_errno = error, fail_for_good = for_good;
}

int shim_count(void) { return counted; }

void shim_mark(const char *text) { say("M %s\n", text); }

static int opened(int fd, const char *path, int flags) {
  if (fd >= 0 && fd < FILES) {
    known[fd] = 1;
    say("O %d %s %d\n", fd, path, flags);
  }
  return fd;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, name, const char *, int, ...); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list a; va_start(a, flags); mode = va_arg(a, mode_t); va_end(a); } \
    if (!ours(path)) return real(path, flags, mode); \
    if ((flags & O_CREAT) && fails()) return -1; \
    pthread_mutex_lock(&lock); \
    int fd = opened(real(path, flags, mode), path, flags); \
    pthread_mutex_unlock(&lock); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int dir, const char *path, int flags, ...) { \
    REAL(int, name, int, const char *, int, ...); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list a; va_start(a, flags); mode = va_arg(a, mode_t); va_end(a); } \
    if (!ours(path)) return real(dir, path, flags, mode); \
    if ((flags & O_CREAT) && fails()) return -1; \
    pthread_mutex_lock(&lock); \
    int fd = opened(real(dir, path, flags, mode), path, flags); \
    pthread_mutex_unlock(&lock); \
    return fd; \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  REAL(int, close, int);
  if (ours_fd(fd)) { say("C %d\n", fd); known[fd] = 0; }
  return real(fd);
}

static ssize_t wrote(int fd, const void *bytes, ssize_t n, off_t at) {
  if (n > 0 && recording >= 0) {
    say("W %d %lld %lld\n", fd, (long long)at, (long long)n);
    put(bytes, (size_t)n);
  }
  return n;
}

#define PWRITE(name, offset) \
  ssize_t name(int fd, const void *bytes, size_t n, offset at) { \
    REAL(ssize_t, name, int, const void *, size_t, offset); \
    if (!ours_fd(fd)) return real(fd, bytes, n, at); \
    if (fails()) return -1; \
    pthread_mutex_lock(&lock); \
    ssize_t done = wrote(fd, bytes, real(fd, bytes, n, at), (off_t)at); \
    pthread_mutex_unlock(&lock); \
    return done; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t n) {
  REAL(ssize_t, write, int, const void *, size_t);
  if (!ours_fd(fd)) return real(fd, bytes, n);
  if (fails()) return -1;
  pthread_mutex_lock(&lock);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = wrote(fd, bytes, real(fd, bytes, n), at);
  pthread_mutex_unlock(&lock);
  return done;
}

#define TRUNCATE(name, offset) \
  int name(int fd, offset length) { \
    REAL(int, name, int, offset); \
    if (!ours_fd(fd)) return real(fd, length); \
    if (fails()) return -1; \
    say("T %d %lld\n", fd, (long long)length); \
    return real(fd, length); \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
  int name(int fd) { \
    REAL(int, name, int); \
    if (!ours_fd(fd)) return real(fd); \
    if (fails()) return -1; \
    int done = real(fd); \
    if (!done) say("S %d\n", fd); \
    return done; \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  REAL(int, unlink, const char *);
  if (!ours(path)) return real(path);
  /* A full disk lets a file go. */
  if (fails() && fail_errno != ENOSPC) return -1;
  int done = real(path);
  if (!done) say("U %s\n", path);
  return done;
}

int rename(const char *from, const char *to) {
  REAL(int, rename, const char *, const char *);
  if (!ours(to)) return real(from, to);
  if (fails()) return -1;
  int done = real(from, to);
  if (!done) say("R %s\t%s\n", from, to);
  return done;
}

int link(const char *from, const char *to) {
  REAL(int, link, const char *, const char *);
  if (!ours(to)) return real(from, to);
  if (fails()) return -1;
  int done = real(from, to);
  if (!done) say("L %s\t%s\n", from, to);
  return done;
}

int linkat(int fromdir, const char *from, int todir, const char *to, int flags) {
  REAL(int, linkat, int, const char *, int, const char *, int);
  if (!ours(to)) return real(fromdir, from, todir, to, flags);
  if (fails()) return -1;
  int done = real(fromdir, from, todir, to, flags);
  if (!done) say("L %s\t%s\n", from, to);
  return done;
}
