// Loaded before a program, lets one of its calls of the system fail, or ends the program there.
//
//   FAULT_KIND   open, read, write, sync, rename, link, mkdir, unlink, space, owner, connect, send,
//   recv or memory FAULT_AT     which one of the calls of that kind, from 1; 0: none, they are only
//   counted FAULT_HOW    the number of the error, or 0: the program ends as by `kill -9`; -1: the
//   other side of a connection
//                ends it, without an error
//   FAULT_ON     1: all calls of the kind fail from there on, as on a disk that is full
//   FAULT_BELOW  only calls count that concern something below this folder; connections count all,
//   memory from the
//                first such call on
//   FAULT_MARK   file that gets a byte where a call was let fail, and at the end the calls counted
//
// Standard streams are left alone. Memory is that of malloc() and what stands on it, or of `new`
// alone where FAULT_NEW is defined: a sanitizer has a malloc() of its own.

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

template <class Call>
Call next(const char* name) {
  return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

const char* setting(const char* name) {
  const char* const value = ::getenv(name);
  return value == nullptr ? "" : value;
}

struct Plan {
  const char* kind = setting("FAULT_KIND");
  long at = ::atol(setting("FAULT_AT"));
  int how = ::atoi(setting("FAULT_HOW"));
  bool on = *setting("FAULT_ON") == '1';
  const char* below = setting("FAULT_BELOW");
  const char* mark = setting("FAULT_MARK");
  std::atomic<long> calls = 0;
  std::atomic<bool> begun = false;  ///< something below was asked for
};

Plan& plan() {
  static Plan made;
  return made;
}

void mark(const char* text) {
  if (*plan().mark == '\0') return;
  const long file =
      ::syscall(SYS_openat, AT_FDCWD, plan().mark, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  ::syscall(SYS_write, file, text, std::strlen(text));
  ::syscall(SYS_close, file);
}

/// The path of an open file; cut short where it is very long.
void path_of(int file, char* path, std::size_t size) {
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = ::readlink(link, path, size - 1);
  path[length < 0 ? 0 : length] = '\0';
}

bool concerns(int folder, const char* path) {
  if (*plan().below == '\0') return true;
  char whole[8192] = "";
  if (path == nullptr || *path != '/') {
    if (folder == AT_FDCWD) {
      if (::getcwd(whole, 4096) == nullptr) return false;
    } else {
      path_of(folder, whole, 4096);
    }
    if (path != nullptr) {
      std::strncat(whole, "/", sizeof whole - std::strlen(whole) - 1);
      std::strncat(whole, path, sizeof whole - std::strlen(whole) - 1);
    }
    path = whole;
  }
  return std::strncmp(path, plan().below, std::strlen(plan().below)) == 0;
}

bool is(const char* kind) {
  return std::strcmp(kind, plan().kind) == 0;
}

/// Whether a call that counts is to fail: errno then says how.
bool strikes() {
  const long number = ++plan().calls;
  if (plan().at == 0 || number < plan().at || (number > plan().at && !plan().on)) return false;
  mark("!");
  if (plan().how == 0) ::syscall(SYS_kill, ::getpid(), SIGKILL);
  errno = plan().how;
  return true;
}

bool fails(const char* kind, int folder, const char* path) {
  const bool memory = is("memory") && !plan().begun;
  if (!is(kind) && !memory) return false;
  const int before = errno;
  const bool counts = concerns(folder, path);
  errno = before;
  if (counts) plan().begun = true;
  return counts && is(kind) && strikes();
}

bool fails_memory() {
  return is("memory") && plan().begun && strikes();
}

/// Whether a call about a connection over a network is to fail.
bool fails_connection(const char* kind, int socket) {
  if (!is(kind)) return false;
  const int before = errno;
  int domain = 0;
  socklen_t size = sizeof domain;
  ::getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &size);
  errno = before;
  return (domain == AF_INET || domain == AF_INET6) && strikes();
}

bool fails(const char* kind, int file) {
  return file > 2 && fails(kind, file, nullptr);
}

bool makes(int flags) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

__attribute__((destructor)) void tell() {
  char text[64];
  std::snprintf(text, sizeof text, "%ld\n", plan().calls.load());
  mark(text);
}

}  // namespace

