#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace edca {

/// Named values that fill the `{placeholders}` of a message.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// Why a piece of work could not be done.
enum class ErrorKind {
  usage,    ///< the arguments of the call make no sense together
  input,    ///< an input or output cannot be read or written
  schema,   ///< a profile, extension, codelist or schema is unknown or broken
  network,  ///< a remote system failed or refused
};

/// Work that could not be done. Data that is wrong is a Finding, never an Error.
///
/// `key()` names a message of the catalogue and `arguments()` fill its placeholders, so that the
/// sentence can be given in either language; `what()` is the key, for logs of the library's users.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& key, Arguments arguments = {})
      : std::runtime_error(key), kind_(kind), arguments_(std::move(arguments)) {}

  ErrorKind kind() const noexcept { return kind_; }
  std::string key() const { return what(); }
  const Arguments& arguments() const noexcept { return arguments_; }

 private:
  ErrorKind kind_;
  Arguments arguments_;
};

}  // namespace edca
