#pragma once

#include "base/rule_id.hpp"
#include "edca/error.hpp"
#include "edca/read_options.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What an InputFault tells: rule, variant, arguments.
//
//   input.unreadable  missing            nothing there (or a link to nothing)
//                     permission         the system does not allow it
//                     is-folder          a folder where a file is needed
//                     read-error         reason: what the system says (its own words, in English)
//                     no-json-in-folder  the folder and those below hold nothing to read
//                     no-members         the zip holds nothing to read
//                     broken-gzip        not gzip, damaged, or a wrong checksum
//                     broken-zstd        not zstd, damaged, or a wrong checksum
//                     broken-zip         not zip, damaged, or a wrong checksum
//                     zstd-window        limit: MiB; the stream asks for more memory than that
//                     zip-encrypted      the member needs a password
//                     zip-overlap        members that lie over one another
//                     zip-method         method: number of a compression that is not deflate
//                     zip-stream         a zip through a pipe: it can only be read from a file
//                     zip-name           a zip without the name of one, found in a folder
//   input.truncated   gzip, zstd, zip    the bytes end before their format does
//   input.ratio       (empty)            ratio: reached, a whole number; limit: allowed

namespace edca::io {

class CellText;

/// How the bytes of an input are packed.
enum class Packing { plain, gzip, zstd, zip_member };

using edca::Encoding;

/// One thing to read: a file, a member of a zip archive or standard input.
struct Input {
  std::string name;    ///< as reported: forward slashes; `a.zip/inner.json` for a member
  std::string path;    ///< file to open; empty for standard input
  std::string member;  ///< name inside the zip at `path`; empty otherwise
  Packing packing = Packing::plain;
  std::uint64_t bytes = 0;  ///< size on disk (of the compressed member in a zip); 0 when unknown
  /// Where the directory of the zip lists the member; 0: unknown, then it is looked for by name.
  std::uint64_t member_entry = 0;
  /// Which regular file it is, whatever its name; zeros for others.
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  /// A pipe or a device: like standard input it can be opened and read only once.
  bool stream = false;
  /// A spreadsheet, CSV, or a folder or zip with some: of itself no JSON; rows::expand() makes
  /// some.
  bool tabular = false;
  /// The bytes themselves, where they lie in memory: nothing is opened then.
  std::optional<std::string_view> memory = {};
  /// What was made of the cells of a tabular input; `memory` is its text then.
  std::shared_ptr<const CellText> cells = {};

  bool standard_input() const { return path.empty() && !memory; }
};

/// What is wrong with the bytes of an input themselves. Thrown by Source::read; the reader turns it
/// into a finding at the place reached.
struct InputFault : std::exception {
  explicit InputFault(base::RuleId id, std::string which = {}, Arguments values = {})
      : rule(id), variant(std::move(which)), arguments(std::move(values)) {}
  const char* what() const noexcept override { return "input fault"; }

  base::RuleId rule;    ///< "input.unreadable", "input.truncated" or "input.ratio"
  std::string variant;  ///< of the sentence
  Arguments arguments;
};

/// The bytes of one input, unpacked.
class Source {
 public:
  virtual ~Source() = default;
  /// Fills up to `size` bytes and returns how many; 0 only at the end. Throws InputFault; bytes
  /// that came before the fault were returned by earlier calls.
  virtual std::size_t read(char* data, std::size_t size) = 0;
  /// Packed bytes that the bytes read so far took, for sources that unpack; else no limit. What
  /// unpacks this source holds its own ratio against it, so that two packings do not multiply.
  virtual std::uint64_t packed() const { return UINT64_MAX; }
};

/// Limits against archive bombs: past `free` unpacked bytes, at most `ratio` times the packed ones.
struct UnpackLimits {
  std::uint64_t ratio = 200;
  std::uint64_t free = 64u << 20;
};

/// Opens an input. Throws InputFault(input.unreadable): missing, no permission, not the format that
/// its packing promises; a folder and a zip where none is to be say so when they are read. Plain
/// inputs (files, pipes, standard input) that begin as gzip or zstd do are unpacked all the same;
/// members of a zip by their name (.gz, .zst).
std::unique_ptr<Source> open(const Input& input, const UnpackLimits& limits);

/// Wraps a source in a one-byte encoding so that it gives UTF-8.
std::unique_ptr<Source> transcode(std::unique_ptr<Source> source, Encoding encoding);

// What open() is made of, one file each: compressed.cpp (zlib, zstd) and archive.cpp (zip).
std::unique_ptr<Source> gunzip(std::unique_ptr<Source> packed, const UnpackLimits& limits);
std::unique_ptr<Source> unzstd(std::unique_ptr<Source> packed, const UnpackLimits& limits);
std::unique_ptr<Source> open_member(const Input& input, const UnpackLimits& limits);
/// The members of a zip that end like inputs do, in the order of the archive; the others, as they
/// are shown, go to `skipped`. Throws InputFault.
std::vector<Input> list_members(const std::string& path, const std::string& name,
                                std::vector<std::string>* skipped = nullptr);

/// What the directory of a zip says of the bytes of a member.
struct MemberFacts {
  bool deflated = true;  ///< else stored
  std::uint32_t checksum = 0;
  std::uint64_t size = 0;  ///< unpacked
};

/// Unpacks the bytes of a member and holds them against its facts at the end.
std::unique_ptr<Source> unzip(std::unique_ptr<Source> packed, const MemberFacts& facts,
                              const UnpackLimits& limits);

}  // namespace edca::io
