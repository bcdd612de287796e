#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "io/grouper.hpp"
#include "json/value.hpp"
#include "portal/dates.hpp"
#include "portal/figures.hpp"
#include "portal/item_texts.hpp"
#include "portal/portal.hpp"
#include "portal/process.hpp"

namespace edca::portal {

/// An item in the order in which it is published.
struct Placed {
  ItemKind kind = ItemKind::release;
  std::string year;
  DateRange dates;
  std::uint64_t package = 0;  ///< that it came in
  std::uint64_t awards_and_contracts = 0;
  bool made = false;  ///< a record that was merged here
  Judgement judgement;
  std::string_view text;
};

struct ByText {
  bool operator()(const std::string* left, const std::string* right) const {
    return *left < *right;
  }
};
using Texts = std::set<const std::string*, ByText>;

/// Takes items in any order, puts those of a process together, merges them, and gives them back in
/// the order in which they are published: releases and records by year, then by date, OCID and id.
/// A record and its process belong to the year of the oldest release, so that they never move.
///
/// What is sorted is small: of a text only its facts and where it stands. A text is read again
/// where releases have to be compared or merged, and when it is handed on.
class Content {
 public:
  /// `options` must outlive it. Without `keep_uris`, uri() is empty.
  Content(const Options& options, bool keep_uris);

  std::uint64_t add_package(std::string_view file, const std::string& path);
  void describe(std::uint64_t package, ItemKind kind, const json::Value& metadata);
  void add(const NewItem& item);

  /// After the last add(). `rules` may be nullptr.
  void arrange(const merge::Rules* rules);
  /// Hands on all items. After arrange().
  template <class Take>
  void each(Take take) {
    io::GroupBatch batch;
    while (ordered_->next(batch, batch_bytes)) {
      for (const io::Group& group : batch.groups) {
        for (const io::Entry& entry : std::span(batch.entries).subspan(group.first, group.count)) {
          take(placed(group.key, entry));
        }
      }
    }
  }

  /// What the packages of the items of a kind and year say of themselves, but for what belongs to
  /// one package alone: JSON texts, each once.
  Texts descriptions(ItemKind kind, const std::string& year) const;
  const std::string& uri(std::uint64_t package) const { return packages_[package].uri; }
  /// The dates on which the packages say that they were published.
  const DateRange& published() const { return published_; }
  /// Registered prefixes of the OCIDs (or of the ids of projects), "" among them where there is
  /// none; two are enough.
  const std::set<std::string>& prefixes(ItemKind kind) const {
    return prefixes_[kind == ItemKind::project ? 1 : 0];
  }
  const std::map<std::string, Figures>& years() const { return years_; }

 private:
  struct File {
    std::string name;
    std::uint32_t number = 0;  ///< in texts_; 0 where texts do not stay in it
  };
  struct Package {
    std::size_t file = 0;                      ///< index in files_
    const std::string* description = nullptr;  ///< in descriptions_
    std::string uri;
  };
  static constexpr std::size_t batch_bytes = std::size_t{1} << 20;

  Placed placed(std::string_view key, const io::Entry& entry);
  void place_project(const NewItem& item);
  TextRef keep(const NewItem& item);
  void note_prefix(ItemKind kind, std::string_view id);
  void tell(Problem::Kind kind, std::uint64_t package, std::string ocid, std::string id = {},
            std::string detail = {}) const;

  void place(const Process& process);
  void place_record(const Process& process);
  void use(ItemKind kind, const std::string& year, std::uint64_t package);
  void place(const Placed& item, const TextRef& text, std::string_view ocid, std::string_view id);

  const Options& options_;
  bool keep_uris_;
  std::vector<File> files_;
  std::vector<Package> packages_;
  std::set<std::string> descriptions_[2];  ///< of releases and records, and of projects
  std::map<std::pair<ItemKind, std::string>, Texts> used_;
  DateRange published_;
  std::set<std::string> prefixes_[2];
  std::map<std::string, Figures> years_;
  ItemTexts texts_;
  std::unique_ptr<io::Grouper> processes_;
  std::unique_ptr<io::Grouper> ordered_;
  std::string facts_;
  std::string text_;  ///< of the item that is handed on
};

}  // namespace edca::portal
