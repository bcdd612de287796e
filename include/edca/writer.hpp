#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace edca {

/// Writes a file whole or not at all: it gets its name only by commit(), so that a run that fails
/// or is killed leaves nothing behind and nothing half-written in the place of what was there.
class Writer {
 public:
  /// `path`: "" or "-" is standard output, which gets everything as it comes. Throws Error(input):
  /// "output.exists" when there is a file and `overwrite` is false, "output.open" when none can be
  /// made there.
  explicit Writer(const std::string& path, bool overwrite = false);
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  /// Throws Error(input, "output.write").
  void write(std::string_view bytes);
  /// Whether nobody reads standard output any more, so that there is no use in going on.
  bool closed() const;
  /// Gives the file its name; nothing may be written after. Throws Error(input): "output.write", or
  /// "output.exists" when somebody else made one meanwhile.
  void commit();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
