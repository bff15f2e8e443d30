/* A library that is preloaded into a process and stands between it and the C library's file calls under one directory (DYNO_SHIM_DIRECTORY).
   It fails calls, kills the process at a call, or writes down every change of a file, so that others can rebuild what a disk may hold after a loss of power.

   Rules, from DYNO_SHIM_RULES or dyno_shim_arm(), separated by ';':   class:kind:number:action
     class   create open read write sync range rename unlink truncate allocate link mkdir, or * for all that change something
     kind    log table manifest current options closed identity info lock directory other, or *
     number  the n-th call that matches; "5+" is the fifth and all that follow
     action  EIO ENOSPC  the call is not made and fails; held  waits until the rules are replaced, and fails with ENOSPC;
             short  half is written, and said so; torn  half is written, and EIO is answered;
             kill killtorn killafter  SIGKILL before, in the middle of (half is written) and after the call

   The trace (DYNO_SHIM_TRACE or dyno_shim_trace()) is a file of records, little endian, in the order in which the calls ended:
     kind (4), length of the text (4), length of the data (8), handle (8), first number (8), second number (8), the text, the data
   What the numbers mean stands in PowerLoss/Trace.cs, which reads it.

   It declares what it needs itself and includes nothing, so that it compiles where there are no headers: with cc, or with tcc alone. Linux on x86-64. */

typedef unsigned long size_t;
typedef long ssize_t;
typedef long off_t;

#define EIO 5
#define EISDIR 21
#define ENOSPC 28
#define SIGKILL 9
#define O_WRONLY 1
#define O_RDWR 2
#define O_CREAT 0100
#define O_TRUNC 01000
#define O_APPEND 02000
#define O_CLOEXEC 02000000
#define SEEK_CUR 1
#define FALLOC_FL_KEEP_SIZE 1
#define AT_FDCWD (-100)

extern void *dlsym(void *handle, const char *name);
extern int *__errno_location(void);
extern int pthread_mutex_lock(void *mutex);
extern int pthread_mutex_unlock(void *mutex);
extern int kill(int process, int signal);
extern int getpid(void);
extern int usleep(unsigned microseconds);
extern int fileno(void *stream);
extern char *getenv(const char *name);
extern int strncmp(const char *a, const char *b, size_t length);
extern int strcmp(const char *a, const char *b);
extern size_t strlen(const char *text);
extern char *strrchr(const char *text, int value);
extern void *memcpy(void *to, const void *from, size_t length);
extern long strtol(const char *text, char **end, int base);
extern off_t lseek(int file, off_t offset, int from);

struct part { const void *data; size_t length; };
extern ssize_t writev(int file, const struct part *parts, int count);

/* ---- what is known of each open file ---- */

enum class { CREATE, OPEN, READ, WRITE, SYNC, RANGE, RENAME, UNLINK, TRUNCATE, ALLOCATE, LINK, MKDIR, CLASSES };
static const char *const class_names[] = { "create", "open", "read", "write", "sync", "range", "rename", "unlink", "truncate", "allocate", "link", "mkdir" };

enum kind { NOTHING, LOG, TABLE, MANIFEST, CURRENT, OPTIONS, CLOSED, IDENTITY, INFO, LOCK, DIRECTORY, OTHER, KINDS };
static const char *const kind_names[] =
    { "", "log", "table", "manifest", "current", "options", "closed", "identity", "info", "lock", "directory", "other" };

#define FILES 65536
static unsigned char kinds[FILES];
static long handles[FILES];
static long last_handle;

static char root[4096];
static size_t root_length;

/* pthread_mutex_t of zeros is an unlocked mutex. */
static long mutex[16];

