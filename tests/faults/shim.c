/* A recorder, and a source of faults, between a process and its files (LD_PRELOAD, Linux).
 *
 * Every operation that changes something below the folder HABEAS_FAULTS_FOLDER, and every sync of
 * it, is done under one lock and then appended to the file HABEAS_FAULTS_LOG. So the log has the
 * one order in which the kernel saw them. `tests/faults/recording.py` reads it; the two agree on
 * `struct record`.
 *
 * `habeas_note` puts a note of the process itself (what it has acknowledged) in the same order.
 * `habeas_arm` lets the n-th operation of some kinds fail with an error of choice.
 *
 * Unseen: stdio streams of the C library, raw system calls, memory that is mapped (a writable
 * shared mapping is logged as such, so that a test can see that only SQLite's -shm is mapped).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind {
    OPEN = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, MKDIR, RMDIR, LINK, SYMLINK, MAP, NOTE,
    SYNC_ALL
};

/* Kinds of operations that a fault can be armed for, as bits. */
enum { AT_CREATE = 1, AT_WRITE = 2, AT_SYNC = 4, AT_NAME = 8, AT_TRUNCATE = 16, AT_READ = 32, KINDS = 6 };
enum { PERSISTENT = 1, SHORT = 2 };

struct record {
    uint32_t kind;
    uint32_t thread;
    int64_t handle; /* number of the opening, never used twice */
    int64_t offset; /* of a write */
    int64_t value;  /* new size; or for OPEN: 1 created, 2 truncated, 4 folder */
    uint32_t path_size, other_size;
    uint64_t data_size;
};

#define DESCRIPTORS 65536
static int64_t handles[DESCRIPTORS];
static int64_t last_handle;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_size;
static int log_descriptor = -1;
static pid_t owner;

static struct { int kinds, error, mode; int64_t nth, seen, fired, each[KINDS]; } armed;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) { fprintf(stderr, "shim: no %s\n", name); abort(); }
    return found;
}

__attribute__((constructor)) static void begin(void) {
    const char *watched = getenv("HABEAS_FAULTS_FOLDER"), *log = getenv("HABEAS_FAULTS_LOG");
    const char *arm = getenv("HABEAS_FAULTS_ARM");
    if (!watched || strlen(watched) >= sizeof folder) return;
    strcpy(folder, watched);
    folder_size = strlen(folder);
    owner = getpid();
    if (log) {
        int descriptor = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        /* Out of the way of a process that counts its descriptors from the lowest. */
        log_descriptor = (int)syscall(SYS_fcntl, descriptor, F_DUPFD_CLOEXEC, 1000);
        syscall(SYS_close, descriptor);
    }
    if (arm)
        sscanf(arm, "%d,%d,%ld,%d", &armed.kinds, &armed.error, &armed.nth, &armed.mode);
}

/* A child between vfork and exec shares our memory, and must not touch it. */
static int watching(void) { return owner && (pid_t)syscall(SYS_getpid) == owner; }

static int64_t handle_of(int descriptor) {
    return descriptor >= 0 && descriptor < DESCRIPTORS ? handles[descriptor] : 0;
}

static void set_handle(int descriptor, int64_t handle) {
    if (descriptor >= 0 && descriptor < DESCRIPTORS) handles[descriptor] = handle;
}

/* Whether the path lies in the watched folder; `full` becomes what stands below it. */
static int below(int at, const char *path, char full[PATH_MAX]) {
    char absolute[PATH_MAX * 2];
    if (!path || !watching()) return 0;
    if (path[0] == '/') {
        if (snprintf(absolute, sizeof absolute, "%s", path) >= PATH_MAX) return 0;
    } else {
        char base[PATH_MAX], link[64];
        if (at == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", at);
            ssize_t size = readlink(link, base, sizeof base - 1);
            if (size < 0) return 0;
            base[size] = 0;
        }
        if (snprintf(absolute, sizeof absolute, "%s/%s", base, path) >= PATH_MAX) return 0;
    }
    size_t size = strlen(absolute);
    while (size > 1 && absolute[size - 1] == '/') absolute[--size] = 0;
    if (strncmp(absolute, folder, folder_size)) return 0;
    if (absolute[folder_size] == 0) { full[0] = 0; return 1; }
    if (absolute[folder_size] != '/') return 0;
    strcpy(full, absolute + folder_size + 1);
    return 1;
}

