#include "cli/publish/secrets.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "edca/error.hpp"

namespace edca::cli {
namespace {

void leave_no_core() {
  const struct rlimit none { 0, 0 };
  ::setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

std::string take_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return {};
  std::string copy = value;
  ::unsetenv(name.c_str());
  return copy;
}

std::string read_file(const std::string& path) {
  struct stat status {};
  std::ifstream file(path);
  if (::stat(path.c_str(), &status) != 0 || !file) {
    throw Error(ErrorKind::usage, "publish.token-file",
                {{"path", path}, {"reason", std::strerror(errno)}});
  }
  if (S_ISREG(status.st_mode) && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw Error(ErrorKind::usage, "publish.token-file-open", {{"path", path}});
  }
  std::string line;
  std::getline(file, line);
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
  leave_no_core();
  publish::Secrets secrets;
  using publish::Credentials;
  if (asked == Credentials::token) {
    secrets.token = take_variable(target.token_variable);
    if (!token_file.empty()) secrets.token = read_file(token_file);
  } else if (asked == Credentials::password) {
    secrets.user = take_variable(target.user_variable);
    secrets.password = take_variable(target.password_variable);
    if (!token_file.empty()) {
      const std::string line = read_file(token_file);
      split(line, line.find(':'), secrets.user, secrets.password);
    }
  } else if (asked == Credentials::keys) {
    secrets.access_key = take_variable(target.access_key_variable);
    secrets.secret_key = take_variable(target.secret_key_variable);
    secrets.session_token = take_variable("AWS_SESSION_TOKEN");
    if (!token_file.empty()) {
      const std::string line = read_file(token_file);
      split(line, line.rfind(':'), secrets.access_key, secrets.secret_key);
    }
  }
  return secrets;
}

std::string state_folder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return std::string(state) + "/edca/publish";
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') throw Error(ErrorKind::usage, "publish.no-home");
  return std::string(home) + "/.local/state/edca/publish";
}

}  // namespace edca::cli