static int ends(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

static int begins(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

static enum kind kind_of(const char *path)
{
    const char *name;
    if (root_length == 0 || path == 0 || strncmp(path, root, root_length) != 0 || (path[root_length] != '/' && path[root_length] != 0))
        return NOTHING;
    name = strrchr(path, '/') + 1;
    if (begins(name, "OPTIONS-")) return OPTIONS;
    if (begins(name, "MANIFEST-")) return MANIFEST;
    if (ends(name, ".log")) return LOG;
    if (ends(name, ".sst")) return TABLE;
    if (strcmp(name, "CURRENT") == 0 || ends(name, ".dbtmp")) return CURRENT;
    if (strcmp(name, "CLOSED") == 0) return CLOSED;
    if (strcmp(name, "IDENTITY") == 0) return IDENTITY;
    if (strcmp(name, "LOG") == 0 || begins(name, "LOG.old")) return INFO;
    if (ends(name, "LOCK")) return LOCK;
    return OTHER;
}

static enum kind kind_of_file(int file) { return file >= 0 && file < FILES ? (enum kind)kinds[file] : NOTHING; }

/* ---- rules ---- */

enum action { PASS, FAIL_EIO, FAIL_ENOSPC, HELD, SHORT, TORN, KILL, KILL_TORN, KILL_AFTER, ACTIONS };
static const char *const action_names[] = { "", "EIO", "ENOSPC", "held", "short", "torn", "kill", "killtorn", "killafter" };

struct rule { int class; int kind; long number; int for_good; int action; long seen; };
#define RULES 16
static struct rule rules[RULES];
static int rule_count;
static long fired;
static volatile long armed;
static long counts[CLASSES * KINDS];
static int pass_syncs = 1;

static int find(const char *const *names, int count, const char *text, size_t length)
{
    int i;
    for (i = 0; i < count; i++)
        if (strlen(names[i]) == length && strncmp(names[i], text, length) == 0)
            return i;
    return -1;
}

static size_t length_to(const char *text, const char *ends_at)
{
    size_t length = 0;
    while (text[length] != 0 && text[length] != ends_at[0] && text[length] != ends_at[1]) length++;
    return length;
}

/* Gives how many rules there are now, or -1 for a text that is none. */
static int parse(const char *text)
{
    rule_count = 0;
    while (text != 0 && *text != 0)
    {
        struct rule *rule = &rules[rule_count];
        char *end;
        size_t length = length_to(text, "::");
        if (rule_count == RULES) return -1;
        rule->class = length == 1 && *text == '*' ? CLASSES : find(class_names, CLASSES, text, length);
        if (rule->class < 0 || text[length] != ':') return -1;
        text += length + 1;
        length = length_to(text, "::");
        rule->kind = length == 1 && *text == '*' ? KINDS : find(kind_names, KINDS, text, length);
        if (rule->kind <= 0 || text[length] != ':') return -1;
        text += length + 1;
        rule->number = strtol(text, &end, 10);
        rule->for_good = *end == '+';
        text = end + rule->for_good;
        if (*text != ':') return -1;
        text++;
        length = length_to(text, ";;");
        rule->action = find(action_names, ACTIONS, text, length);
        if (rule->action <= 0) return -1;
        text += length + (text[length] == ';');
        rule->seen = 0;
        rule_count++;
    }
    return rule_count;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) ;
}

/* Counts a call and says what shall become of it. */
static enum action decide(enum class class, enum kind kind)
{
    int i;
    long now;
    enum action action = PASS;
    pthread_mutex_lock(mutex);
    now = armed;
    counts[class * KINDS + kind]++;
    for (i = 0; i < rule_count; i++)
    {
        struct rule *rule = &rules[i];
        if (rule->class != (int)class && (rule->class != CLASSES || class == READ || class == OPEN)) continue;
        if (rule->kind != KINDS && rule->kind != (int)kind) continue;
        rule->seen++;
        if (rule->seen == rule->number || (rule->for_good && rule->seen > rule->number))
        {
            action = (enum action)rule->action;
            fired++;
        }
    }
    pthread_mutex_unlock(mutex);
    if (action == KILL) die();
    if (action == HELD)
    {
        while (armed == now) usleep(1000);
        action = FAIL_ENOSPC;
    }
    return action;
}

static int fails(enum action action)
{
    if (action == FAIL_EIO || action == FAIL_ENOSPC || action == TORN)
    {
        *__errno_location() = action == FAIL_ENOSPC ? ENOSPC : EIO;
        return 1;
    }
    return 0;
}

/* ---- the trace ---- */

enum record { R_OPEN = 1, R_WRITE, R_TRUNCATE, R_EXTEND, R_SYNC, R_RENAME, R_UNLINK, R_LINK, R_MKDIR, R_RMDIR, R_MARK };

static int trace_file = -1;
static long trace_records;

struct head { int kind; int text_length; long data_length; long handle; long first; long second; };

/* Others may come between a call and its record only where the calls themselves overlap. */
static void record(enum record kind, long handle, long first, long second, const char *text, const void *data, size_t length)
{
    struct head head;
    struct part parts[3];
    if (trace_file < 0) return;
    head.kind = kind;
    head.text_length = text == 0 ? 0 : (int)strlen(text);
    head.data_length = (long)length;
    head.handle = handle;
    head.first = first;
    head.second = second;
    parts[0].data = &head; parts[0].length = sizeof head;
    parts[1].data = text; parts[1].length = (size_t)head.text_length;
    parts[2].data = data; parts[2].length = length;
    pthread_mutex_lock(mutex);
    trace_records++;
    if (trace_file >= 0) writev(trace_file, parts, 3);
    pthread_mutex_unlock(mutex);
}

static long records_now(void)
{
    long now;
    pthread_mutex_lock(mutex);
    now = trace_records;
    pthread_mutex_unlock(mutex);
    return now;
}

/* Paths in the trace are below the root; "" is the root itself. */
static const char *below(const char *path) { return path[root_length] == 0 ? path + root_length : path + root_length + 1; }

/* ---- the calls of the C library behind ours ---- */

#define NEXT(result, name, parameters) static result (*next_##name) parameters;
NEXT(int, open, (const char *, int, unsigned))
NEXT(int, openat, (int, const char *, int, unsigned))
NEXT(void *, fopen, (const char *, const char *))
NEXT(int, close, (int))
NEXT(int, fclose, (void *))
NEXT(ssize_t, read, (int, void *, size_t))
NEXT(ssize_t, pread, (int, void *, size_t, off_t))
NEXT(size_t, fread, (void *, size_t, size_t, void *))
NEXT(size_t, fread_unlocked, (void *, size_t, size_t, void *))
NEXT(ssize_t, write, (int, const void *, size_t))
NEXT(ssize_t, pwrite, (int, const void *, size_t, off_t))
NEXT(int, fsync, (int))
NEXT(int, fdatasync, (int))
NEXT(int, sync_file_range, (int, off_t, off_t, unsigned))
NEXT(int, ftruncate, (int, off_t))
NEXT(int, fallocate, (int, int, off_t, off_t))
NEXT(int, posix_fallocate, (int, off_t, off_t))
NEXT(int, rename, (const char *, const char *))
NEXT(int, unlink, (const char *))
NEXT(int, link, (const char *, const char *))
NEXT(int, mkdir, (const char *, unsigned))
NEXT(int, rmdir, (const char *))

static int ready;

static void start_trace(const char *path)
{
    trace_file = path == 0 || *path == 0 ? -1 : next_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static void prepare(void)
{
    const char *directory;
    if (ready) return;
    ready = 1;
#define FIND(name) *(void **)&next_##name = dlsym((void *)-1, #name);
    FIND(open) FIND(openat) FIND(fopen) FIND(close) FIND(fclose) FIND(read) FIND(pread) FIND(fread) FIND(fread_unlocked) FIND(write) FIND(pwrite)
    FIND(fsync) FIND(fdatasync) FIND(sync_file_range) FIND(ftruncate) FIND(fallocate) FIND(posix_fallocate) FIND(rename) FIND(unlink) FIND(link)
    FIND(mkdir) FIND(rmdir)
    directory = getenv("DYNO_SHIM_DIRECTORY");
    if (directory != 0 && strlen(directory) < sizeof root)
    {
        root_length = strlen(directory);
        memcpy(root, directory, root_length + 1);
        if (parse(getenv("DYNO_SHIM_RULES")) < 0) die();
        pass_syncs = getenv("DYNO_SHIM_NO_SYNC") == 0;
        start_trace(getenv("DYNO_SHIM_TRACE"));
    }
}

/* ---- what tests call ---- */

/* Replaces the rules and begins to count anew; "" takes them away. Gives -1 for a text that is none. */
int dyno_shim_arm(const char *text)
{
    int result, i;
    pthread_mutex_lock(mutex);
    result = parse(text);
    armed++;
    fired = 0;
    for (i = 0; i < CLASSES * KINDS; i++) counts[i] = 0;
    pthread_mutex_unlock(mutex);
    return result;
}

/* How many calls a rule was applied to since it was armed. */
long dyno_shim_fired(void) { return fired; }

/* How many calls there were since the last dyno_shim_arm, or -1 for a name that is none. */
long dyno_shim_count(const char *class, const char *kind)
{
    int c = find(class_names, CLASSES, class, strlen(class)), k = find(kind_names, KINDS, kind, strlen(kind));
    return c < 0 || k <= 0 ? -1 : counts[c * KINDS + k];
}

/* Writes changes down from now on into a new file, or no more for "". */
void dyno_shim_trace(const char *path)
{
    int old;
    pthread_mutex_lock(mutex);
    old = trace_file;
    trace_records = 0;
    trace_file = -1;
    start_trace(path);
    if (old >= 0) next_close(old);
    pthread_mutex_unlock(mutex);
}

/* Puts bytes of the test's own into the trace. */
void dyno_shim_mark(const void *data, long length) { record(R_MARK, 0, 0, 0, 0, data, (size_t)length); }

/* ---- the calls ---- */

static void opened(int file, enum kind kind, const char *path, int flags)
{
    long handle;
    char byte;
    if (file < 0 || file >= FILES) return;
    if (kind == OTHER && (flags & (O_WRONLY | O_RDWR | O_CREAT)) == 0 && next_pread(file, &byte, 1, 0) < 0 && *__errno_location() == EISDIR)
        kind = DIRECTORY;
    pthread_mutex_lock(mutex);
    handle = ++last_handle;
    pthread_mutex_unlock(mutex);
    kinds[file] = (unsigned char)kind;
    handles[file] = handle;
    record(R_OPEN, handle, (flags & O_CREAT) != 0, (flags & O_TRUNC) != 0, below(path), 0, 0);
}

static int open_in(int directory, const char *path, int flags, unsigned mode)
{
    enum kind kind;
    enum action action = PASS;
    int file;
    prepare();
    kind = kind_of(path);
    if (kind != NOTHING)
    {
        action = decide((flags & (O_CREAT | O_TRUNC)) != 0 ? CREATE : OPEN, kind);
        if (fails(action)) return -1;
    }
    file = directory == AT_FDCWD ? next_open(path, flags, mode) : next_openat(directory, path, flags, mode);
    if (kind != NOTHING) opened(file, kind, path, flags);
    if (action == KILL_AFTER || action == KILL_TORN) die();
    return file;
}

int open(const char *path, int flags, unsigned mode) { return open_in(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, unsigned mode) { return open_in(AT_FDCWD, path, flags, mode); }
int openat(int directory, const char *path, int flags, unsigned mode) { return open_in(directory, path, flags, mode); }
int openat64(int directory, const char *path, int flags, unsigned mode) { return open_in(directory, path, flags, mode); }

/* What is written to such a stream is not seen: RocksDB writes its text log that way, and reads everything it reads from beginning to end. */
void *fopen(const char *path, const char *mode)
{
    enum kind kind;
    enum action action = PASS;
    void *stream;
    int changes = mode[0] != 'r';
    prepare();
    kind = kind_of(path);
    if (kind != NOTHING)
    {
        action = decide(changes ? CREATE : OPEN, kind);
        if (fails(action)) return 0;
    }
    stream = next_fopen(path, mode);
    if (kind != NOTHING && stream != 0) opened(fileno(stream), kind, path, changes ? O_CREAT | O_WRONLY | (mode[0] == 'w' ? O_TRUNC : 0) : 0);
    if (action == KILL_AFTER || action == KILL_TORN) die();
    return stream;
}

void *fopen64(const char *path, const char *mode) { return fopen(path, mode); }

int close(int file)
{
    prepare();
    if (kind_of_file(file) != NOTHING) kinds[file] = NOTHING;
    return next_close(file);
}

int fclose(void *stream)
{
    int file = fileno(stream);
    prepare();
    if (kind_of_file(file) != NOTHING) kinds[file] = NOTHING;
    return next_fclose(stream);
}

/* What a read may do: PASS, or fail. There is no short read other than at the end of a file, for which short answers half. */
static int read_fails(enum kind kind, size_t *length)
{
    enum action action;
    if (kind == NOTHING) return 0;
    action = decide(READ, kind);
    if (action == SHORT && *length > 1) *length /= 2;
    if (action == KILL_AFTER || action == KILL_TORN) die();
    return fails(action);
}

ssize_t read(int file, void *data, size_t length)
{
    prepare();
    return read_fails(kind_of_file(file), &length) ? -1 : next_read(file, data, length);
}

ssize_t pread(int file, void *data, size_t length, off_t offset)
{
    prepare();
    return read_fails(kind_of_file(file), &length) ? -1 : next_pread(file, data, length, offset);
}

ssize_t pread64(int file, void *data, size_t length, off_t offset) { return pread(file, data, length, offset); }

static int stream_fails(void *stream)
{
    size_t length = 0;
    prepare();
    return read_fails(kind_of_file(fileno(stream)), &length);
}

size_t fread(void *data, size_t size, size_t count, void *stream) { return stream_fails(stream) ? 0 : next_fread(data, size, count, stream); }

size_t fread_unlocked(void *data, size_t size, size_t count, void *stream)
{
    return stream_fails(stream) ? 0 : next_fread_unlocked(data, size, count, stream);
}

/* offset: where to write, or -1 for where the file stands. */
static ssize_t write_at(int file, const void *data, size_t length, off_t offset)
{
    enum kind kind;
    enum action action = PASS;
    ssize_t written;
    prepare();
    kind = kind_of_file(file);
    if (kind != NOTHING)
    {
        action = decide(WRITE, kind);
        if ((action == SHORT || action == TORN || action == KILL_TORN) && length > 1) length /= 2;
        if (action != TORN && fails(action)) return -1;
    }
    written = offset < 0 ? next_write(file, data, length) : next_pwrite(file, data, length, offset);
    if (kind == NOTHING) return written;
    if (written > 0)
        record(R_WRITE, handles[file], offset < 0 ? lseek(file, 0, SEEK_CUR) - written : offset, 0, 0, data, (size_t)written);
    if (action == KILL_TORN || action == KILL_AFTER) die();
    return fails(action) ? -1 : written;
}

ssize_t write(int file, const void *data, size_t length) { return write_at(file, data, length, -1); }
ssize_t pwrite(int file, const void *data, size_t length, off_t offset) { return write_at(file, data, length, offset); }
ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) { return write_at(file, data, length, offset); }

/* A sync speaks for what was written when it began, not for what came meanwhile. */
static int sync_with(int (*next)(int), int file)
{
    enum kind kind = kind_of_file(file);
    enum action action;
    long before;
    int result;
    if (kind == NOTHING) return next(file);
    action = decide(SYNC, kind);
    if (fails(action)) return -1;
    before = records_now();
    result = pass_syncs ? next(file) : 0;
    if (result == 0) record(R_SYNC, handles[file], before, 0, 0, 0, 0);
    if (action == KILL_AFTER || action == KILL_TORN) die();
    return result;
}

int fsync(int file) { prepare(); return sync_with(next_fsync, file); }
int fdatasync(int file) { prepare(); return sync_with(next_fdatasync, file); }

/* It promises nothing (sync_file_range(2)), so it leaves no record. Without flags it does nothing, and cannot fail where it is known: RocksDB asks so. */
int sync_file_range(int file, off_t offset, off_t length, unsigned flags)
{
    enum kind kind;
    prepare();
    kind = flags == 0 ? NOTHING : kind_of_file(file);
    if (kind != NOTHING && fails(decide(RANGE, kind))) return -1;
    return next_sync_file_range(file, offset, length, flags);
}

int ftruncate(int file, off_t length)
{
    enum kind kind;
    enum action action = PASS;
    int result;
    prepare();
    kind = kind_of_file(file);
    if (kind != NOTHING)
    {
        action = decide(TRUNCATE, kind);
        if (fails(action)) return -1;
    }
    result = next_ftruncate(file, length);
    if (kind != NOTHING && result == 0) record(R_TRUNCATE, handles[file], length, 0, 0, 0, 0);
    if (action == KILL_AFTER || action == KILL_TORN) die();
    return result;
}

int ftruncate64(int file, off_t length) { return ftruncate(file, length); }

static int allocation_fails(int file)
{
    enum kind kind;
    prepare();
    kind = kind_of_file(file);
    return kind != NOTHING && fails(decide(ALLOCATE, kind));
}

int fallocate(int file, int mode, off_t offset, off_t length)
{
    int result;
    if (allocation_fails(file)) return -1;
    result = next_fallocate(file, mode, offset, length);
    if (result == 0 && kind_of_file(file) != NOTHING && (mode & FALLOC_FL_KEEP_SIZE) == 0) record(R_EXTEND, handles[file], offset + length, 0, 0, 0, 0);
    return result;
}

int fallocate64(int file, int mode, off_t offset, off_t length) { return fallocate(file, mode, offset, length); }

int posix_fallocate(int file, off_t offset, off_t length)
{
    int result;
    if (allocation_fails(file)) return *__errno_location();
    result = next_posix_fallocate(file, offset, length);
    if (result == 0 && kind_of_file(file) != NOTHING) record(R_EXTEND, handles[file], offset + length, 0, 0, 0, 0);
    return result;
}

int posix_fallocate64(int file, off_t offset, off_t length) { return posix_fallocate(file, offset, length); }

/* text and data: the two paths. */
static int two_paths(enum class class, enum record kind_of_record, int (*next)(const char *, const char *), const char *from, const char *to)
{
    enum kind kind = kind_of(to);
    enum action action;
    int result;
    if (kind == NOTHING || kind_of(from) == NOTHING) return next(from, to);
    action = decide(class, kind);
    if (fails(action)) return -1;
    result = next(from, to);
    if (result == 0) record(kind_of_record, 0, 0, 0, below(from), below(to), strlen(below(to)));
    if (action == KILL_AFTER || action == KILL_TORN) die();
    return result;
}

int rename(const char *from, const char *to) { prepare(); return two_paths(RENAME, R_RENAME, next_rename, from, to); }
int link(const char *from, const char *to) { prepare(); return two_paths(LINK, R_LINK, next_link, from, to); }

static int one_path(enum class class, enum record kind_of_record, const char *path, unsigned mode)
{
    enum kind kind;
    enum action action = PASS;
    int result;
    prepare();
    kind = kind_of(path);
    if (kind != NOTHING)
    {
        action = decide(class, kind);
        if (fails(action)) return -1;
    }
    result = kind_of_record == R_UNLINK ? next_unlink(path) : kind_of_record == R_MKDIR ? next_mkdir(path, mode) : next_rmdir(path);
    if (kind != NOTHING && result == 0) record(kind_of_record, 0, 0, 0, below(path), 0, 0);
    if (action == KILL_AFTER || action == KILL_TORN) die();
    return result;
}

int unlink(const char *path) { return one_path(UNLINK, R_UNLINK, path, 0); }
int mkdir(const char *path, unsigned mode) { return one_path(MKDIR, R_MKDIR, path, mode); }
int rmdir(const char *path) { return one_path(UNLINK, R_RMDIR, path, 0); }
