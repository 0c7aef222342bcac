/* A disk that fails, a process that dies and a journal of all that was written: loaded into the real program with
 * LD_PRELOAD, so that the program needs no change to be tested. Everything is asked for by the environment:
 *
 *   FAULTS_FOLDERS  only files below these folders count (absolute, separated by `:`)
 *   FAULTS_AT       number of the operation that something happens at, from 1
 *   FAULTS_DO       what happens: `eio`, `enospc`, `kill` (before it), `kill-half` (after half of the bytes), `kill-after`
 *   FAULTS_FOR_GOOD every operation from then on fails too
 *   FAULTS_COUNT    file that tells how many operations there were (eight bytes), kept up to date
 *   FAULTS_JOURNAL  file that gets every operation and what was written to standard output
 *
 * Operations are serialised, so that the journal's order is the order in which they happened. A record of the journal:
 * kind (1 byte), file, offset (8 each), lengths of first and second (4 each), first, second; numbers little endian. */

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
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { CREATE = 1, MAKE_FOLDER, RENAME, REMOVE, REMOVE_FOLDER, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, SAY, OTHER };
enum fault { NOTHING, FAIL_EIO, FAIL_ENOSPC, KILL_BEFORE, KILL_HALF, KILL_AFTER };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char folders[8][PATH_MAX];
static int folder_count;
static uint64_t at;
static enum fault wanted;
static int for_good;
static uint64_t spare_counter;
static volatile uint64_t *counter = &spare_counter;
static int journal = -1;

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int really_open(const char *path, int flags) {
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
    return real(path, flags | O_CLOEXEC, 0600);
}

__attribute__((constructor)) static void begin(void) {
    const char *value = getenv("FAULTS_FOLDERS");
    if (!value)
        return;
    char *copy = strdup(value), *save = NULL;
    for (char *part = strtok_r(copy, ":", &save); part && folder_count < 8; part = strtok_r(NULL, ":", &save))
        snprintf(folders[folder_count++], PATH_MAX, "%s", part);
    free(copy);
    if ((value = getenv("FAULTS_AT")))
        at = strtoull(value, NULL, 10);
    for_good = getenv("FAULTS_FOR_GOOD") != NULL;
    if ((value = getenv("FAULTS_DO"))) {
        static const char *names[] = {"", "eio", "enospc", "kill", "kill-half", "kill-after"};
        for (int i = 1; i < 6; i++)
            if (!strcmp(value, names[i]))
                wanted = (enum fault)i;
    }
    if ((value = getenv("FAULTS_COUNT"))) {
        int file = really_open(value, O_RDWR | O_CREAT);
        ftruncate64(file, 8);
        void *mapped = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (mapped != MAP_FAILED)
            counter = mapped;
        close(file);
    }
    if ((value = getenv("FAULTS_JOURNAL")))
        journal = really_open(value, O_WRONLY | O_CREAT | O_APPEND);
    /* Whatever this program starts is no part of it. */
    unsetenv("LD_PRELOAD");
}

static int is_below(const char *path) {
    for (int i = 0; i < folder_count; i++) {
        size_t length = strlen(folders[i]);
        if (!strncmp(path, folders[i], length) && (path[length] == '/' || path[length] == 0))
            return 1;
    }
    return 0;
}

static int path_of_file(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    int saved = errno;
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    errno = saved;
    if (length < 0)
        return 0;
    path[length] = 0;
    return 1;
}

/* Absolute, but with its links: the tests give folders without any. */
static int path_at(int folder, const char *name, char *path) {
    if (name[0] == '/')
        return snprintf(path, PATH_MAX, "%s", name) < PATH_MAX;
    char base[PATH_MAX];
    if (folder == AT_FDCWD ? !getcwd(base, sizeof base) : !path_of_file(folder, base))
        return 0;
    return snprintf(path, PATH_MAX, "%s/%s", base, name) < PATH_MAX;
}

static int counts_at(int folder, const char *name, char *path) {
    return folder_count && path_at(folder, name, path) && is_below(path);
}

static int counts(int file, char *path) {
    return folder_count && path_of_file(file, path) && is_below(path);
}

/* Beside every open catalogue; lives in memory and holds nothing that is needed again. */
static int is_shared_memory(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcmp(path + length - 4, "-shm");
}

static void note(enum kind kind, uint64_t file, uint64_t offset, const void *first, uint32_t first_length,
                 const void *second, uint32_t second_length) {
    if (journal < 0)
        return;
    ssize_t (*real_write)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    size_t size = 25 + (size_t)first_length + second_length;
    char *record = malloc(size);
    record[0] = (char)kind;
    memcpy(record + 1, &file, 8);
    memcpy(record + 9, &offset, 8);
    memcpy(record + 17, &first_length, 4);
    memcpy(record + 21, &second_length, 4);
    memcpy(record + 25, first, first_length);
    memcpy(record + 25 + first_length, second, second_length);
    int saved = errno;
    for (size_t done = 0; done < size;) {
        ssize_t written = real_write(journal, record + done, size - done);
        if (written <= 0)
            _exit(99);
        done += (size_t)written;
    }
    errno = saved;
    free(record);
}

