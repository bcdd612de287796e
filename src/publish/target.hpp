#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "edca/publisher.hpp"
#include "publish/client.hpp"

namespace edca::publish {

/// What became of a write.
struct Reply {
  enum class Fate {
    done,
    not_done,  ///< nothing was sent
    /// The server says so. It may be a gateway that does not know: it is read back. Bytes that are
    /// neither old nor new are not ours then.
    denied,
    unknown,  ///< it must be read back before anything else is done
  };
  Fate fate = Fate::done;
  std::optional<Failure> failure;  ///< unless done
  bool again = false;              ///< the same write may work later
  unsigned retry_after = 0;        ///< seconds that the server asks for

  bool done() const { return fate == Fate::done; }
};

/// What a target holds under a path.
struct Remote {
  bool exists = false;
  std::uint64_t bytes = 0;
  std::string version;  ///< changes when the bytes do; may be empty
  std::string sha256;   ///< where the target is known to keep it true; else empty

  bool operator==(const Remote&) const = default;
};

/// Takes bytes that were read; clear() takes all back, for a new attempt.
class Sink {
 public:
  /// Reading is broken off where there are more: an answer may never end.
  std::uint64_t most_bytes = std::uint64_t{1} << 30;
  /// Some that are larger are known.
  void expect(std::uint64_t bytes) { most_bytes = std::max(most_bytes, bytes + (bytes >> 4)); }

  virtual ~Sink() = default;
  virtual void clear() = 0;
  virtual void add(std::string_view bytes) = 0;
};

/// A place where files are published. Each kind is one file; contract_test.cpp holds for all.
class Target {
 public:
  virtual ~Target() = default;

  /// Looks whether it can be used. Throws Failure.
  virtual void open() {}
  /// Whether it has a place for the file.
  virtual bool takes(const File& file) const { return static_cast<void>(file), true; }
  /// Where readers find the file; empty when that is not known.
  virtual std::string url(const std::string& path) const = 0;

  /// What stands under the path now. Throws Failure.
  virtual Remote look(const std::string& path) = 0;
  /// Forgets what it remembers of the remote: something may have happened there.
  virtual void refresh() {}
  /// Whether what the target says of the file beside its bytes is right as well.
  virtual bool describes(const File& file) { return static_cast<void>(file), true; }
  /// Reads the bytes at their origin; false: there is no such file. Throws Failure.
  virtual bool fetch(const std::string& path, Sink& sink) = 0;
  /// Reads the bytes as anybody would, without credentials. The same.
  virtual bool read(const std::string& path, Sink& sink) = 0;
  /// The size that anybody is told; nothing: there is no such file. Throws Failure.
  virtual std::optional<std::uint64_t> size(const std::string& path) = 0;

  /// Before the first change: takes the lock of the remote, where it has one. Throws Failure.
  virtual void begin() {}
  /// Whether a write is done only when the bytes sent were those that File::sha256 tells of.
  virtual bool proves_bytes() const { return false; }
  /// One attempt to put the file in place of what look() had told. Others see the old bytes until
  /// they see all of the new ones.
  virtual Reply write(const File& file, const Remote& before, const Client::Progress& progress) = 0;
  /// One attempt to take a file away.
  virtual Reply remove(const std::string& path, const Remote& before) = 0;
  /// From here on, files are written to put back what was there before the run.
  virtual void restore() {}
  /// Takes away what begin() made, when all files are as before. Throws Failure.
  virtual void undo_begin() {}
  /// After the last change, whatever came of the run.
  virtual void end() noexcept {}

  /// Whether changes become visible together, by commit(), and go away again together, by revert().
  virtual bool at_once() const { return false; }
  /// Both throw Failure.
  virtual void commit() {}
  virtual void revert() {}
  /// All is known to be right: from here on nothing is put back. Throws Failure.
  virtual void keep() {}
};

std::unique_ptr<Target> make_folder_target(const Settings& settings, Client& client);
std::unique_ptr<Target> make_dav_target(const Settings& settings, Client& client);
std::unique_ptr<Target> make_s3_target(const Settings& settings, Client& client);
std::unique_ptr<Target> make_ckan_target(const Settings& settings, Client& client);

}  // namespace edca::publish
