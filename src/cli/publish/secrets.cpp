#include "cli/publish/secrets.hpp"

#include <cstdlib>

#include "edca/error.hpp"
#include "os/file.hpp"
#include "os/folder.hpp"
#include "os/process.hpp"

namespace edca::cli {
namespace {

/// The first line of what can be read; nothing where that has no end.
std::string first_line(const os::File& file) {
  constexpr std::size_t longest = std::size_t{64} << 10;
  std::string text;
  std::error_code error;
  char bytes[4096];
  while (text.find('\n') == std::string::npos) {
    if (text.size() > longest) return {};
    const std::size_t got = file.read(bytes, sizeof bytes, error);
    if (error || got == 0) return text;
    text.append(bytes, got);
  }
  return text.substr(0, text.find('\n'));
}

std::string read_file(const std::string& path) {
  std::error_code error;
  const os::File file = os::open(path, os::Open::read, error);
  const os::Status status = error ? os::Status() : file.status(error);
  if (error) {
    throw Error(ErrorKind::usage, "publish.token-file",
                {{"path", path}, {"reason", error.message()}});
  }
  if (status.kind == os::Kind::file && status.shared)
    throw Error(ErrorKind::usage, "publish.token-file-open", {{"path", path}});
  std::string line = first_line(file);
  while (line.ends_with('\r') || line.ends_with(' ')) line.pop_back();
  return line;
}

/// "name:password" of a file comes before what the environment says. Passwords may hold a colon,
/// and so may the names of keys (but never the keys).
void split(const std::string& line, std::size_t colon, std::string& name, std::string& password) {
  if (colon == std::string::npos) {
    password = line;
  } else {
    name = line.substr(0, colon);
    password = line.substr(colon + 1);
  }
}

}  // namespace

publish::Secrets read_secrets(publish::Credentials asked, const TargetConfig& target,
                              const std::string& token_file) {
  os::leave_no_core();
  publish::Secrets secrets;
  using publish::Credentials;
  if (asked == Credentials::token) {
    secrets.token = os::take_variable(target.token_variable);
    if (!token_file.empty()) secrets.token = read_file(token_file);
  } else if (asked == Credentials::password) {
    secrets.user = os::take_variable(target.user_variable);
    secrets.password = os::take_variable(target.password_variable);
    if (!token_file.empty()) {
      const std::string line = read_file(token_file);
      split(line, line.find(':'), secrets.user, secrets.password);
    }
  } else if (asked == Credentials::keys) {
    secrets.access_key = os::take_variable(target.access_key_variable);
    secrets.secret_key = os::take_variable(target.secret_key_variable);
    secrets.session_token = os::take_variable("AWS_SESSION_TOKEN");
    if (!token_file.empty()) {
      const std::string line = read_file(token_file);
      split(line, line.rfind(':'), secrets.access_key, secrets.secret_key);
    }
  }
  return secrets;
}

std::string state_folder() {
  const std::string folder = os::user_state_folder();
  if (folder.empty()) throw Error(ErrorKind::usage, "publish.no-home");
  return folder + "/edca/publish";
}

}  // namespace edca::cli