static void note_path(enum kind kind, uint64_t file, const char *path) {
    if (!is_shared_memory(path))
        note(kind, file, 0, path, (uint32_t)strlen(path), "", 0);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

/* Counts an operation and tells what is to happen to it; the mutex is held until `leave`. */
static enum fault enter(void) {
    pthread_mutex_lock(&mutex);
    uint64_t number = ++*counter;
    int is_hit = at && (number == at || (for_good && number > at));
    if (!is_hit)
        return NOTHING;
    if (wanted == KILL_BEFORE)
        die();
    if (wanted == FAIL_EIO)
        errno = EIO;
    if (wanted == FAIL_ENOSPC)
        errno = ENOSPC;
    return wanted;
}

static void leave(enum fault fault) {
    if (fault == KILL_AFTER || fault == KILL_HALF)
        die();
    pthread_mutex_unlock(&mutex);
}

static int fails(enum fault fault) { return fault == FAIL_EIO || fault == FAIL_ENOSPC; }

/* Giving space back works on a full disk. */
static int fails_removing(enum fault fault) { return fault == FAIL_EIO; }

static uint64_t number_of(int file) {
    struct stat64 status;
    return fstat64(file, &status) ? 0 : status.st_ino;
}

/* Opening: counts where a file may be made or cut. */

static int open_at(int folder, const char *name, int flags, mode_t mode) {
    int (*real)(int, const char *, int, ...) = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat64");
    char path[PATH_MAX];
    if (!(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE || !counts_at(folder, name, path))
        return real(folder, name, flags, mode);
    enum fault fault = enter();
    struct stat64 status;
    int saved = errno;
    int was_there = !fstatat64(folder, name, &status, 0);
    errno = saved;
    /* What is there and stays as it is takes no space. */
    int takes_space = !was_there || (flags & O_TRUNC);
    int file = -1;
    if (!(fault == FAIL_EIO || (fault == FAIL_ENOSPC && takes_space))) {
        file = real(folder, name, flags, mode);
        if (file >= 0 && !was_there)
            note_path(CREATE, number_of(file), path);
        else if (file >= 0 && (flags & O_TRUNC) && !is_shared_memory(path))
            note(TRUNCATE, number_of(file), 0, "", 0, "", 0);
    }
    leave(fault);
    return file;
}

#define MODE(flags)                                                                                                    \
    mode_t mode = 0;                                                                                                   \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                                                                           \
        va_list arguments;                                                                                             \
        va_start(arguments, flags);                                                                                    \
        mode = va_arg(arguments, mode_t);                                                                              \
        va_end(arguments);                                                                                             \
    }

int open(const char *name, int flags, ...) {
    MODE(flags)
    return open_at(AT_FDCWD, name, flags, mode);
}
int open64(const char *name, int flags, ...) {
    MODE(flags)
    return open_at(AT_FDCWD, name, flags, mode);
}
int openat(int folder, const char *name, int flags, ...) {
    MODE(flags)
    return open_at(folder, name, flags, mode);
}
int openat64(int folder, const char *name, int flags, ...) {
    MODE(flags)
    return open_at(folder, name, flags, mode);
}
int creat(const char *name, mode_t mode) { return open_at(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return open_at(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* Writing: at the file's own place (`offset` < 0) or at a given one. */

static ssize_t really_write(int file, const void *bytes, size_t length, off64_t offset) {
    if (offset < 0) {
        REAL(write);
        return real(file, bytes, length);
    }
    REAL(pwrite64);
    return real(file, bytes, length, offset);
}

static ssize_t write_at(int file, const void *bytes, size_t length, off64_t offset) {
    char path[PATH_MAX];
    if (file == STDOUT_FILENO && offset < 0 && journal >= 0) {
        pthread_mutex_lock(&mutex);
        ssize_t written = really_write(file, bytes, length, offset);
        if (written > 0)
            note(SAY, 0, 0, bytes, (uint32_t)written, "", 0);
        pthread_mutex_unlock(&mutex);
        return written;
    }
    if (!counts(file, path))
        return really_write(file, bytes, length, offset);
    enum fault fault = enter();
    int failure = errno;
    off64_t place = offset;
    if (offset < 0) {
        struct stat64 status;
        int appends = fcntl(file, F_GETFL) & O_APPEND;
        place = appends && !fstat64(file, &status) ? status.st_size : lseek64(file, 0, SEEK_CUR);
    }
    size_t part = length;
    if (fault == FAIL_ENOSPC || fault == KILL_HALF)
        part = length / 2;
    ssize_t written = -1;
    if (fault != FAIL_EIO) {
        written = part || !length ? really_write(file, bytes, part, offset) : 0;
        if (written > 0 && !is_shared_memory(path))
            note(WRITE, number_of(file), (uint64_t)place, bytes, (uint32_t)written, "", 0);
    }
    leave(fault);
    if (fails(fault)) {
        errno = failure;
        return -1;
    }
    return written;
}

ssize_t write(int file, const void *bytes, size_t length) { return write_at(file, bytes, length, -1); }
ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
    return write_at(file, bytes, length, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
    return write_at(file, bytes, length, offset);
}

static ssize_t write_parts(int file, const struct iovec *parts, int count, off64_t offset) {
    size_t length = 0, done = 0;
    for (int i = 0; i < count; i++)
        length += parts[i].iov_len;
    char *bytes = malloc(length ? length : 1);
    for (int i = 0; i < count; i++) {
        memcpy(bytes + done, parts[i].iov_base, parts[i].iov_len);
        done += parts[i].iov_len;
    }
    ssize_t written = write_at(file, bytes, length, offset);
    free(bytes);
    return written;
}
ssize_t writev(int file, const struct iovec *parts, int count) { return write_parts(file, parts, count, -1); }
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
    return write_parts(file, parts, count, offset);
}
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) {
    return write_parts(file, parts, count, offset);
}

/* Copying inside the system: refused where it counts, so that callers write instead. */

ssize_t copy_file_range(int from, off64_t *from_place, int to, off64_t *to_place, size_t length, unsigned flags) {
    char path[PATH_MAX];
    if (counts(to, path)) {
        errno = ENOSYS;
        return -1;
    }
    REAL(copy_file_range);
    return real(from, from_place, to, to_place, length, flags);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) {
    char path[PATH_MAX];
    if (counts(to, path)) {
        errno = ENOSYS;
        return -1;
    }
    ssize_t (*real)(int, int, off64_t *, size_t) = (ssize_t(*)(int, int, off64_t *, size_t))dlsym(RTLD_NEXT, "sendfile64");
    return real(to, from, offset, length);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    return sendfile64(to, from, (off64_t *)offset, length);
}

int ftruncate64(int file, off64_t length) {
    REAL(ftruncate64);
    char path[PATH_MAX];
    if (!counts(file, path))
        return real(file, length);
    enum fault fault = enter();
    int done = -1;
    struct stat64 status;
    int grows = !fstat64(file, &status) && length > status.st_size;
    if (!(fault == FAIL_EIO || (fault == FAIL_ENOSPC && grows)) && !(done = real(file, length)) &&
        !is_shared_memory(path))
        note(TRUNCATE, number_of(file), (uint64_t)length, "", 0, "", 0);
    leave(fault);
    return done;
}
int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

/* Making it last. */

static int sync_file(int file, int (*real)(int)) {
    char path[PATH_MAX];
    if (!counts(file, path))
        return real(file);
    enum fault fault = enter();
    int done = -1;
    if (!fails(fault) && !(done = real(file))) {
        struct stat64 status;
        if (!fstat64(file, &status) && S_ISDIR(status.st_mode))
            note_path(SYNC_FOLDER, status.st_ino, path);
        else if (!is_shared_memory(path))
            note(SYNC, status.st_ino, 0, "", 0, "", 0);
    }
    leave(fault);
    return done;
}
int fsync(int file) {
    REAL(fsync);
    return sync_file(file, real);
}
int fdatasync(int file) {
    REAL(fdatasync);
    return sync_file(file, real);
}

/* Names. */

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    REAL(renameat2);
    char from_path[PATH_MAX], to_path[PATH_MAX];
    if (!counts_at(to_folder, to, to_path) || !path_at(from_folder, from, from_path))
        return real(from_folder, from, to_folder, to, flags);
    enum fault fault = enter();
    int done = -1;
    if (!fails(fault) && !(done = real(from_folder, from, to_folder, to, flags)))
        note(RENAME, 0, 0, from_path, (uint32_t)strlen(from_path), to_path, (uint32_t)strlen(to_path));
    leave(fault);
    return done;
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    return renameat2(from_folder, from, to_folder, to, 0);
}
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int folder, const char *name, int flags) {
    REAL(unlinkat);
    char path[PATH_MAX];
    if (!counts_at(folder, name, path))
        return real(folder, name, flags);
    enum fault fault = enter();
    int done = -1;
    if (!fails_removing(fault) && !(done = real(folder, name, flags)))
        note_path(flags & AT_REMOVEDIR ? REMOVE_FOLDER : REMOVE, 0, path);
    leave(fault);
    return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int mkdirat(int folder, const char *name, mode_t mode) {
    REAL(mkdirat);
    char path[PATH_MAX];
    if (!counts_at(folder, name, path))
        return real(folder, name, mode);
    enum fault fault = enter();
    int done = -1;
    if (!fails(fault) && !(done = real(folder, name, mode)))
        note_path(MAKE_FOLDER, 0, path);
    leave(fault);
    return done;
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

/* Not used by the program so far: whoever begins to is to teach the journal about it. */

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(linkat);
    char path[PATH_MAX];
    if (!counts_at(to_folder, to, path))
        return real(from_folder, from, to_folder, to, flags);
    errno = ENOTSUP;
    return -1;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
