/* A disk that fails or loses power, for the tests: preloaded before libc, it sees every write of Python and of SQLite.
 *
 * Only files under the folder given to disk_watch count. disk_fail_at lets the nth write, sync or truncation from now on fail
 * with an errno (and all later ones, when it lasts). disk_mirror keeps a copy of each file as it was at its last sync: what a
 * power cut leaves. Names in a folder are taken as durable at once, as a journaling file system keeps them in order. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char watched[1024], mirror[1024];
static long left = -1, steps = 0, syncs = 0;
static int failing = 0, lasting = 0, inside = 0;

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static int place(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, 1023);
    if (size <= 0 || !watched[0]) return 0;
    path[size] = 0;
    return strncmp(path, watched, strlen(watched)) == 0;
}

static int fails(int fd) {
    char path[1024];
    int kept = errno;
    if (inside || !watched[0] || !place(fd, path)) { errno = kept; return 0; }
    size_t length = strlen(path);
    errno = kept;
    if (length > 4 && !strcmp(path + length - 4, "-shm")) return 0; /* memory shared with other processes, made anew */
    steps++;
    if (left > 0) left--;
    if (left != 0) return 0;
    if (!lasting) left = -1;
    errno = failing;
    return 1;
}

static void keep(int fd) {
    char path[1024], target[2100], buffer[65536];
    if (!mirror[0] || inside || !place(fd, path)) return;
    inside = 1;
    snprintf(target, sizeof target, "%s%s", mirror, path + strlen(watched));
    int from = REAL(int, "open", const char *, int, ...)(path, O_RDONLY);
    int to = REAL(int, "open", const char *, int, ...)(target, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ssize_t got;
    while (from >= 0 && to >= 0 && (got = REAL(ssize_t, "read", int, void *, size_t)(from, buffer, sizeof buffer)) > 0)
        if (REAL(ssize_t, "write", int, const void *, size_t)(to, buffer, got) < 0) break;
    if (from >= 0) close(from);
    if (to >= 0) close(to);
    syncs++;
    inside = 0;
}

static int moved(const char *path, char *target) {
    if (!mirror[0] || strncmp(path, watched, strlen(watched))) return 0;
    snprintf(target, 2100, "%s%s", mirror, path + strlen(watched));
    return 1;
}

void disk_watch(const char *folder) { snprintf(watched, sizeof watched, "%s", folder); }
void disk_mirror(const char *folder) { snprintf(mirror, sizeof mirror, "%s", folder); }
void disk_fail_at(long nth, int number, int lasts) { left = nth; failing = number; lasting = lasts; steps = 0; }
void disk_heal(void) { left = -1; lasting = 0; }
long disk_steps(void) { return steps; }
long disk_syncs(void) { return syncs; }

ssize_t write(int fd, const void *data, size_t size) {
    return fails(fd) ? -1 : REAL(ssize_t, "write", int, const void *, size_t)(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    return fails(fd) ? -1 : REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    return fails(fd) ? -1 : REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(fd, data, size, at);
}
int ftruncate(int fd, off_t size) { return fails(fd) ? -1 : REAL(int, "ftruncate", int, off_t)(fd, size); }
int ftruncate64(int fd, off64_t size) { return fails(fd) ? -1 : REAL(int, "ftruncate64", int, off64_t)(fd, size); }
int fsync(int fd) {
    if (fails(fd)) return -1;
    int done = REAL(int, "fsync", int)(fd);
    keep(fd);
    return done;
}
int fdatasync(int fd) {
    if (fails(fd)) return -1;
    int done = REAL(int, "fdatasync", int)(fd);
    keep(fd);
    return done;
}
int rename(const char *from, const char *to) {
    char a[2100], b[2100];
    int done = REAL(int, "rename", const char *, const char *)(from, to);
    if (!done && moved(from, a) && moved(to, b)) REAL(int, "rename", const char *, const char *)(a, b);
    return done;
}
int unlink(const char *path) {
    char a[2100];
    int done = REAL(int, "unlink", const char *)(path);
    if (!done && moved(path, a)) REAL(int, "unlink", const char *)(a);
    return done;
}
int mkdir(const char *path, mode_t mode) {
    char a[2100];
    int done = REAL(int, "mkdir", const char *, mode_t)(path, mode);
    if (!done && moved(path, a)) REAL(int, "mkdir", const char *, mode_t)(a, mode);
    return done;
}
int rmdir(const char *path) {
    char a[2100];
    int done = REAL(int, "rmdir", const char *)(path);
    if (!done && moved(path, a)) REAL(int, "rmdir", const char *)(a);
    return done;
}