static void put(const void *bytes, size_t size) {
    const char *rest = bytes;
    while (size) {
        ssize_t written = syscall(SYS_write, log_descriptor, rest, size);
        if (written < 0) {
            if (errno == EINTR) continue;
            fprintf(stderr, "shim: the log cannot be written: %s\n", strerror(errno));
            abort();
        }
        rest += written;
        size -= (size_t)written;
    }
}

static void record(enum kind kind, int64_t handle, int64_t offset, int64_t value,
                   const char *path, const char *other, const struct iovec *data, int count,
                   size_t size) {
    int kept = errno;
    if (log_descriptor < 0) return;
    struct record head = {
        .kind = kind, .thread = (uint32_t)syscall(SYS_gettid), .handle = handle,
        .offset = offset, .value = value,
        .path_size = path ? (uint32_t)strlen(path) : 0,
        .other_size = other ? (uint32_t)strlen(other) : 0, .data_size = size};
    put(&head, sizeof head);
    if (path) put(path, head.path_size);
    if (other) put(other, head.other_size);
    for (int i = 0; i < count && size; i++) {
        size_t part = data[i].iov_len < size ? data[i].iov_len : size;
        put(data[i].iov_base, part);
        size -= part;
    }
    errno = kept;
}

/* Faults ------------------------------------------------------------------------------------ */

/* Whether this operation fails; errno then says how. */
static int fails(int kind) {
    armed.each[__builtin_ctz((unsigned)kind)]++;
    if (!(armed.kinds & kind)) return 0;
    armed.seen++;
    if (armed.seen < armed.nth) return 0;
    if (armed.seen > armed.nth && !(armed.mode & PERSISTENT)) return 0;
    armed.fired++;
    errno = armed.error;
    return 1;
}

void habeas_arm(int kinds, int error, int64_t nth, int mode) {
    pthread_mutex_lock(&lock);
    memset(&armed, 0, sizeof armed);
    armed.kinds = kinds;
    armed.error = error;
    armed.nth = nth;
    armed.mode = mode;
    pthread_mutex_unlock(&lock);
}

/* How many operations failed; `each`: how many there were of each kind. */
int64_t habeas_disarm(int64_t each[KINDS]) {
    pthread_mutex_lock(&lock);
    armed.kinds = 0;
    memcpy(each, armed.each, sizeof armed.each);
    int64_t fired = armed.fired;
    pthread_mutex_unlock(&lock);
    return fired;
}

void habeas_note(const char *bytes, size_t size) {
    struct iovec data = {(void *)bytes, size};
    pthread_mutex_lock(&lock);
    record(NOTE, 0, 0, 0, NULL, NULL, &data, 1, size);
    pthread_mutex_unlock(&lock);
}

/* Opening and closing ----------------------------------------------------------------------- */

static int opened(int at, const char *path, int flags, mode_t mode) {
    char name[PATH_MAX];
    if (!below(at, path, name)) return REAL(openat)(at, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat before;
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    int created = (flags & O_CREAT) && fstatat(at, path, &before, AT_SYMLINK_NOFOLLOW);
    int descriptor = -1;
    if (!((writes || created) && fails(AT_CREATE)))
        descriptor = REAL(openat)(at, path, flags, mode);
    if (descriptor >= 0) {
        struct stat now;
        fstat(descriptor, &now);
        int64_t handle = ++last_handle;
        set_handle(descriptor, handle);
        record(OPEN, handle, 0,
               (created ? 1 : 0) | (flags & O_TRUNC && writes ? 2 : 0) | (S_ISDIR(now.st_mode) ? 4 : 0),
               name, NULL, NULL, 0, 0);
    }
    pthread_mutex_unlock(&lock);
    return descriptor;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) {
    MODE_OF(flags)
    char name[PATH_MAX];
    if (!below(at, path, name)) return REAL(openat64)(at, path, flags, mode);
    return opened(at, path, flags, mode);
}
int openat64(int at, const char *path, int flags, ...) {
    MODE_OF(flags)
    char name[PATH_MAX];
    if (!below(at, path, name)) return REAL(openat64)(at, path, flags, mode);
    return opened(at, path, flags, mode);
}
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int descriptor) {
    if (descriptor == log_descriptor && watching()) { errno = EBADF; return -1; }
    if (!handle_of(descriptor) || !watching()) return REAL(close)(descriptor);
    pthread_mutex_lock(&lock);
    set_handle(descriptor, 0);
    int result = REAL(close)(descriptor);
    pthread_mutex_unlock(&lock);
    return result;
}

