#pragma once

#include <memory>
#include <string_view>

#include "edca/publisher.hpp"

namespace edca::publish {

class Client;
class Target;

/// What a target asks of those who write to it.
enum class Credentials : unsigned char {
  none,
  token,
  password,  ///< with the name of a user
  keys,      ///< one that is known, and one that signs
};

/// What is true of all targets of one kind.
struct TargetKind {
  std::string_view scheme;  ///< what their addresses begin with
  Credentials credentials = Credentials::none;
  bool folder = false;     ///< the address goes on with a path on this machine
  bool readable = false;   ///< readers find the files where they are written
  bool catalogue = false;  ///< it has pages of its own, and a dataset whose files are data alone
  std::unique_ptr<Target> (*make)(const Settings& settings, Client& client) = nullptr;
};

/// That of an address; nullptr when it is of none.
const TargetKind* find_target_kind(std::string_view address);
/// What stands behind the scheme; the address is of some kind.
std::string_view behind_scheme(std::string_view address);

/// The target for the address of the settings. Throws Failure(usage).
std::unique_ptr<Target> make_target(const Settings& settings, Client& client);

}  // namespace edca::publish
