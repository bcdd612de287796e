#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

// Files and their names. What can fail takes a std::error_code: it is empty afterwards where
// nothing failed, and its message() is what the system says. Calls that a signal broke off go on.
// Programs that are started get none of the files.

namespace edca::os {

enum class Kind { file, folder, link, other, unknown };

/// What the system knows of a file.
struct Status {
  Kind kind = Kind::unknown;
  std::uint64_t bytes = 0;
  /// Which file it is, whatever its name.
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::int64_t modified = 0;              ///< seconds since 1970 UTC
  std::int64_t modified_nanoseconds = 0;  ///< of that second
  bool shared = false;  ///< others than its owner may do something with it; false on Windows,
                        ///< where the folder says who may
  bool mine = false;    ///< its owner is the user of the program; true on Windows

  bool same_file(const Status& other) const {
    return device == other.device && number == other.number;
  }
};

/// Whether a link stands for what it leads to or for itself.
enum class Links { follow, keep };

Status status(const std::string& path, std::error_code& error, Links links = Links::follow);

enum class Stream { input, output, error };

/// An open file, folder, pipe or device, or none. Closed at the end, but for standard streams.
class File {
 public:
  using Native = std::intptr_t;  ///< what the system calls it

  File() noexcept = default;
  explicit File(Native native, bool owned = true) noexcept : native_(native), owned_(owned) {}
  /// Stays open when this ends.
  static File standard(Stream stream) noexcept;
  ~File() { close(); }
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  explicit operator bool() const noexcept { return native_ != none; }
  void close() noexcept;
  Native native() const noexcept { return native_; }
  /// Another way to the same file, which is closed by itself.
  File duplicate(std::error_code& error) const;

  Status status(std::error_code& error) const;
  bool is_terminal() const noexcept;
  /// Bytes free where the file lies.
  std::uint64_t free_space(std::error_code& error) const;
  /// Whether this file may be kept open beside many others.
  bool may_stay_open() const noexcept;

  /// At least one byte; 0 only at the end. Waits, even where somebody made the file non-blocking.
  std::size_t read(char* data, std::size_t size, std::error_code& error) const;
  /// All bytes; fewer only where the file ends.
  std::size_t read_at(std::uint64_t offset, char* data, std::size_t size,
                      std::error_code& error) const;
  /// Writes all of it. Nobody reads any more: std::errc::broken_pipe.
  void write(std::string_view bytes, std::error_code& error) const;
  /// Writes the parts, one after the other.
  void write(std::span<const std::string_view> parts, std::error_code& error) const;
  /// Leaves nothing in the file; writing begins at its start.
  void cut(std::error_code& error) const;
  /// Keeps space for bytes behind the end, so that a full disk does not hinder writing them; gives
  /// what is kept back with 0. Where the file system cannot, nothing happens.
  void reserve(std::uint64_t bytes, std::error_code& error) const;
  /// Gives the space of bytes that are no longer needed back, where the file system can.
  void release(std::uint64_t offset, std::uint64_t size) const noexcept;

  /// Waits until the file survives a crash of the system; sync_data() without its times.
  void sync(std::error_code& error) const;
  void sync_data(std::error_code& error) const;
  /// Keeps other programs from locking it while it is open; false where one has. Folders on
  /// Windows: those of the same machine.
  bool lock() const noexcept;
  /// Everybody may read it, and the owner write. Nothing happens on Windows.
  void let_read(std::error_code& error) const;

  /// Names a file of open_nameless(). std::errc::file_exists where the name is taken.
  void give_name(const std::string& path, std::error_code& error) const;
  /// The same with a name of its own, that begins with `start`.
  std::string give_temporary_name(const std::string& start, std::error_code& error) const;

 private:
  static constexpr Native none = -1;

  Native native_ = none;
  bool owned_ = true;
};

enum class Open {
  read,    ///< what is there; waits for the writer of a named pipe
  write,   ///< what is there, in place
  make,    ///< and keep what is there
  empty,   ///< make, or cut to nothing
  append,  ///< make, and write behind what is there
};

/// Files that are made are for their owner alone; on Windows for whom their folder is. None where
/// that fails.
File open(const std::string& path, Open how, std::error_code& error);

/// Who may use a file that is made: its owner, or all whom the system usually lets.
enum class Users { owner, usual };

/// Makes a file with a name of its own, `path`, that begins with `start`.
File make_temporary(const std::string& start, Users users, std::string& path,
                    std::error_code& error);

/// A file that never has a name, to write and read in: it is gone when it is closed, whatever
/// becomes of the program.
File open_scratch(const std::string& folder, std::error_code& error);

/// A file to write that has no name yet, for all whom the system usually lets. None, without an
/// error, where the system or the folder cannot have one: then make_temporary() says why.
File open_nameless(const std::string& folder) noexcept;

}  // namespace edca::os
