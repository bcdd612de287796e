#include "cli/publish/rewrites.hpp"
#include "json/canonical.hpp"

#include <functional>
#include <stdexcept>

#include "cli/interrupt.hpp"
#include "cli/log.hpp"
#include "items/item_reader.hpp"
#include "json/canonical.hpp"
#include "json/members.hpp"

namespace edca::cli {
namespace {

constexpr std::size_t most_shown = 5;

/// What is wrong with the files was said when they were validated.
Log::Options silent() {
  Log::Options options;
  options.of_a_rule = 0;
  return options;
}

}  // namespace

/// Reads the releases of one file.
class Rewrites::Reading final : public items::ItemReader {
 public:
  using Each = std::function<void(const std::string& ocid, const std::string& id,
                                  const base::Hash128& key, const base::Hash128& content)>;

  Reading(Log& log, Each each)
      : items::ItemReader(Encoding::utf8, {}, log), each_(std::move(each)) {
    accept_any_value();
  }

  static void run(Console& console, const std::string& local, Each each) {
    Log log(console, nullptr, silent());
    Reading reading(log, std::move(each));
    reading.read(io::expand({local}), [](std::uint64_t) { return !interrupted(); });
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

void Rewrites::add_published(const std::string& local) {
  Reading::run(console_, local,
               [&](const std::string&, const std::string&, const base::Hash128& key,
                   const base::Hash128& content) { published_.emplace(key, content); });
}

void Rewrites::compare(const std::string& local, const std::string& path) {
  Reading::run(console_, local,
               [&](const std::string& ocid, const std::string& id, const base::Hash128& key,
                   const base::Hash128& content) {
                 const auto found = published_.find(key);
                 if (found == published_.end() || found->second == content) return;
                 ++count_;
                 if (releases_.size() < most_shown) releases_.push_back({ocid, id, path});
               });
}

}  // namespace edca::cli