static int copied(int from, int to) {
    if (to >= 0 && watching()) {
        pthread_mutex_lock(&lock);
        set_handle(to, handle_of(from));
        pthread_mutex_unlock(&lock);
    }
    return to;
}

int dup(int from) { return copied(from, REAL(dup)(from)); }
int dup2(int from, int to) { return copied(from, REAL(dup2)(from, to)); }
int dup3(int from, int to, int flags) { return copied(from, REAL(dup3)(from, to, flags)); }

static int controlled(int descriptor, int command, void *argument) {
    int result = REAL(fcntl64)(descriptor, command, argument);
    if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) return copied(descriptor, result);
    return result;
}
#define ARGUMENT void *argument; va_list rest; va_start(rest, command); argument = va_arg(rest, void *); va_end(rest);
int fcntl(int descriptor, int command, ...) { ARGUMENT return controlled(descriptor, command, argument); }
int fcntl64(int descriptor, int command, ...) { ARGUMENT return controlled(descriptor, command, argument); }

/* Reading (for faults only) ----------------------------------------------------------------- */

static int read_fails(int descriptor) {
    if (!handle_of(descriptor) || !watching()) return 0;
    pthread_mutex_lock(&lock);
    int failing = fails(AT_READ);
    pthread_mutex_unlock(&lock);
    return failing;
}

ssize_t read(int d, void *to, size_t size) { return read_fails(d) ? -1 : REAL(read)(d, to, size); }
ssize_t pread(int d, void *to, size_t size, off_t at) { return read_fails(d) ? -1 : REAL(pread)(d, to, size, at); }
ssize_t pread64(int d, void *to, size_t size, off64_t at) { return read_fails(d) ? -1 : REAL(pread64)(d, to, size, at); }

/* Writing ----------------------------------------------------------------------------------- */

static size_t total(const struct iovec *data, int count) {
    size_t size = 0;
    for (int i = 0; i < count; i++) size += data[i].iov_len;
    return size;
}

/* `offset` -1: at the descriptor's own place. */
static ssize_t written(int descriptor, const struct iovec *data, int count, off64_t offset, int flags) {
    struct iovec half;
    int64_t handle = handle_of(descriptor);
    if (!handle || !watching())
        return offset < 0 ? REAL(writev)(descriptor, data, count)
                          : REAL(pwritev64v2)(descriptor, data, count, offset, flags);
    pthread_mutex_lock(&lock);
    int cut = fails(AT_WRITE);
    /* A full disk takes what still fits, and says so; only the next write is refused. */
    if (cut && armed.mode & SHORT && armed.fired == 1 && total(data, count) > 1) {
        half = (struct iovec){data[0].iov_base, (data[0].iov_len + 1) / 2};
        data = &half;
        count = 1;
        cut = 0;
    }
    ssize_t size = -1;
    if (!cut) {
        size = offset < 0 ? REAL(writev)(descriptor, data, count)
                          : REAL(pwritev64v2)(descriptor, data, count, offset, flags);
        if (size > 0) {
            int kept = errno;
            off64_t at = offset < 0 ? lseek64(descriptor, 0, SEEK_CUR) - size : offset;
            errno = kept;
            record(WRITE, handle, at, 0, NULL, NULL, data, count, (size_t)size);
        }
    }
    pthread_mutex_unlock(&lock);
    return size;
}

ssize_t write(int d, const void *from, size_t size) {
    struct iovec data = {(void *)from, size};
    return handle_of(d) ? written(d, &data, 1, -1, 0) : REAL(write)(d, from, size);
}
ssize_t pwrite(int d, const void *from, size_t size, off_t at) {
    struct iovec data = {(void *)from, size};
    return handle_of(d) ? written(d, &data, 1, at, 0) : REAL(pwrite)(d, from, size, at);
}
ssize_t pwrite64(int d, const void *from, size_t size, off64_t at) { return pwrite(d, from, size, at); }
ssize_t writev(int d, const struct iovec *data, int count) {
    return handle_of(d) ? written(d, data, count, -1, 0) : REAL(writev)(d, data, count);
}
ssize_t pwritev(int d, const struct iovec *data, int count, off_t at) { return written(d, data, count, at, 0); }
ssize_t pwritev64(int d, const struct iovec *data, int count, off64_t at) { return written(d, data, count, at, 0); }
ssize_t pwritev2(int d, const struct iovec *data, int count, off_t at, int flags) { return written(d, data, count, at, flags); }
ssize_t pwritev64v2(int d, const struct iovec *data, int count, off64_t at, int flags) {
    return handle_of(d) ? written(d, data, count, at, flags) : REAL(pwritev64v2)(d, data, count, at, flags);
}

