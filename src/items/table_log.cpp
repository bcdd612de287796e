#include "items/table_log.hpp"

#include <utility>

#include "advertising/archive.hpp"
#include "messages/messages.hpp"

namespace edca::items {
namespace {

constexpr std::size_t shown = 60;

std::string shown_as(const std::string& text) {
  return messages::shorten(messages::readable(text), shown);
}

}  // namespace

void TableLog::found(Finding& finding) {
  if (!finding.new_value.empty()) {
    finding.arguments.emplace_back("old", shown_as(finding.old_value));
    finding.arguments.emplace_back("new", shown_as(finding.new_value));
  }
  log_.add(std::move(finding), file_);
}

void TableLog::end(const advertising::FileFacts& facts) {
  FileSummary& file = log_.file(file_);
  file.profile = advertising::profile;
  file.version = facts.lineage;
  file.reason = facts.lineage.empty() ? "profile.advertising" : "profile.advertising-table";
  file.reason_arguments = {{"table", facts.kind}};
  file.kind = facts.kind;
  file.encoding = facts.encoding;
  file.items = facts.rows;
  file.read = facts.read;
}

}  // namespace edca::items
