/* A disk that fails when it is told to, and remembers what was done to it.
 *
 * Preloaded (LD_PRELOAD) into a program of tests/crash; bad_disk.py compiles it and speaks with it.
 * It counts the calls of chosen kinds on all that lies below one folder, lets the nth of them fail
 * (or the nth and all behind it), and writes what changes the disk into a file, in order, so that
 * a power cut can be played at any moment of it. Everything else goes on as without it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <unistd.h>

enum { READ = 1, WRITE = 2, SYNC = 4, NAME = 8, OPEN = 16, CUT = 32 };
enum { SHORT = -1, DIE = -2 }; /* in place of an errno: half is written; the program dies in it */
enum { MOST_FILES = 4096 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char below[PATH_MAX];
static size_t below_length;
static int kinds, failure, lasting, record = -1;
static long n_calls, n_of_kind[8], fails_at, n_failed;
static char watched[MOST_FILES]; /* by descriptor: 1 a file, 2 a folder below the folder */

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* ---- what is told from outside -------------------------------------------------------------- */

void bad_disk_below(const char *folder) {
    snprintf(below, sizeof below, "%s", folder);
    below_length = strlen(below);
}

void bad_disk_fail(int which, int how, long at, int for_ever) {
    pthread_mutex_lock(&lock);
    kinds = which, failure = how, fails_at = at, lasting = for_ever, n_calls = 0, n_failed = 0;
    memset(n_of_kind, 0, sizeof n_of_kind);
    pthread_mutex_unlock(&lock);
}

long bad_disk_calls(int which) {
    long n = 0;
    for (int bit = 0; bit < 8; bit++) n += which & (1 << bit) ? n_of_kind[bit] : 0;
    return n;
}
long bad_disk_failed(void) { return n_failed; }

/* ---- what was done, one record after the other ---------------------------------------------- */

struct head {
    uint32_t what, names;
    uint64_t inode, offset, length;
};

static void tell(uint32_t what, uint64_t inode, uint64_t offset, const void *data, uint64_t length,
                 const char *first, const char *second) {
    if (record < 0) return;
    REAL(ssize_t, "write", int, const void *, size_t);
    uint32_t one = first ? strlen(first) + 1 : 0, two = second ? strlen(second) + 1 : 0;
    struct head head = {what, one + two, inode, offset, length};
    pthread_mutex_lock(&lock);
    if (real(record, &head, sizeof head) < 0 || (one && real(record, first, one) < 0) ||
        (two && real(record, second, two) < 0) || (length && data && real(record, data, length) < 0))
        abort();
    pthread_mutex_unlock(&lock);
}

void bad_disk_say(const char *words) { tell('s', 0, 0, NULL, 0, words, NULL); }

int bad_disk_record(const char *path) {
    REAL(int, "open64", const char *, int, ...);
    int handle = real(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    record = handle < 0 ? -1 : fcntl(handle, F_DUPFD_CLOEXEC, 900);
    return record;
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("BAD_DISK_BELOW"), *fail = getenv("BAD_DISK_FAIL");
    int which, how, for_ever;
    long at;
    if (folder) bad_disk_below(folder);
    if (fail && sscanf(fail, "%d %d %ld %d", &which, &how, &at, &for_ever) == 4)
        bad_disk_fail(which, how, at, for_ever);
}

/* ---- which calls fail ----------------------------------------------------------------------- */

static int is_watched(int handle) { return handle >= 0 && handle < MOST_FILES && watched[handle]; }

/* Say how this call fails: 0 not at all, else an errno, SHORT or DIE. */
static int fails(int kind) {
    int how = 0;
    pthread_mutex_lock(&lock);
    n_of_kind[__builtin_ctz(kind)]++;
    if (kinds & kind) {
        n_calls++;
        if (fails_at && (n_calls == fails_at || (lasting && n_calls > fails_at))) {
            how = failure, n_failed++;
            /* what comes behind half a write finds no room */
            if (failure == SHORT) failure = ENOSPC, fails_at += !lasting;
        }
    }
    pthread_mutex_unlock(&lock);
    if (how == DIE && !(kind & WRITE)) kill(getpid(), SIGKILL);
    if (how == SHORT && !(kind & WRITE)) how = ENOSPC;
    if (how > 0) errno = how;
    return how;
}

static void full_path(int folder, const char *path, char *found) {
    char base[PATH_MAX] = "", link[64];
    ssize_t n;
    if (path[0] == '/') {
        snprintf(found, PATH_MAX, "%s", path);
        return;
    }
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) base[0] = 0;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        n = readlink(link, base, sizeof base - 1);
        base[n < 0 ? 0 : n] = 0;
    }
    if (snprintf(found, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) found[0] = 0;
}

static int is_below(const char *path) {
    return below_length && !strncmp(path, below, below_length) &&
           (path[below_length] == '/' || !path[below_length]);
}

static uint64_t inode_of(int handle) {
    struct stat64 found;
    return fstat64(handle, &found) ? 0 : found.st_ino;
}

/* ---- the calls ------------------------------------------------------------------------------ */

static int opened(int folder, const char *path, int flags, mode_t mode) {
    REAL(int, "openat64", int, const char *, int, ...);
    char place[PATH_MAX];
    struct stat64 before;
    full_path(folder, path, place);
    if (!is_below(place)) {
        int other = real(folder, path, flags, mode);
        if (other >= 0 && other < MOST_FILES) watched[other] = 0;
        return other;
    }
    int makes = flags & O_CREAT, was = makes && !lstat64(place, &before);
    if (fails(OPEN)) return -1;
    int handle = real(folder, path, flags, mode);
    if (handle < 0 || handle >= MOST_FILES) return handle;
    struct stat64 now;
    int is_folder = !fstat64(handle, &now) && S_ISDIR(now.st_mode);
    watched[handle] = is_folder ? 2 : 1;
    if (is_folder)
        tell('f', now.st_ino, 0, NULL, 0, place, NULL);
    else if (makes && !was)
        tell('c', now.st_ino, 0, NULL, 0, place, NULL);
    else if (flags & O_TRUNC)
        tell('t', now.st_ino, 0, NULL, 0, NULL, NULL);
    return handle;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return opened(folder, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }

int close(int handle) {
    REAL(int, "close", int);
    if (handle >= 0 && handle < MOST_FILES) watched[handle] = 0;
    return real(handle);
}

ssize_t read(int handle, void *into, size_t n) {
    REAL(ssize_t, "read", int, void *, size_t);
    if (is_watched(handle) && fails(READ)) return -1;
    return real(handle, into, n);
}

static ssize_t read_at(int handle, void *into, size_t n, off64_t at) {
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    if (is_watched(handle) && fails(READ)) return -1;
    return real(handle, into, n, at);
}
ssize_t pread(int handle, void *into, size_t n, off_t at) { return read_at(handle, into, n, at); }
ssize_t pread64(int handle, void *into, size_t n, off64_t at) { return read_at(handle, into, n, at); }

static ssize_t write_at(int handle, const void *from, size_t n, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    int how = is_watched(handle) ? fails(WRITE) : 0;
    if (how > 0) return -1;
    if (how < 0) n = n > 1 ? n / 2 : n;
    ssize_t done = real(handle, from, n, at);
    if (how == DIE) kill(getpid(), SIGKILL);
    if (done > 0 && is_watched(handle)) tell('w', inode_of(handle), at, from, done, NULL, NULL);
    return done;
}
ssize_t pwrite(int handle, const void *from, size_t n, off_t at) { return write_at(handle, from, n, at); }
ssize_t pwrite64(int handle, const void *from, size_t n, off64_t at) { return write_at(handle, from, n, at); }

ssize_t write(int handle, const void *from, size_t n) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (!is_watched(handle)) return real(handle, from, n);
    int appends = fcntl(handle, F_GETFL) & O_APPEND;
    off64_t at = lseek64(handle, 0, appends ? SEEK_END : SEEK_CUR);
    int how = fails(WRITE);
    if (how > 0) return -1;
    if (how < 0) n = n > 1 ? n / 2 : n;
    ssize_t done = real(handle, from, n);
    if (how == DIE) kill(getpid(), SIGKILL);
    if (done > 0) tell('w', inode_of(handle), at, from, done, NULL, NULL);
    return done;
}

/* Copying within the kernel: whoever asks is told to copy by hand, so that it is seen. */
ssize_t sendfile(int to, int from, off_t *at, size_t n) {
    REAL(ssize_t, "sendfile", int, int, off_t *, size_t);
    if (is_watched(to)) return errno = ENOTSOCK, -1;
    return real(to, from, at, n);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t n) {
    REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    if (is_watched(to)) return errno = ENOTSOCK, -1;
    return real(to, from, at, n);
}

static int synced(int handle, int (*real)(int)) {
    if (!is_watched(handle)) return real(handle);
    if (fails(SYNC)) return -1;
    int done = real(handle);
    if (!done) tell('y', inode_of(handle), 0, NULL, 0, NULL, NULL);
    return done;
}
int fsync(int handle) {
    REAL(int, "fsync", int);
    return synced(handle, real);
}
int fdatasync(int handle) {
    REAL(int, "fdatasync", int);
    return synced(handle, real);
}

static int cut(int handle, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    if (is_watched(handle) && fails(CUT)) return -1;
    int done = real(handle, size);
    if (!done && is_watched(handle)) tell('t', inode_of(handle), size, NULL, 0, NULL, NULL);
    return done;
}
int ftruncate(int handle, off_t size) { return cut(handle, size); }
int ftruncate64(int handle, off64_t size) { return cut(handle, size); }

/* A full disk says that it is full to whoever asks. */
int statvfs(const char *path, struct statvfs *found) {
    REAL(int, "statvfs", const char *, struct statvfs *);
    int done = real(path, found);
    if (!done && kinds && failure == ENOSPC && n_failed) found->f_bavail = found->f_bfree = 0;
    return done;
}
int statvfs64(const char *path, struct statvfs64 *found) {
    REAL(int, "statvfs64", const char *, struct statvfs64 *);
    int done = real(path, found);
    if (!done && kinds && failure == ENOSPC && n_failed) found->f_bavail = found->f_bfree = 0;
    return done;
}

/* What changes names: `what` is told with both, if it was done. */
#define NAMED(what, done, from_folder, from, to_folder, to) \
    char first[PATH_MAX], second[PATH_MAX]; \
    full_path(from_folder, from, first); \
    full_path(to_folder, to, second); \
    int ours = is_below(first) || is_below(second); \
    if (ours && fails(NAME)) return -1; \
    int result = done; \
    if (ours && !result) tell(what, 0, 0, NULL, 0, first, second); \
    return result

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    NAMED('r', real(from, to), AT_FDCWD, from, AT_FDCWD, to);
}
int renameat(int at, const char *from, int other, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    NAMED('r', real(at, from, other, to), at, from, other, to);
}
int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    NAMED('l', real(from, to), AT_FDCWD, from, AT_FDCWD, to);
}
int linkat(int at, const char *from, int other, const char *to, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    NAMED('l', real(at, from, other, to, flags), at, from, other, to);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    NAMED('u', real(path), AT_FDCWD, path, AT_FDCWD, path);
}
int unlinkat(int at, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    NAMED(flags & AT_REMOVEDIR ? 'd' : 'u', real(at, path, flags), at, path, at, path);
}
int rmdir(const char *path) {
    REAL(int, "rmdir", const char *);
    NAMED('d', real(path), AT_FDCWD, path, AT_FDCWD, path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    NAMED('m', real(path, mode), AT_FDCWD, path, AT_FDCWD, path);
}
