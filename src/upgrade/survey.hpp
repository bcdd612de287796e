#pragma once

#include <functional>
#include <string>
#include <vector>

#include "io/inputs.hpp"
#include "json/reader.hpp"
#include "upgrade/ids.hpp"

namespace edca::upgrade {

/// Copies of inputs that can be read only once, for as long as this lives.
class Copies {
 public:
  Copies() = default;
  ~Copies();
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;

  /// Copies standard input and pipes to files in os::temporary_folder(folder) and has the inputs
  /// lead there. One that gives nothing stays as it is. `more`: whether to go on. Throws
  /// Error(input, "spool.failed").
  void take(std::vector<io::Input>& inputs, const std::string& folder,
            const std::function<bool()>& more);

 private:
  std::vector<std::string> paths_;
};

/// Looks at the ids of all inputs: once, and again where some have white space around them. What
/// cannot be read is left to whoever reads it next. `more`: whether to go on.
void survey(const std::vector<io::Input>& inputs, const json::ReaderOptions& options,
            const std::function<bool()>& more, Ids& ids);

}  // namespace edca::upgrade