/* What the kernel copied by itself is read back, to be logged like any other write. */
static void record_copy(int descriptor, int64_t handle, off64_t at, size_t size) {
    char link[64];
    char *bytes = malloc(size);
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    int reader = (int)syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0);
    if (!bytes || reader < 0 || (size_t)syscall(SYS_pread64, reader, bytes, size, at) != size) {
        fprintf(stderr, "shim: what was copied cannot be read back\n");
        abort();
    }
    syscall(SYS_close, reader);
    struct iovec data = {bytes, size};
    record(WRITE, handle, at, 0, NULL, NULL, &data, 1, size);
    free(bytes);
}

#define COPYING(to, at_or_null, call) \
    int64_t handle = handle_of(to); \
    if (!handle || !watching()) return call; \
    pthread_mutex_lock(&lock); \
    ssize_t size = -1; \
    if (!fails(AT_WRITE)) { \
        off64_t *given = at_or_null; \
        off64_t place = given ? *given : lseek64(to, 0, SEEK_CUR); \
        size = call; \
        if (size > 0) record_copy(to, handle, place, (size_t)size); \
    } \
    pthread_mutex_unlock(&lock); \
    return size;

ssize_t copy_file_range(int from, off64_t *start, int to, off64_t *at, size_t length, unsigned flags) {
    COPYING(to, at, REAL(copy_file_range)(from, start, to, at, length, flags))
}
ssize_t sendfile(int to, int from, off_t *start, size_t length) {
    COPYING(to, NULL, REAL(sendfile)(to, from, start, length))
}
ssize_t sendfile64(int to, int from, off64_t *start, size_t length) {
    COPYING(to, NULL, REAL(sendfile64)(to, from, start, length))
}
ssize_t splice(int from, off64_t *start, int to, off64_t *at, size_t length, unsigned flags) {
    COPYING(to, at, REAL(splice)(from, start, to, at, length, flags))
}

/* Sizes ------------------------------------------------------------------------------------- */

int ftruncate64(int descriptor, off64_t size) {
    int64_t handle = handle_of(descriptor);
    if (!handle || !watching()) return REAL(ftruncate64)(descriptor, size);
    pthread_mutex_lock(&lock);
    int result = fails(AT_TRUNCATE) ? -1 : REAL(ftruncate64)(descriptor, size);
    if (!result) record(TRUNCATE, handle, 0, size, NULL, NULL, NULL, 0, 0);
    pthread_mutex_unlock(&lock);
    return result;
}
int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

