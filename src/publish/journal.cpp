#include "publish/journal.hpp"

#include "base/instant.hpp"
#include "base/sha256.hpp"
#include "edca/publisher.hpp"

#include <ctime>
#include <filesystem>
#include <fstream>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t compact_from = 4u << 20;

void check(const std::error_code& error, const std::string& path,
           Result otherwise = Result::usage) {
  if (!error) return;
  throw Failure(otherwise, "publish.state", {{"path", path}, {"reason", error.message()}});
}

std::string line_of_known(const std::string& path, const Journal::Known& known) {
  return json::write(json::Object{
      {"event", "known"}, {"path", path}, {"sha256", known.sha256}, {"version", known.version}});
}

}  // namespace

Journal::Journal(std::string folder, std::string address) : folder_(std::move(folder)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  check(error, folder_);
  fs::permissions(folder_, fs::perms::owner_all, error);
  const std::string lock = folder_ + "/lock";
  lock_ = os::open(lock, os::Open::make, error);
  check(error, lock);
  if (!lock_.lock()) throw Failure(Result::conflict, "publish.locked", {{"address", address}});
  load();
  compact();
  open();
  if (cut_short_) append("");
}

void Journal::open() {
  std::error_code error;
  file_ = os::open(journal(), os::Open::append, error);
  check(error, journal());
  give_back();  // what a run that was killed had reserved
}

void Journal::add(std::string_view event, json::Object members) {
  json::Object line{{"time", base::date_time(std::time(nullptr))}, {"event", event}};
  for (json::Member& member : members) line.push_back(std::move(member));
  append(json::write(line));
}

void Journal::reserve(std::uint64_t bytes) {
  std::error_code error;
  file_.reserve(bytes, error);
  check(error, journal(), Result::failed);
}

void Journal::give_back() noexcept {
  std::error_code ignored;
  file_.reserve(0, ignored);
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
  std::ifstream file(fs::path(journal()), std::ios::binary);
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
  std::error_code error;
  if (const auto size = fs::file_size(journal(), error); error || size < compact_from) return;
  fs::rename(journal(), folder_ + "/journal.before.jsonl", error);
  open();
  for (const auto& [path, known] : known_) append(line_of_known(path, known));
  sync();
}

void Journal::append(const std::string& line) {
  std::error_code error;
  file_.write(line + "\n", error);
  check(error, journal(), Result::failed);
}

void Journal::sync() {
  std::error_code error;
  file_.sync_data(error);
  check(error, journal(), Result::failed);
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
  return name.substr(0, 60) + "-" + base::sha256(address).substr(0, 12);
}

}  // namespace edca::publish
