#include "publish/folder_list.hpp"

#include <cstdlib>

#include "json/value.hpp"
#include "publish/folder_path.hpp"

namespace edca::publish {
namespace {

constexpr const char* list_name = "list.jsonl";
constexpr const char* kept_name = "kept.jsonl";

using std::errc;

std::string text_of(const os::File& file, std::error_code& error) {
  std::string text(file.status(error).bytes, '\0');
  if (!error) text.resize(file.read_at(0, text.data(), text.size(), error));
  return text;
}

}  // namespace

bool FolderList::is_name(const std::string& name) {
  return name == list_name || name == kept_name;
}

void FolderList::make(const os::HeldFolder& work, const std::string& shown) {
  shown_ = shown;
  std::error_code error;
  work_ = work.duplicate(error);
  if (!error) file_ = work_.make(list_name, error);
  check_folder(error, shown_ + "/" + list_name);
  begun_ = true;
}

void FolderList::load(const os::HeldFolder& work, const std::string& shown) {
  shown_ = shown;
  std::error_code error;
  work_ = work.duplicate(error);
  check_folder(error, shown_);
  file_ = work_.open(list_name, os::Open::read, error);
  if (error == errc::no_such_file_or_directory) {
    file_ = work_.open(kept_name, os::Open::read, error);
    if (error == errc::no_such_file_or_directory) return;
    kept_ = true;
  }
  const std::string text = error ? std::string() : text_of(file_, error);
  check_folder(error, shown_ + "/" + (kept_ ? kept_name : list_name));
  begun_ = true;
  for (std::size_t start = 0, end; (end = text.find('\n', start)) != std::string::npos;
       start = end + 1) {
    read_line(text.substr(start, end - start));
  }
}

void FolderList::read_line(const std::string& line) {
  json::Value value;
  try {
    value = json::parse(line, list_name);
  } catch (const Error&) {
    return;  // the system went down while it was written; nothing that it says was done
  }
  if (is_portal_path(value.text("stray"))) strays_.emplace_back(value.text("stray"));
  if (is_portal_path(value.text("folder"))) folders_.emplace_back(value.text("folder"));
  if (!is_portal_path(value.text("path"))) return;
  Entry entry;
  entry.number = std::strtoull(std::string(value.text("number")).c_str(), nullptr, 10);
  entry.path = value.text("path");
  entry.fresh = value.text("new");
  entry.old = value.text("old");
  entry.beside = value.find("beside") != nullptr;
  if (entry.beside) entry.above = value.text("beside");
  entries_.push_back(std::move(entry));
}

void FolderList::add(const Entry& entry) {
  json::Object line{
      {"number", std::to_string(entry.number)}, {"path", entry.path}, {"new", entry.fresh}};
  if (!entry.old.empty()) line.emplace_back("old", entry.old);
  if (entry.beside) line.emplace_back("beside", entry.above);
  append(json::write(line));
  entries_.push_back(entry);
}

void FolderList::add_stray(const std::string& path) {
  append(json::write(json::Object{{"stray", path}}));
  strays_.push_back(path);
}

void FolderList::add_folder(const std::string& path) {
  append(json::write(json::Object{{"folder", path}}));
  folders_.push_back(path);
}

void FolderList::append(const std::string& line) {
  std::error_code error;
  file_.write(line + "\n", error);
  check_folder(error, shown_ + "/" + list_name);
}

void FolderList::sync() {
  std::error_code error;
  file_.sync(error);
  if (!error) work_.sync(error);
  check_folder(error, shown_ + "/" + list_name);
}

void FolderList::keep() {
  std::error_code error;
  work_.rename(list_name, work_, kept_name, error);
  check_folder(error, shown_ + "/" + list_name);
  kept_ = true;
  work_.sync(error);
}

void FolderList::remove(std::error_code& error) {
  error.clear();
  if (!begun_) return;
  work_.remove(kept_ ? kept_name : list_name, error);
  if (!error || error == errc::no_such_file_or_directory) *this = FolderList();
}

}  // namespace edca::publish
