#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace edca {

/// An input that is no file: bytes that lie in memory, or that come piece by piece. Its argument()
/// may stand wherever a run takes the name of an input, beside files and folders:
///
///     const edca::GivenInput input("answer.json", bytes);
///     validator.run({input.argument(), "folder"}, sink);
///
/// What is read is told by its first bytes: JSON in all forms that files may have, gzip or
/// Zstandard (RFC 1952, RFC 8878). Zips and tables need a file; for them a run says so, as for
/// pipes.
///
/// Any number may live at once, in any threads. A run that knows the argument goes on with what it
/// has when this object is gone; of bytes in memory the bytes must outlive the run.
class GivenInput {
 public:
  /// Fills up to `size` bytes and answers how many; 0 only at the end. Called from a thread of the
  /// run, never twice at once. What it throws comes out of the run.
  using Read = std::function<std::size_t(char* to, std::size_t size)>;

  /// Bytes in memory, which can be read as often as a run wants to. `name`: how findings call it.
  GivenInput(std::string name, std::string_view bytes);
  /// Bytes that come piece by piece and only once, as those of a pipe do: what a run has to read
  /// again it keeps in a temporary file.
  GivenInput(std::string name, Read read);
  /// Whether a read would have to wait for more. Called from a thread of the run, beside nothing
  /// else of this input.
  using Waits = std::function<bool()>;
  /// JSON Lines that come piece by piece, whatever they look like: each line is one text, or none
  /// and a finding. Before a read that would have to wait, what came is judged and handed on.
  static GivenInput lines(std::string name, Read read, Waits waits);
  ~GivenInput();
  GivenInput(GivenInput&&) noexcept;
  GivenInput& operator=(GivenInput&&) noexcept;

  /// What stands for it among the inputs of a run. No file has such a name.
  const std::string& argument() const noexcept;

 private:
  struct Parts;
  explicit GivenInput(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