extern "C" {

#define OPEN(name)                                                         \
  int name(const char* path, int flags, ...) {                             \
    va_list more;                                                          \
    va_start(more, flags);                                                 \
    const mode_t mode = makes(flags) ? va_arg(more, mode_t) : 0;           \
    va_end(more);                                                          \
    if (fails("open", AT_FDCWD, path)) return -1;                          \
    return next<int (*)(const char*, int, ...)>(#name)(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                    \
  int name(int folder, const char* path, int flags, ...) {                              \
    va_list more;                                                                       \
    va_start(more, flags);                                                              \
    const mode_t mode = makes(flags) ? va_arg(more, mode_t) : 0;                        \
    va_end(more);                                                                       \
    if (fails("open", folder, path)) return -1;                                         \
    return next<int (*)(int, const char*, int, ...)>(#name)(folder, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

FILE* fopen(const char* path, const char* mode) {
  if (fails("open", AT_FDCWD, path)) return nullptr;
  return next<FILE* (*)(const char*, const char*)>("fopen")(path, mode);
}
FILE* fopen64(const char* path, const char* mode) {
  if (fails("open", AT_FDCWD, path)) return nullptr;
  return next<FILE* (*)(const char*, const char*)>("fopen64")(path, mode);
}

ssize_t read(int file, void* bytes, size_t size) {
  if (fails("read", file)) return -1;
  return next<ssize_t (*)(int, void*, size_t)>("read")(file, bytes, size);
}
ssize_t pread(int file, void* bytes, size_t size, off_t at) {
  if (fails("read", file)) return -1;
  return next<ssize_t (*)(int, void*, size_t, off_t)>("pread")(file, bytes, size, at);
}
ssize_t pread64(int file, void* bytes, size_t size, off64_t at) {
  if (fails("read", file)) return -1;
  return next<ssize_t (*)(int, void*, size_t, off64_t)>("pread64")(file, bytes, size, at);
}

// A write that fails has written a part, as on a disk that gets full.
ssize_t write(int file, const void* bytes, size_t size) {
  const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
  if (!fails("write", file)) return real(file, bytes, size);
  const int error = errno;
  if (size > 1) static_cast<void>(real(file, bytes, size / 2));
  errno = error;
  return -1;
}
ssize_t writev(int file, const struct iovec* parts, int count) {
  if (fails("write", file)) return -1;
  return next<ssize_t (*)(int, const struct iovec*, int)>("writev")(file, parts, count);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  if (fails("write", file)) return -1;
  return next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite")(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  if (fails("write", file)) return -1;
  return next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64")(file, bytes, size, at);
}

int fsync(int file) {
  if (fails("sync", file)) return -1;
  return next<int (*)(int)>("fsync")(file);
}
int fdatasync(int file) {
  if (fails("sync", file)) return -1;
  return next<int (*)(int)>("fdatasync")(file);
}

int rename(const char* from, const char* to) {
  if (fails("rename", AT_FDCWD, to)) return -1;
  return next<int (*)(const char*, const char*)>("rename")(from, to);
}
int renameat(int folder, const char* from, int to_folder, const char* to) {
  if (fails("rename", to_folder, to)) return -1;
  return next<int (*)(int, const char*, int, const char*)>("renameat")(folder, from, to_folder, to);
}
long syscall(long number, ...) {
  va_list more;
  va_start(more, number);
  long with[6];
  for (long& each : with) each = va_arg(more, long);
  va_end(more);
  if (number == SYS_renameat2 &&
      fails("rename", static_cast<int>(with[2]), reinterpret_cast<const char*>(with[3]))) {
    return -1;
  }
  return next<long (*)(long, ...)>("syscall")(number, with[0], with[1], with[2], with[3], with[4],
                                              with[5]);
}

int link(const char* from, const char* to) {
  if (fails("link", AT_FDCWD, to)) return -1;
  return next<int (*)(const char*, const char*)>("link")(from, to);
}
int linkat(int folder, const char* from, int to_folder, const char* to, int flags) {
  if (fails("link", to_folder, to)) return -1;
  return next<int (*)(int, const char*, int, const char*, int)>("linkat")(folder, from, to_folder,
                                                                          to, flags);
}

int mkdir(const char* path, mode_t mode) {
  if (fails("mkdir", AT_FDCWD, path)) return -1;
  return next<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}
int mkdirat(int folder, const char* path, mode_t mode) {
  if (fails("mkdir", folder, path)) return -1;
  return next<int (*)(int, const char*, mode_t)>("mkdirat")(folder, path, mode);
}
char* mkdtemp(char* path) {
  if (fails("mkdir", AT_FDCWD, path)) return nullptr;
  return next<char* (*)(char*)>("mkdtemp")(path);
}

int unlink(const char* path) {
  if (fails("unlink", AT_FDCWD, path)) return -1;
  return next<int (*)(const char*)>("unlink")(path);
}
int unlinkat(int folder, const char* path, int flags) {
  if (fails("unlink", folder, path)) return -1;
  return next<int (*)(int, const char*, int)>("unlinkat")(folder, path, flags);
}
int rmdir(const char* path) {
  if (fails("unlink", AT_FDCWD, path)) return -1;
  return next<int (*)(const char*)>("rmdir")(path);
}
int remove(const char* path) {
  if (fails("unlink", AT_FDCWD, path)) return -1;
  return next<int (*)(const char*)>("remove")(path);
}

int fallocate(int file, int mode, off_t at, off_t size) {
  if (fails("space", file)) return -1;
  return next<int (*)(int, int, off_t, off_t)>("fallocate")(file, mode, at, size);
}
int fallocate64(int file, int mode, off64_t at, off64_t size) {
  if (fails("space", file)) return -1;
  return next<int (*)(int, int, off64_t, off64_t)>("fallocate64")(file, mode, at, size);
}
int ftruncate(int file, off_t size) {
  if (fails("space", file)) return -1;
  return next<int (*)(int, off_t)>("ftruncate")(file, size);
}
int ftruncate64(int file, off64_t size) {
  if (fails("space", file)) return -1;
  return next<int (*)(int, off64_t)>("ftruncate64")(file, size);
}

int fchown(int file, uid_t owner, gid_t group) {
  if (fails("owner", file)) return -1;
  return next<int (*)(int, uid_t, gid_t)>("fchown")(file, owner, group);
}
int fchmod(int file, mode_t mode) {
  if (fails("owner", file)) return -1;
  return next<int (*)(int, mode_t)>("fchmod")(file, mode);
}

int connect(int socket, const struct sockaddr* to, socklen_t size) {
  if (fails_connection("connect", socket)) return -1;
  return next<int (*)(int, const struct sockaddr*, socklen_t)>("connect")(socket, to, size);
}
// As with write().
ssize_t send(int socket, const void* bytes, size_t size, int flags) {
  const auto real = next<ssize_t (*)(int, const void*, size_t, int)>("send");
  if (!fails_connection("send", socket)) return real(socket, bytes, size, flags);
  const int error = errno;
  if (size > 1) static_cast<void>(real(socket, bytes, size / 2, flags));
  errno = error;
  return -1;
}
ssize_t recv(int socket, void* bytes, size_t size, int flags) {
  if (fails_connection("recv", socket)) return plan().how == -1 ? 0 : -1;
  return next<ssize_t (*)(int, void*, size_t, int)>("recv")(socket, bytes, size, flags);
}

#ifndef FAULT_NEW
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* bytes, size_t size);

void* malloc(size_t size) {
  return fails_memory() ? nullptr : __libc_malloc(size);
}
void* calloc(size_t count, size_t size) {
  return fails_memory() ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* bytes, size_t size) {
  return fails_memory() ? nullptr : __libc_realloc(bytes, size);
}
#endif

}  // extern "C"

#ifdef FAULT_NEW
void* operator new(std::size_t size) {
  if (fails_memory()) throw std::bad_alloc();
  return next<void* (*)(std::size_t)>("_Znwm")(size);
}
void* operator new[](std::size_t size) {
  if (fails_memory()) throw std::bad_alloc();
  return next<void* (*)(std::size_t)>("_Znam")(size);
}
#endif
