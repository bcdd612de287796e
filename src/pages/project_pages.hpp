#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "pages/columns.hpp"
#include "pages/notes.hpp"
#include "pages/overview.hpp"
#include "pages/process_shards.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

/// Makes what pages have of projects of OC4IDS: one after the other, in the order of publication.
class ProjectPages {
 public:
  /// Everything must outlive this.
  ProjectPages(const TakeShard& take, Codes& currencies, Overview& overview)
      : currencies_(currencies),
        overview_(overview),
        projects_("projects", "projects", take),
        list_("project-list", rows_of_list, take) {}

  void add(std::string_view project, const std::vector<Notes::Note>& notes);
  /// After the last one. Answers what the index says of them as JSON.
  std::string finish();

 private:
  static constexpr std::uint64_t rows_of_list = 500;

  Codes& currencies_;
  Overview& overview_;
  json::Tree tree_;
  ItemShards projects_;
  ListShards list_;
};

}  // namespace edca::pages
