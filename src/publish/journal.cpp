#include "publish/journal.hpp"

#include "base/sha256.hpp"
#include "edca/publisher.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t compact_from = 4u << 20;

[[noreturn]] void fail(const std::string& path, int error) {
  throw Failure(Result::usage, "publish.state", {{"path", path}, {"reason", std::strerror(error)}});
}

std::string timestamp() {
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string line_of_known(const std::string& path, const Journal::Known& known) {
  return json::write(json::Object{
      {"event", "known"}, {"path", path}, {"sha256", known.sha256}, {"version", known.version}});
}

}  // namespace

Journal::Journal(std::string folder, std::string address) : folder_(std::move(folder)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) fail(folder_, error.value());
  fs::permissions(folder_, fs::perms::owner_all, error);
  const std::string lock = folder_ + "/lock";
  lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) fail(lock, errno);
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw Failure(Result::conflict, "publish.locked", {{"address", address}});
  }
  load();
  compact();
  const std::string journal = folder_ + "/journal.jsonl";
  file_ = ::open(journal.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) fail(journal, errno);
  if (cut_short_) append("");
}

Journal::~Journal() {
  if (file_ >= 0) ::close(file_);
  ::close(lock_);
}

void Journal::add(std::string_view event, json::Object members) {
  json::Object line{{"time", timestamp()}, {"event", event}};
  for (json::Member& member : members) line.push_back(std::move(member));
  append(json::write(line));
}

void Journal::try_note(std::string_view event, json::Object members) noexcept {
  try {
    note(event, std::move(members));
  } catch (const std::exception&) {
    return;
  }
}

void Journal::know(const std::string& path, Known known) {
  append(line_of_known(path, known));
  known_[path] = std::move(known);
}

std::optional<Journal::Known> Journal::known(const std::string& path) const {
  const auto found = known_.find(path);
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

void Journal::load() {
  std::ifstream file(folder_ + "/journal.jsonl");
  for (std::string line; std::getline(file, line);) {
    cut_short_ = file.eof();
    // The last line of a run that was killed may be half a line.
    try {
      const json::Value value = json::parse(line, "journal");
      const std::string_view event = value.text("event");
      const std::string path(value.text("path"));
      if (event == "known") {
        known_[path] = {std::string(value.text("sha256")), std::string(value.text("version"))};
      } else if (event == "write" || event == "remove") {
        known_.erase(path);
      }
    } catch (const Error&) {
      continue;
    }
  }
}

void Journal::compact() {
  const std::string journal = folder_ + "/journal.jsonl";
  std::error_code error;
  if (const auto size = fs::file_size(journal, error); error || size < compact_from) return;
  fs::rename(journal, folder_ + "/journal.before.jsonl", error);
  file_ = ::open(journal.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) fail(journal, errno);
  for (const auto& [path, known] : known_) append(line_of_known(path, known));
  sync();
  ::close(file_);
}

void Journal::append(const std::string& line) {
  const std::string text = line + "\n";
  if (::write(file_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    fail(folder_ + "/journal.jsonl", errno);
  }
}

void Journal::sync() {
  if (::fdatasync(file_) != 0) fail(folder_ + "/journal.jsonl", errno);
}

std::string state_name(std::string_view address) {
  std::string name;
  for (const char c : address) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) {
      name += c;
    } else if (!name.ends_with('-')) {
      name += '-';
    }
  }
  base::Sha256 hash;
  hash.add(address);
  return name.substr(0, 60) + "-" + hash.hex().substr(0, 12);
}

}  // namespace edca::publish