int truncate64(const char *path, off64_t size) {
    char name[PATH_MAX];
    if (!below(AT_FDCWD, path, name)) return REAL(truncate64)(path, size);
    int descriptor = opened(AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    int result = ftruncate64(descriptor, size), kept = errno;
    close(descriptor);
    errno = kept;
    return result;
}
int truncate(const char *path, off_t size) { return truncate64(path, size); }

static int extended(int descriptor, int mode, off64_t at, off64_t length) {
    int64_t handle = handle_of(descriptor);
    if (!handle || !watching()) return REAL(fallocate64)(descriptor, mode, at, length);
    pthread_mutex_lock(&lock);
    int result = -1;
    if (mode) errno = EOPNOTSUPP; /* holes are not modelled; callers fall back to writing */
    else if (!fails(AT_WRITE)) result = REAL(fallocate64)(descriptor, mode, at, length);
    if (!result) {
        struct stat now;
        fstat(descriptor, &now);
        record(TRUNCATE, handle, 0, now.st_size, NULL, NULL, NULL, 0, 0);
    }
    pthread_mutex_unlock(&lock);
    return result;
}
int fallocate(int d, int mode, off_t at, off_t length) { return extended(d, mode, at, length); }
int fallocate64(int d, int mode, off64_t at, off64_t length) { return extended(d, mode, at, length); }
int posix_fallocate(int d, off_t at, off_t length) { return extended(d, 0, at, length) ? errno : 0; }
int posix_fallocate64(int d, off64_t at, off64_t length) { return extended(d, 0, at, length) ? errno : 0; }

/* Syncing ----------------------------------------------------------------------------------- */

#define SYNCING(call) \
    int64_t handle = handle_of(descriptor); \
    if (!handle || !watching()) return call; \
    pthread_mutex_lock(&lock); \
    int result = fails(AT_SYNC) ? -1 : call; \
    if (!result) record(SYNC, handle, 0, 0, NULL, NULL, NULL, 0, 0); \
    pthread_mutex_unlock(&lock); \
    return result;

int fsync(int descriptor) { SYNCING(REAL(fsync)(descriptor)) }
int fdatasync(int descriptor) { SYNCING(REAL(fdatasync)(descriptor)) }

void sync(void) {
    REAL(sync)();
    if (!watching()) return;
    pthread_mutex_lock(&lock);
    record(SYNC_ALL, 0, 0, 0, NULL, NULL, NULL, 0, 0);
    pthread_mutex_unlock(&lock);
}

void *mmap64(void *at, size_t size, int protection, int flags, int descriptor, off64_t offset) {
    void *found = REAL(mmap64)(at, size, protection, flags, descriptor, offset);
    int64_t handle = handle_of(descriptor);
    if (found == MAP_FAILED || !handle || !watching()) return found;
    if (flags & MAP_SHARED && protection & PROT_WRITE) {
        pthread_mutex_lock(&lock);
        record(MAP, handle, offset, (int64_t)size, NULL, NULL, NULL, 0, 0);
        pthread_mutex_unlock(&lock);
    }
    return found;
}
void *mmap(void *at, size_t size, int protection, int flags, int descriptor, off_t offset) {
    return mmap64(at, size, protection, flags, descriptor, offset);
}

/* Names ------------------------------------------------------------------------------------- */

/* A name that moves between the watched folder and elsewhere is not modelled: said aloud. */
#define TWO_NAMES(at, path, other_at, other, kind, call) \
    char name[PATH_MAX], second[PATH_MAX]; \
    int first_below = below(at, path, name), second_below = below(other_at, other, second); \
    if (!first_below && !second_below) return call; \
    if (first_below != second_below) { \
        fprintf(stderr, "shim: %s moves across the border of the folder\n", path); \
        abort(); \
    } \
    pthread_mutex_lock(&lock); \
    int result = fails(AT_NAME) ? -1 : call; \
    if (!result) record(kind, 0, 0, 0, name, second, NULL, 0, 0); \
    pthread_mutex_unlock(&lock); \
    return result;

int rename(const char *path, const char *other) {
    TWO_NAMES(AT_FDCWD, path, AT_FDCWD, other, RENAME, REAL(rename)(path, other))
}
int renameat(int at, const char *path, int other_at, const char *other) {
    TWO_NAMES(at, path, other_at, other, RENAME, REAL(renameat)(at, path, other_at, other))
}
int renameat2(int at, const char *path, int other_at, const char *other, unsigned flags) {
    TWO_NAMES(at, path, other_at, other, RENAME, REAL(renameat2)(at, path, other_at, other, flags))
}
int link(const char *path, const char *other) {
    TWO_NAMES(AT_FDCWD, path, AT_FDCWD, other, LINK, REAL(link)(path, other))
}
int linkat(int at, const char *path, int other_at, const char *other, int flags) {
    TWO_NAMES(at, path, other_at, other, LINK, REAL(linkat)(at, path, other_at, other, flags))
}

#define ONE_NAME(at, path, kind, call) \
    char name[PATH_MAX]; \
    if (!below(at, path, name)) return call; \
    pthread_mutex_lock(&lock); \
    int result = fails(AT_NAME) ? -1 : call; \
    if (!result) record(kind, 0, 0, 0, name, NULL, NULL, 0, 0); \
    pthread_mutex_unlock(&lock); \
    return result;

int unlink(const char *path) { ONE_NAME(AT_FDCWD, path, UNLINK, REAL(unlink)(path)) }
int unlinkat(int at, const char *path, int flags) {
    ONE_NAME(at, path, flags & AT_REMOVEDIR ? RMDIR : UNLINK, REAL(unlinkat)(at, path, flags))
}
int rmdir(const char *path) { ONE_NAME(AT_FDCWD, path, RMDIR, REAL(rmdir)(path)) }
int mkdir(const char *path, mode_t mode) { ONE_NAME(AT_FDCWD, path, MKDIR, REAL(mkdir)(path, mode)) }
int mkdirat(int at, const char *path, mode_t mode) {
    ONE_NAME(at, path, MKDIR, REAL(mkdirat)(at, path, mode))
}
int symlink(const char *target, const char *path) {
    ONE_NAME(AT_FDCWD, path, SYMLINK, REAL(symlink)(target, path))
}
