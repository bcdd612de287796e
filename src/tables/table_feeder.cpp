#include "tables/table_feeder.hpp"

namespace edca::tables {

TableFeeder::TableFeeder(Encoding encoding, const std::string& temporary_folder, ItemSink& tables,
                         items::RunLog& log)
    : items::ItemReader(encoding, temporary_folder, log), tables_(tables) {
  accept_any_value();
}

void TableFeeder::take(Kind kind, const Item& item) {
  if (!readable(item)) return;
  // Numbers of packages start at 1 here and at 0 in the tables.
  tables_.item(kind, item.text, items_++, static_cast<std::int64_t>(item.package) - 1);
}

std::uint64_t TableFeeder::begin_package(Kind, const json::Value&) {
  first_items_[++packages_] = items_;
  return packages_;
}

void TableFeeder::end_package(Kind kind, const json::Value& metadata, std::string_view,
                              std::uint64_t number) {
  const auto first = first_items_.find(number);
  tables_.package({number - 1, first->second, kind, log_.file(file_).file}, json::write(metadata));
  first_items_.erase(first);
}

}  // namespace edca::tables
