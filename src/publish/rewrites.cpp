#include "publish/rewrites.hpp"

#include <functional>
#include <stdexcept>

#include "base/session.hpp"
#include "items/item_reader.hpp"
#include "json/canonical.hpp"
#include "json/members.hpp"
#include "publish/run.hpp"

namespace edca::publish {
namespace {

constexpr std::size_t most_named = 5;

/// What is wrong with the files was said when they were validated.
class Silent final : public FindingSink {
 public:
  void finding(const Finding& finding) override { static_cast<void>(finding); }
  void file(const FileSummary& file) override { static_cast<void>(file); }
};

/// Reads the releases of one file.
class Reading final : public items::ItemReader {
 public:
  using Each = std::function<void(const std::string& ocid, const std::string& id,
                                  const base::Hash128& key, const base::Hash128& content)>;

  Reading(items::RunLog& log, Each each)
      : items::ItemReader(Encoding::utf8, {}, log), each_(std::move(each)) {
    accept_any_value();
  }

  static void run(const Session& session, const std::string& local, Each each) {
    Silent sink;
    items::RunLog log(sink);
    Reading reading(log, std::move(each));
    reading.read(io::expand({local}), [&](std::uint64_t) { return !base::cancelled(session); });
  }

 private:
  void take(Kind kind, const Item& item) override {
    if (kind != Kind::release && kind != Kind::compiled_release) return;
    std::string_view values[2];
    if (item.text.starts_with('{')) json::find_members(item.text, {"ocid", "id"}, values);
    const auto ocid = json::decoded(values[0]);
    const std::string id = json::decoded(values[1]).value_or(std::string(values[1]));
    if (!ocid || id.empty()) return;
    try {
      const base::Hash128 key = base::KeyedHash::Mixer(hash_, 0).add(*ocid).add(id).finish();
      each_(*ocid, id, key, json::canonical_hash(item.text));
    } catch (const std::invalid_argument&) {
      return;
    }
  }
  std::uint64_t begin_package(Kind, const json::Value&) override { return 1; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}

  base::KeyedHash hash_;
  Each each_;
};

/// Packages: what packs them another way says the same.
bool holds_releases(const File& file) {
  return file.kind == "release-package" && file.path == file.package;
}

}  // namespace

void RewriteSearch::add_published(const std::string& local) {
  Reading::run(session_, local,
               [&](const std::string&, const std::string&, const base::Hash128& key,
                   const base::Hash128& content) { published_.emplace(key, content); });
}

void RewriteSearch::compare(const std::string& local, const std::string& path) {
  Reading::run(session_, local,
               [&](const std::string& ocid, const std::string& id, const base::Hash128& key,
                   const base::Hash128& content) {
                 const auto found = published_.find(key);
                 if (found == published_.end() || found->second == content) return;
                 ++found_.count;
                 if (found_.first.size() < most_named) found_.first.push_back({ocid, id, path});
               });
}

Rewrites Publisher::Run::find_rewrites() {
  RewriteSearch search(session_);
  std::vector<const File*> changed;
  for (const Change& change : changes_) {
    if (change.action == Action::keep || !holds_releases(change.file)) continue;
    changed.push_back(&change.file);
    if (change.action == Action::replace) search.add_published(fetch(change.file.path));
  }
  if (!search.any_published()) return {};
  for (const File* file : changed) search.compare(file->local, file->path);
  return search.found();
}

Rewrites Publisher::find_rewrites() {
  return run_->find_rewrites();
}

}  // namespace edca::publish
